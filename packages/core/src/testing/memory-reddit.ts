import type { ActiveBan } from "../appeal/ban.ts";
import { type Conversation, isNameAmong } from "../appeal/conversation.ts";
import {
  type BanPage,
  type ConversationPage,
  type ConversationReading,
  type ModerationLogPage,
  RedditError,
  type RedditGateway,
  type SentMessage,
  type SubredditFacts,
  type SubredditModerator,
} from "../ports.ts";
import { MemoryRedditWorld } from "./memory-reddit-world.ts";

export type GatewayMethod = keyof RedditGateway;

interface Fault {
  readonly error: Error;
  readonly afterEffect: boolean;
}

/** Reddit answers with no more than this, whatever is asked for. */
const longestPage = 100;

/**
 * A small honest Reddit in memory, seen through the gateway: counts what it is asked, fails
 * when told to, and lets the world move on in the middle of a call.
 */
export class MemoryReddit extends MemoryRedditWorld implements RedditGateway {
  readonly #calls = new Map<GatewayMethod, number>();
  readonly #faults = new Map<GatewayMethod, Fault[]>();
  readonly #hooks = new Map<GatewayMethod, (() => void)[]>();
  readonly #withoutAccess = new Set<string>();

  // ── For tests ─────────────────────────────────────────────────────────────

  /** How often a method was called since the last `forgetCalls`. The bot's own name costs nothing. */
  calls(method: GatewayMethod): number {
    return this.#calls.get(method) ?? 0;
  }

  /** All requests since the last `forgetCalls`, by method; what was not called is left out. */
  requests(): Readonly<Partial<Record<GatewayMethod, number>>> {
    return Object.fromEntries(this.#calls);
  }

  forgetCalls(): void {
    this.#calls.clear();
  }

  /** Makes the next call of a method fail, before its effect unless told otherwise. */
  failNext(
    method: GatewayMethod,
    error: Error,
    { afterEffect = false }: { readonly afterEffect?: boolean } = {},
  ): void {
    this.#faults.set(method, [...(this.#faults.get(method) ?? []), { error, afterEffect }]);
  }

  /** Lets something happen once, when the next call of a method has arrived but not yet taken effect. */
  beforeEffect(method: GatewayMethod, happening: () => void): void {
    this.#hooks.set(method, [...(this.#hooks.get(method) ?? []), happening]);
  }

  /** Takes the permission to see bans from the bot. */
  withdrawAccess(subreddit: string): void {
    this.#withoutAccess.add(subreddit.toLowerCase());
  }

  // ── The gateway ───────────────────────────────────────────────────────────

  async username(): Promise<string> {
    return this.bot;
  }

  listConversations(
    query: Parameters<RedditGateway["listConversations"]>[0],
  ): Promise<ConversationPage> {
    return this.#answer("listConversations", () => {
      const wantsArchived = query.state === "archived";
      const listed = this.newestFirst().filter(
        // A ban notice that nobody answered is in no folder (`modmail.list.2021-default-with-appeals`).
        ({ isInternal, isArchived, isAuto, messages }) =>
          !isInternal && isArchived === wantsArchived && !(isAuto && messages.length === 1),
      );
      const from = query.after === null ? 0 : listed.findIndex(({ id }) => id === query.after) + 1;
      const isAnchorGone = query.after !== null && from === 0;
      const page = isAnchorGone
        ? []
        : listed.slice(from, from + Math.min(query.limit, longestPage)).map((kept) => ({
            ...this.shown(kept),
            messages: this.shown(kept).messages.slice(-1),
            moderatorActions: [],
            messageCount: kept.messages.length,
            isComplete: kept.messages.length === 1,
          }));
      const [first, last] = [page[0], page.at(-1)];
      return {
        conversations: page.filter(({ subreddit }) => isNameAmong(subreddit, query.subreddits)),
        size: page.length,
        span: first && last ? { newest: first.lastUpdated, oldest: last.lastUpdated } : null,
        last: last?.id ?? null,
        isPartial: false,
      };
    });
  }

  readConversation(conversationId: string): Promise<ConversationReading> {
    return this.#about("readConversation", conversationId, () => {
      const kept = this.kept(conversationId);
      return { conversation: this.shown(kept), ban: this.banBeside(kept) };
    });
  }

  findBan(subreddit: string, username: string): Promise<ActiveBan | null> {
    return this.#answer("findBan", () => {
      this.#needsAccess("findBan", subreddit);
      return this.isCurrentName(username) ? this.banOf(subreddit, username) : null;
    });
  }

  unban(subreddit: string, username: string): Promise<void> {
    return this.#answer("unban", () => {
      this.#needsAccess("unban", subreddit);
      this.liftBan(username, subreddit, this.bot);
    });
  }

  listModerators(subreddit: string): Promise<readonly SubredditModerator[]> {
    return this.#answer("listModerators", () => this.moderatorsOf(subreddit));
  }

  sendMessage(conversationId: string, body: string): Promise<SentMessage> {
    return this.#about("sendMessage", conversationId, () => ({
      messageId: this.write(conversationId, body, false),
      conversation: this.conversation(conversationId),
    }));
  }

  leaveNote(conversationId: string, body: string): Promise<SentMessage> {
    return this.#about("leaveNote", conversationId, () => ({
      messageId: this.write(conversationId, body, true),
      conversation: this.conversation(conversationId),
    }));
  }

  archive(conversationId: string): Promise<Conversation | null> {
    return this.#about("archive", conversationId, () =>
      this.move(conversationId, true, this.bot) ? this.conversation(conversationId) : null,
    );
  }

  unarchive(conversationId: string): Promise<Conversation | null> {
    return this.#about("unarchive", conversationId, () =>
      this.move(conversationId, false, this.bot) ? this.conversation(conversationId) : null,
    );
  }

  subredditFacts(subreddit: string): Promise<SubredditFacts> {
    return this.#answer("subredditFacts", () => ({
      name: subreddit,
      description: "Walks around the lake.",
      subscribers: 1234,
      rules: [{ name: "No picking", description: "Leave the flowers where they grow." }],
      moderators: this.moderatorsOf(subreddit),
    }));
  }

  /** There never is an invitation: the bot moderates whatever it is asked about. */
  acceptModeratorInvite(): Promise<boolean> {
    return this.#answer("acceptModeratorInvite", () => false);
  }

  listBans(subreddit: string, after: string | null): Promise<BanPage> {
    return this.#answer("listBans", () => {
      this.#needsAccess("listBans", subreddit);
      const all = this.bansIn(subreddit);
      const from = after === null ? 0 : Number(after);
      const to = from + longestPage;
      return { bans: all.slice(from, to), after: to < all.length ? String(to) : null };
    });
  }

  readModerationLog(
    query: Parameters<RedditGateway["readModerationLog"]>[0],
  ): Promise<ModerationLogPage> {
    return this.#answer("readModerationLog", () => {
      const at = (id: string) => this.log.findIndex((entry) => entry.id === id);
      if (query.before !== null) {
        // One that is not known starts from the beginning, like the simulator.
        const end = at(query.before);
        const newer = end === -1 ? this.log : this.log.slice(0, end);
        return { entries: newer.slice(-query.limit), after: null };
      }
      const from = query.after === null ? 0 : at(query.after) + 1;
      const entries = this.log.slice(from, from + query.limit);
      const isLast = from + query.limit >= this.log.length;
      return { entries, after: isLast ? null : (entries.at(-1)?.id ?? null) };
    });
  }

  // ── Within ────────────────────────────────────────────────────────────────

  #about<Answer>(
    method: GatewayMethod,
    conversationId: string,
    effect: () => Answer,
  ): Promise<Answer> {
    return this.#answer(method, () => {
      if (this.exists(conversationId)) return effect();
      throw new RedditError(`Reddit knows no conversation ${conversationId}.`, {
        kind: "not-found",
        endpoint: method,
        status: 404,
      });
    });
  }

  async #answer<Answer>(method: GatewayMethod, effect: () => Answer): Promise<Answer> {
    this.#calls.set(method, this.calls(method) + 1);
    // Whoever asks is answered later: two runs at once take turns as they would over a network.
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.#hooks.get(method)?.shift()?.();
    const fault = this.#faults.get(method)?.shift();
    if (fault && !fault.afterEffect) throw fault.error;
    const answer = effect();
    if (fault) throw fault.error;
    return answer;
  }

  #needsAccess(method: GatewayMethod, subreddit: string): void {
    if (!this.#withoutAccess.has(subreddit.toLowerCase())) return;
    throw new RedditError(`The account may not see bans in r/${subreddit}.`, {
      kind: "forbidden",
      endpoint: method,
      status: 403,
    });
  }
}
