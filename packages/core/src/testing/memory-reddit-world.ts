import type { ActiveBan, Ban } from "../appeal/ban.ts";
import {
  type Conversation,
  isSameName,
  type Message,
  type ModeratorAction,
  type Redditor,
} from "../appeal/conversation.ts";
import type { Clock, ModerationChange, ModerationLogEntry, SubredditModerator } from "../ports.ts";
import { cast } from "./builders.ts";

type Account = "active" | "suspended" | "deleted";

/** A conversation as the world keeps it: names of accounts that are gone are hidden only when it is shown. */
interface KeptConversation {
  readonly id: string;
  readonly subreddit: string;
  readonly subject: string;
  readonly isInternal: boolean;
  readonly isAuto: boolean;
  isArchived: boolean;
  readonly startedBy: string | null;
  readonly with: string | null;
  readonly messages: Message[];
  readonly moderatorActions: ModeratorAction[];
}

interface KeptBan {
  readonly username: string;
  readonly ban: ActiveBan;
}

/**
 * What goes on in communities while no bot looks: redditors and moderators write, ban,
 * archive and leave. Every event has a date of its own, so that "newest" is never in doubt.
 */
export class MemoryRedditWorld {
  readonly clock: Clock;
  readonly bot: string;
  readonly #conversations = new Map<string, KeptConversation>();
  readonly #bans = new Map<string, KeptBan>();
  /** Newest first. */
  readonly #log: ModerationLogEntry[] = [];
  readonly #accounts = new Map<string, Account>();
  /** Today's name by the name that the account had at first, in lower case. */
  readonly #names = new Map<string, string>();
  readonly #removed = new Set<string>();
  #lastEvent = 0;
  #nextId = 1;

  constructor(options: { readonly clock: Clock; readonly bot?: string }) {
    this.clock = options.clock;
    this.bot = options.bot ?? cast.bot;
  }

  // ── What redditors do ─────────────────────────────────────────────────────

  /** Begins a conversation with a community, or goes on with one; answers with its id. */
  redditorWrites(message: {
    readonly username?: string;
    readonly subreddit?: string;
    readonly conversationId?: string;
    readonly body?: string;
  }): string {
    const { username = cast.appellant, body = "Why was I banned?" } = message;
    const conversation =
      message.conversationId === undefined
        ? this.#begin({
            subreddit: message.subreddit ?? cast.subreddit,
            with: this.#originalOf(username),
          })
        : this.kept(message.conversationId);
    this.#write(conversation, username, body, false);
    return conversation.id;
  }

  deleteAccount(username: string = cast.appellant): void {
    const original = this.#originalOf(username);
    this.#accounts.set(original, "deleted");
    for (const key of [...this.#bans.keys()])
      if (key.endsWith(`/${original}`)) this.#bans.delete(key);
  }

  /** The account stays the same, its name is another one from now on, also under old messages. */
  renameAccount(username: string, name: string): void {
    this.#names.set(this.#originalOf(username).toLowerCase(), name);
  }

  /** Ends a suspension. */
  restoreAccount(username: string = cast.appellant): void {
    this.#accounts.delete(this.#originalOf(username));
  }

  suspendAccount(username: string = cast.appellant): void {
    this.#accounts.set(this.#originalOf(username), "suspended");
  }

  // ── What moderators do ────────────────────────────────────────────────────

  /** Bans a redditor, or changes the ban; answers with the id of the conversation that holds the notice. */
  ban(
    ban: {
      readonly username?: string;
      readonly subreddit?: string;
      readonly note?: string;
      /** The moderators' words in the notice; null for a notice without any. */
      readonly message?: string | null;
      /** Absent for ever. */
      readonly days?: number;
      /** Who sets it, a bot perhaps. */
      readonly moderator?: string;
    } = {},
  ): string {
    const { username = cast.appellant, subreddit = cast.subreddit, days } = ban;
    const date = this.#nextDate();
    const note = ban.note ?? "Rule 2: kept picking wildflowers";
    const endsAt = days === undefined ? null : new Date(date.getTime() + days * 86_400_000);
    this.#bans.set(keyOf(subreddit, this.#originalOf(username)), {
      username,
      ban: {
        isBanned: true,
        permanence: days === undefined ? "permanent" : "temporary",
        // Reddit tells the date of a ban in whole seconds.
        bannedAt: new Date(Math.floor(date.getTime() / 1000) * 1000),
        endsAt,
        note,
        // The list of bans does not tell who set one.
        bannedBy: null,
      },
    });
    const length = { permanence: days === undefined ? "permanent" : "temporary", endsAt } as const;
    const moderator = ban.moderator ?? cast.moderator;
    const told = { ...length, note: note || null };
    const change = { kind: "banned", redditor: this.#redditor(username), ...told } as const;
    this.#logChange(subreddit, moderator, change, date);
    const until = days === undefined ? "permanently" : "temporarily";
    const notice = this.#begin({
      subreddit,
      with: this.#originalOf(username),
      startedBy: ban.moderator ?? cast.moderator,
      isAuto: true,
      subject: `u/${username} is ${until} banned from r/${subreddit}`,
    });
    const words = ban.message === undefined ? "Rule 2: no picking" : ban.message;
    const quote = words === null ? "" : `Note from the moderators:\n\n> ${words}\n\n`;
    this.#write(
      notice,
      ban.moderator ?? cast.moderator,
      `Hello,\nyou have been banned.\n\n${quote}`,
      false,
    );
    return notice.id;
  }

  liftBan(
    username: string = cast.appellant,
    subreddit: string = cast.subreddit,
    moderator: string = cast.moderator,
  ): void {
    if (!this.#bans.delete(keyOf(subreddit, this.#originalOf(username)))) return;
    const change = { kind: "unbanned", redditor: this.#redditor(username) } as const;
    this.#logChange(subreddit, moderator, change, this.#nextDate());
  }

  /** Nobody is told by the log of a moderator whom Reddit's list has lost. */
  removeModerator(username: string = cast.moderator): void {
    this.#removed.add(username);
  }

  /** Another moderator joins, leaves, or is given other permissions. */
  changeModerators(subreddit: string = cast.subreddit): void {
    const change = { kind: "moderators-changed" } as const;
    this.#logChange(subreddit, cast.moderator, change, this.#nextDate());
  }

  /** Takes an entry out of the log, the newest if none is named, as if it had never been written. */
  loseLogEntry(at = 0): ModerationLogEntry | undefined {
    return this.#log.splice(at, 1)[0];
  }

  /** Writes an entry that the log was late with. */
  showLogEntry(entry: ModerationLogEntry | undefined): void {
    if (entry) this.#log.unshift(entry);
  }

  /** Answers publicly or among moderators. Another bot is a moderator with a name of its own. */
  moderatorWrites(
    conversationId: string,
    message: {
      readonly moderator?: string;
      readonly body?: string;
      readonly isPrivate?: boolean;
    } = {},
  ): void {
    const { moderator = cast.moderator, body = "We will look.", isPrivate = false } = message;
    this.#write(this.kept(conversationId), moderator, body, isPrivate);
  }

  /** A discussion among moderators; answers with its id. */
  moderatorsDiscuss(subreddit: string = cast.subreddit): string {
    const conversation = this.#begin({ subreddit, with: null, isInternal: true });
    this.#write(conversation, cast.moderator, "What shall we do about the flowers?", true);
    return conversation.id;
  }

  humanArchives(conversationId: string): void {
    this.move(conversationId, true, cast.moderator);
  }

  humanUnarchives(conversationId: string): void {
    this.move(conversationId, false, cast.moderator);
  }

  /** Takes a conversation out of the world, as Reddit does now and then. */
  loseConversation(conversationId: string): void {
    this.#conversations.delete(conversationId);
  }

  // ── How it looks ──────────────────────────────────────────────────────────

  /** A conversation as a moderator sees it. */
  conversation(conversationId: string): Conversation {
    return this.shown(this.kept(conversationId));
  }

  protected exists(conversationId: string): boolean {
    return this.#conversations.has(conversationId);
  }

  protected kept(conversationId: string): KeptConversation {
    const conversation = this.#conversations.get(conversationId);
    if (!conversation) throw new Error(`there is no conversation ${conversationId}`);
    return conversation;
  }

  protected shown(kept: KeptConversation): Conversation {
    const { with: username, messages, moderatorActions, ...rest } = kept;
    return {
      ...rest,
      startedBy: rest.startedBy === null ? null : this.#nameOf(rest.startedBy),
      appellant: username === null ? null : this.#appellant(username),
      messages: messages.map((message) => this.#asShown(message)),
      moderatorActions: [...moderatorActions],
      lastUpdated: messages.at(-1)?.date ?? new Date(0),
      messageCount: messages.length,
      isComplete: true,
    };
  }

  /** All conversations, most recently updated first. */
  protected newestFirst(): readonly KeptConversation[] {
    const newest = ({ messages }: KeptConversation) => messages.at(-1)?.date.getTime() ?? 0;
    return [...this.#conversations.values()].sort((one, other) => newest(other) - newest(one));
  }

  protected write(conversationId: string, body: string, isPrivate: boolean): string {
    return this.#write(this.kept(conversationId), this.bot, body, isPrivate);
  }

  /** Answers whether anything moved. */
  protected move(conversationId: string, isArchived: boolean, author: string): boolean {
    const conversation = this.kept(conversationId);
    if (conversation.isArchived === isArchived) return false;
    conversation.isArchived = isArchived;
    const kind = isArchived ? "archived" : "unarchived";
    conversation.moderatorActions.push({ id: this.#id("a"), kind, author, date: this.#nextDate() });
    return true;
  }

  /** Whether the account is called so now: nobody is found by a name that they had before. */
  protected isCurrentName(username: string): boolean {
    return isSameName(this.#nameOf(this.#originalOf(username)), username);
  }

  protected banOf(subreddit: string, username: string): ActiveBan | null {
    return this.#bans.get(keyOf(subreddit, this.#originalOf(username)))?.ban ?? null;
  }

  /** What the answer with a conversation tells of the ban: neither date nor note. */
  protected banBeside({ subreddit, with: username }: KeptConversation): Ban | null {
    if (username === null || this.#accountOf(username) === "deleted") return null;
    const ban = this.banOf(subreddit, username);
    return ban ? { ...ban, bannedAt: null, note: "" } : { isBanned: false };
  }

  protected moderatorsOf(_subreddit: string): readonly SubredditModerator[] {
    const all = [
      { id: idOf(this.bot), name: this.bot, permissions: ["access", "mail"] },
      { id: idOf(cast.moderator), name: cast.moderator, permissions: ["all"] },
    ];
    return all.filter(({ name }) => !this.#removed.has(name));
  }

  protected get log(): readonly ModerationLogEntry[] {
    return this.#log;
  }

  protected bansIn(subreddit: string): readonly { redditor: Redditor; ban: ActiveBan }[] {
    return [...this.#bans]
      .filter(([key]) => key.startsWith(`${subreddit.toLowerCase()}/`))
      .map(([, { username, ban }]) => ({ redditor: this.#redditor(username), ban }))
      .toReversed();
  }

  // ── Within ────────────────────────────────────────────────────────────────

  #begin(
    beginning: Pick<KeptConversation, "subreddit" | "with"> & Partial<KeptConversation>,
  ): KeptConversation {
    const conversation: KeptConversation = {
      id: this.#id("c"),
      subject: "My ban",
      isInternal: false,
      isAuto: false,
      isArchived: false,
      startedBy: beginning.with,
      messages: [],
      moderatorActions: [],
      ...beginning,
    };
    this.#conversations.set(conversation.id, conversation);
    return conversation;
  }

  #write(conversation: KeptConversation, name: string, body: string, isPrivate: boolean): string {
    const original = this.#originalOf(name);
    const isModerator = conversation.with === null || !isSameName(original, conversation.with);
    const message: Message = {
      id: this.#id("m"),
      author: { id: null, name: original, isModerator, isAdmin: false, isDeleted: false },
      body,
      isPrivate,
      date: this.#nextDate(),
    };
    conversation.messages.push(message);
    // Any reply brings an archived conversation back, without an action of its own (`modmail.reply.2020`).
    conversation.isArchived = false;
    return message.id;
  }

  #appellant(original: string): NonNullable<Conversation["appellant"]> {
    const account = this.#accountOf(original);
    if (account === "deleted") return { id: null, name: "[deleted]", account };
    return { id: idOf(original), name: this.#nameOf(original), account };
  }

  #asShown(message: Message): Message {
    const { name: original, isModerator, isAdmin } = message.author;
    if (this.#accountOf(original) === "deleted") {
      const gone = { id: null, name: "[deleted]", isDeleted: true };
      return { ...message, author: { ...gone, isModerator: false, isAdmin: false } };
    }
    const shown = { id: idOf(original), name: this.#nameOf(original), isDeleted: false };
    return { ...message, author: { ...shown, isModerator, isAdmin } };
  }

  #accountOf(original: string): Account {
    return this.#accounts.get(original.toLowerCase()) ?? "active";
  }

  /** The name under which the world keeps an account: the one that it had at first. */
  #originalOf(name: string): string {
    for (const [original, today] of this.#names) if (isSameName(today, name)) return original;
    return name;
  }

  #nameOf(original: string): string {
    return this.#names.get(original.toLowerCase()) ?? original;
  }

  #logChange(subreddit: string, moderator: string, change: ModerationChange, at: Date): void {
    // Dates in the log are whole seconds.
    const second = new Date(Math.floor(at.getTime() / 1000) * 1000);
    this.#log.unshift({ id: this.#id("ModAction_"), at: second, subreddit, moderator, change });
  }

  #redditor(username: string): Redditor {
    const original = this.#originalOf(username);
    return { id: idOf(original), name: this.#nameOf(original) };
  }

  #id(prefix: string): string {
    return `${prefix}${this.#nextId++}`;
  }

  #nextDate(): Date {
    this.#lastEvent = Math.max(this.clock.now().getTime(), this.#lastEvent + 1);
    return new Date(this.#lastEvent);
  }
}

function keyOf(subreddit: string, username: string): string {
  return `${subreddit}/${username}`.toLowerCase();
}

/** An account's id stays the same whatever its name becomes. */
function idOf(original: string): string {
  return `t2_${Buffer.from(original.toLowerCase()).toString("hex")}`;
}
