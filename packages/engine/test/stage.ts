import {
  type CommunitySettings,
  type LiftedAppeal,
  RedditError,
  type RedditErrorKind,
  Snooze,
} from "@appealmod/core";
import {
  cast,
  ManualClock,
  MemoryAppealStore,
  MemoryBanRegister,
  MemoryCommunities,
  MemoryReddit,
  RecordingEventLog,
  someAnswers,
} from "@appealmod/core/testing";
import {
  createBanLookup,
  createFormLinks,
  createModerationLogFollower,
  type EnginePorts,
  type ModerationLogFollower,
  type Processed,
  processConversation,
} from "../src/index.ts";

export const secret = "a secret that is long enough for a test";

/** An engine on a stage: everything around it is in memory and moves only when told to. */
export interface Stage {
  readonly clock: ManualClock;
  readonly reddit: MemoryReddit;
  readonly store: MemoryAppealStore;
  readonly communities: MemoryCommunities;
  readonly events: RecordingEventLog;
  readonly ports: EnginePorts;
  readonly register: MemoryBanRegister;
  /** Follows the moderation log, when a test or a lookup says so. */
  readonly log: ModerationLogFollower;
  /** Open appeals that the log's unbans were handed on for. */
  readonly handedOn: LiftedAppeal[];
  /** Communities whose moderators were seen to change. */
  readonly changed: string[];
  run(conversationId: string, changes?: Partial<EnginePorts>): Promise<Processed | null>;
  /** Runs as a job does: whatever is snoozed is taken up again when its time has come. */
  runUntilDone(conversationId: string): Promise<Processed | null>;
  /** The site's part: the open appeal's form is sent. */
  submitForm(answers?: Parameters<MemoryAppealStore["submitForm"]>[1]): void;
}

export function openStage(
  options: {
    readonly settings?: Partial<CommunitySettings>;
    readonly draw?: number;
    readonly waiting?: () => readonly string[];
  } = {},
): Stage {
  const clock = new ManualClock();
  const reddit = new MemoryReddit({ clock });
  const events = new RecordingEventLog();
  const store = new MemoryAppealStore(events);
  const communities = new MemoryCommunities();
  communities.set(cast.subreddit, { settings: options.settings ?? {} });
  const openAppeals = () =>
    [...store.appeals.values()]
      .filter(({ state }) => state !== "closed")
      .map((appeal) => ({ ...appeal, appealId: appeal.id }));
  const register = new MemoryBanRegister(openAppeals);
  const handedOn: LiftedAppeal[] = [];
  const changed: string[] = [];
  const log = createModerationLogFollower({
    reddit,
    register,
    clock,
    events,
    subreddits: () => [cast.subreddit],
    onLifted: async (appeals) => void handedOn.push(...appeals),
    onModeratorsChanged: async (subreddits) => void changed.push(...subreddits),
  });
  const waitingIn = async () => options.waiting?.() ?? [];
  const bans = createBanLookup({ reddit, register, clock, events, follower: log, waitingIn });
  const ports: EnginePorts = {
    reddit,
    bans,
    store,
    communities,
    events,
    clock,
    draw: () => options.draw ?? 0,
    formLinks: createFormLinks(secret, "http://localhost:3000"),
    otherAccounts: [],
    mayDecide: async (subreddit, redditorId) => {
      const moderators = await reddit.listModerators(subreddit);
      return moderators.some(({ id }) => id === redditorId);
    },
    isDryRun: false,
  };
  const run: Stage["run"] = (conversationId, changes) =>
    processConversation({ ...ports, ...changes }, { conversationId, subreddit: cast.subreddit });
  return {
    clock,
    reddit,
    store,
    communities,
    events,
    ports,
    register,
    log,
    handedOn,
    changed,
    run,
    async runUntilDone(conversationId) {
      for (let tries = 1; tries <= 20; tries += 1) {
        try {
          return await run(conversationId);
        } catch (error) {
          if (!(error instanceof Snooze)) throw error;
          clock.advance(error.delayMs);
        }
      }
      throw new Error(`the run of ${conversationId} was snoozed twenty times`);
    },
    submitForm(answers = someAnswers) {
      const open = [...store.appeals.values()].find((appeal) => appeal.state !== "closed");
      if (!open) throw new Error("there is no open appeal to send a form for");
      clock.advance(1000);
      store.submitForm(open.id, answers, clock.now());
    },
  };
}

/** A permanent ban and the redditor's own first message about it; answers with the conversation. */
export function aBannedRedditorWrites({ reddit }: Pick<Stage, "reddit">): string {
  reddit.ban();
  return reddit.redditorWrites({});
}

/** The bodies of a conversation's messages by our bot: private ones in brackets. */
export function ourWords({ reddit }: Pick<Stage, "reddit">, conversationId: string): string[] {
  return reddit
    .conversation(conversationId)
    .messages.filter((message) => message.author.name === reddit.bot)
    .map(({ body, isPrivate }) => (isPrivate ? `[${body}]` : body));
}

/** Our words by the part that they play, in the plain texts of the tests. */
export function ourParts(stage: Pick<Stage, "reddit">, conversationId: string): string[] {
  return ourWords(stage, conversationId).map(partOf);
}

export function partOf(words: string): string {
  const parts: readonly [string, string][] = [
    ["Invite for", "invite"],
    ["The same link again", "repeated invite"],
    ["Please use the form", "reminder"],
    ["Thank you", "final"],
    ["[Answers of", "note"],
    ["[The ban has no reason", "no-reason note"],
    ["[Appealed in", "pointer"],
  ];
  return parts.find(([beginning]) => words.startsWith(beginning))?.[1] ?? `? ${words}`;
}

export function redditFails(
  kind: RedditErrorKind,
  details: { readonly mayHaveHappened?: boolean } = {},
): RedditError {
  return new RedditError(`Reddit failed: ${kind}`, { kind, endpoint: "POST /test", ...details });
}

/** No answer came: nobody can say whether it was done. */
export const answerLost = (): RedditError => redditFails("unreachable", { mayHaveHappened: true });
