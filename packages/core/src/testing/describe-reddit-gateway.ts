import { beforeEach, describe, expect, it } from "vitest";
import { RedditError, type RedditGateway } from "../ports.ts";

/**
 * What happens on Reddit apart from the bot, told in verbs that any Reddit can play: one in
 * memory, or a server with accounts of its own. Conversations are named by their ids. Every
 * verb resolves when it has happened, at a millisecond of its own: order is told by dates.
 */
export interface RedditStory {
  /** A community that the bot moderates with the permissions `access` and `mail`. */
  readonly subreddit: string;
  /** Another such community. */
  readonly otherSubreddit: string;
  /** The account that the gateway speaks with. */
  readonly bot: string;
  /** A redditor whom nobody has banned yet and who has not written yet. */
  readonly redditor: string;
  /** Answers with the conversation's id; a new conversation unless one is named. */
  redditorWrites(message: {
    readonly subreddit?: string;
    readonly conversationId?: string;
    readonly body: string;
  }): Promise<string>;
  /** A person of the moderators answers. */
  moderatorWrites(
    conversationId: string,
    message: { readonly body: string; readonly isPrivate: boolean },
  ): Promise<void>;
  ban(ban: { readonly note: string; readonly days?: number }): Promise<void>;
  unban(): Promise<void>;
  humanArchives(conversationId: string): Promise<void>;
  /** The redditor's account is deleted, with everything that Reddit takes away then. */
  deleteAccount(): Promise<void>;
}

/** A gateway under test and the story that is told around it. */
export interface RedditUnderTest {
  readonly gateway: RedditGateway;
  readonly story: RedditStory;
}

const emptyPage = { conversations: [], size: 0, span: null, last: null, isPartial: false };

/** What every gateway to Reddit keeps to, in memory and over HTTP. */
export function describeRedditGateway(name: string, open: () => Promise<RedditUnderTest>): void {
  describe(`${name} keeps the contract of a Reddit gateway`, () => {
    let reddit: RedditGateway;
    let story: RedditStory;
    beforeEach(async () => {
      ({ gateway: reddit, story } = await open());
    });

    const list = (overrides: Partial<Parameters<RedditGateway["listConversations"]>[0]> = {}) =>
      reddit.listConversations({
        subreddits: [story.subreddit, story.otherSubreddit],
        after: null,
        limit: 100,
        ...overrides,
      });
    const listedIds = async (
      overrides: Partial<Parameters<RedditGateway["listConversations"]>[0]> = {},
    ) => (await list(overrides)).conversations.map(({ id }) => id);
    const read = async (id: string) => (await reddit.readConversation(id)).conversation;
    const refusal = (attempt: Promise<unknown>) =>
      attempt.then(
        () => expect.fail("it succeeded"),
        (error: unknown) => error,
      );

    it("knows the name of its own account", async () => {
      expect((await reddit.username()).toLowerCase()).toBe(story.bot.toLowerCase());
    });

    it("shows a conversation with its messages, oldest first", async () => {
      const id = await story.redditorWrites({ body: "Why was I banned?" });
      await story.moderatorWrites(id, { body: "Who is this?", isPrivate: true });
      await story.moderatorWrites(id, { body: "Rule 2 & <no> picking.", isPrivate: false });
      const conversation = await read(id);
      expect(conversation).toMatchObject({
        id,
        subreddit: story.subreddit,
        isInternal: false,
        isArchived: false,
        appellant: { name: story.redditor, account: "active" },
        isComplete: true,
      });
      expect(
        conversation.messages.map(({ body, isPrivate, author }) => [
          body,
          isPrivate,
          author.isModerator,
        ]),
      ).toEqual([
        ["Why was I banned?", false, false],
        ["Who is this?", true, true],
        ["Rule 2 & <no> picking.", false, true],
      ]);
      expect(conversation.lastUpdated).toEqual(conversation.messages.at(-1)?.date);
    });

    it("answers publicly, and shows the answer where it stands", async () => {
      const id = await story.redditorWrites({ body: "Hello?" });
      const sent = await reddit.sendMessage(id, "Hello, **you** & <all>.");
      expect(sent.conversation.messages.at(-1)).toMatchObject({
        id: sent.messageId,
        body: "Hello, **you** & <all>.",
        isPrivate: false,
        author: { isModerator: true },
      });
      expect((await read(id)).messages.map((message) => message.id)).toEqual(
        sent.conversation.messages.map((message) => message.id),
      );
      const author = sent.conversation.messages.at(-1)?.author.name.toLowerCase();
      expect(author).toBe(story.bot.toLowerCase());
    });

    it("leaves a private note that moderators only see", async () => {
      const id = await story.redditorWrites({ body: "Hello?" });
      const { messageId } = await reddit.leaveNote(id, "Between us.");
      expect((await read(id)).messages.find((message) => message.id === messageId)).toMatchObject({
        body: "Between us.",
        isPrivate: true,
      });
    });

    it("archives and brings back, and says so when there was nothing to do", async () => {
      const id = await story.redditorWrites({ body: "Hello?" });
      expect(await reddit.archive(id)).toMatchObject({ id, isArchived: true });
      expect(await reddit.archive(id)).toBeNull();
      const archived = await read(id);
      expect(archived.isArchived).toBe(true);
      expect(archived.moderatorActions).toMatchObject([{ kind: "archived" }]);
      expect(await reddit.unarchive(id)).toMatchObject({ id, isArchived: false });
      expect(await reddit.unarchive(id)).toBeNull();
      expect((await read(id)).isArchived).toBe(false);
    });

    it("brings an archived conversation back on any reply", async () => {
      const id = await story.redditorWrites({ body: "Hello?" });
      const replies = [
        () => story.redditorWrites({ conversationId: id, body: "Hello again?" }),
        () => reddit.sendMessage(id, "Hello."),
        () => reddit.leaveNote(id, "Between us."),
      ];
      for (const reply of replies) {
        await reddit.archive(id);
        await reply();
        expect((await read(id)).isArchived).toBe(false);
      }
    });

    it("lists what lies open, the most recently updated first, with its newest message", async () => {
      const first = await story.redditorWrites({ body: "One" });
      const second = await story.redditorWrites({ subreddit: story.otherSubreddit, body: "Two" });
      const third = await story.redditorWrites({ body: "Three" });
      await story.redditorWrites({ conversationId: first, body: "One again" });
      const page = await list();
      expect(page.conversations.map(({ id }) => id)).toEqual([first, third, second]);
      expect(page).toMatchObject({ size: 3, last: second });
      expect(page.span?.newest).toEqual(page.conversations[0]?.lastUpdated);
      expect(page.span?.oldest).toEqual(page.conversations[2]?.lastUpdated);
      expect(page.conversations[0]).toMatchObject({
        messages: [{ body: "One again" }],
        isComplete: false,
        appellant: { name: story.redditor },
      });
    });

    it("lists the communities that were asked for, however their names are written", async () => {
      const here = await story.redditorWrites({ body: "One" });
      await story.redditorWrites({ subreddit: story.otherSubreddit, body: "Two" });
      expect(await listedIds({ subreddits: [story.subreddit.toUpperCase()] })).toEqual([here]);
    });

    it("keeps archived conversations in a list of their own", async () => {
      const put = await story.redditorWrites({ body: "One" });
      const open = await story.redditorWrites({ body: "Two" });
      await story.humanArchives(put);
      expect(await listedIds()).toEqual([open]);
      expect(await listedIds({ state: "archived" })).toEqual([put]);
    });

    it("keeps a ban notice to itself until the redditor answers it", async () => {
      await story.ban({ note: "Rule 2" });
      expect(await list()).toEqual(emptyPage);
    });

    it("goes on after the last of a page, until an empty one", async () => {
      const ids: string[] = [];
      for (let n = 1; n <= 5; n += 1)
        ids.unshift(await story.redditorWrites({ body: `Number ${n}` }));
      const first = await list({ limit: 3 });
      const second = await list({ limit: 3, after: first.last });
      const third = await list({ limit: 3, after: second.last });
      expect([first, second].flatMap((page) => page.conversations.map(({ id }) => id))).toEqual(
        ids,
      );
      expect(third).toEqual(emptyPage);
    });

    it("finds nothing, or what is older, after a conversation that was archived meanwhile", async () => {
      const older = await story.redditorWrites({ body: "One" });
      const anchor = await story.redditorWrites({ body: "Two" });
      await story.redditorWrites({ body: "Three" });
      await story.humanArchives(anchor);
      // No recording shows which of the two Reddit does: callers must cope with both.
      expect([[], [older]]).toContainEqual(await listedIds({ after: anchor }));
    });

    it("finds a permanent ban with its date and note", async () => {
      await story.ban({ note: "Rule 2: kept picking" });
      const ban = await reddit.findBan(story.subreddit, story.redditor);
      expect(ban).toMatchObject({
        isBanned: true,
        permanence: "permanent",
        note: "Rule 2: kept picking",
      });
      expect(ban?.bannedAt).toBeInstanceOf(Date);
      expect(await reddit.findBan(story.otherSubreddit, story.redditor)).toBeNull();
    });

    it("tells a temporary ban from a permanent one", async () => {
      await story.ban({ note: "Rule 2", days: 7 });
      const ban = await reddit.findBan(story.subreddit, story.redditor);
      expect(ban?.permanence).toBe("temporary");
    });

    it("shows beside a conversation whether its redditor is banned, but not since when", async () => {
      const id = await story.redditorWrites({ body: "Hello?" });
      expect((await reddit.readConversation(id)).ban).toEqual({ isBanned: false });
      await story.ban({ note: "Rule 2" });
      expect((await reddit.readConversation(id)).ban).toEqual({
        isBanned: true,
        permanence: "permanent",
        bannedAt: null,
        endsAt: null,
        note: "",
        bannedBy: null,
      });
      await story.unban();
      expect((await reddit.readConversation(id)).ban).toEqual({ isBanned: false });
      expect(await reddit.findBan(story.subreddit, story.redditor)).toBeNull();
    });

    it("lifts a ban, and does nothing where there is none", async () => {
      await story.ban({ note: "Rule 2" });
      await reddit.unban(story.subreddit, story.redditor);
      expect(await reddit.findBan(story.subreddit, story.redditor)).toBeNull();
      await reddit.unban(story.subreddit, story.redditor);
      const all = { before: null, after: null, limit: 500 };
      const { entries } = await reddit.readModerationLog(all);
      const lifts = entries.filter(({ change }) => change.kind === "unbanned");
      expect(lifts.map(({ moderator }) => moderator.toLowerCase())).toEqual([
        story.bot.toLowerCase(),
      ]);
    });

    it("answers under the moderator's name where that is asked for", async () => {
      const id = await story.redditorWrites({ body: "Hello?" });
      const { messageId } = await reddit.sendMessage(id, "Hello.", { isAuthorHidden: false });
      expect((await read(id)).messages.at(-1)).toMatchObject({ id: messageId, isPrivate: false });
    });

    it("lists a community's bans with their redditors", async () => {
      await story.ban({ note: "Rule 2" });
      const { bans, after } = await reddit.listBans(story.subreddit, null);
      expect(bans).toMatchObject([
        { redditor: { name: story.redditor }, ban: { isBanned: true, note: "Rule 2" } },
      ]);
      expect(after).toBeNull();
      expect(await reddit.listBans(story.otherSubreddit, null)).toEqual({ bans: [], after: null });
    });

    it("tells bans and unbans of all communities in one log, newest first", async () => {
      await story.ban({ note: "Rule 2" });
      await story.unban();
      const all = { before: null, after: null, limit: 500 };
      const { entries } = await reddit.readModerationLog(all);
      const redditor = { id: expect.stringMatching(/^t2_/), name: story.redditor };
      const own = entries.filter(({ change }) => /ban/.test(change.kind));
      expect(own.map(({ subreddit, change }) => ({ subreddit, change }))).toMatchObject([
        { subreddit: story.subreddit, change: { kind: "unbanned", redditor } },
        {
          subreddit: story.subreddit,
          change: { kind: "banned", redditor, permanence: "permanent", note: "Rule 2" },
        },
      ]);
      expect(own.every(({ moderator }) => moderator !== "")).toBe(true);
    });

    it("tells only what is newer than an entry of the log, and pages to what is older", async () => {
      await story.ban({ note: "Rule 2" });
      const first = { before: null, after: null, limit: 1 };
      const [newest] = (await reddit.readModerationLog(first)).entries;
      const since = { before: newest?.id ?? "", after: null, limit: 500 };
      expect((await reddit.readModerationLog(since)).entries).toEqual([]);
      await story.unban();
      const news = (await reddit.readModerationLog(since)).entries;
      expect(news.map(({ change }) => change.kind)).toEqual(["unbanned"]);
      const page = await reddit.readModerationLog(first);
      const next = await reddit.readModerationLog({ ...first, after: page.after });
      expect(next.entries.map(({ id }) => id)).toEqual([newest?.id]);
    });

    it("shows a deleted account as such", async () => {
      const id = await story.redditorWrites({ body: "Hello?" });
      await story.deleteAccount();
      const { conversation } = await reddit.readConversation(id);
      // Some answers keep the redditor as deleted, others name no redditor at all.
      expect(conversation.appellant?.account ?? "deleted").toBe("deleted");
      expect(conversation.messages[0]?.author).toMatchObject({ isDeleted: true });
    });

    it("says that a conversation is not known, and that nothing happened to it", async () => {
      const attempts = [
        () => reddit.readConversation("zzzz9"),
        () => reddit.sendMessage("zzzz9", "Hello?"),
        () => reddit.archive("zzzz9"),
      ];
      for (const attempt of attempts) {
        const error = await refusal(attempt());
        expect(error).toBeInstanceOf(RedditError);
        expect(error).toMatchObject({ kind: "not-found", mayHaveHappened: false });
      }
    });

    it("tells of a community: its description, its rules, its moderators", async () => {
      const facts = await reddit.subredditFacts(story.subreddit);
      expect(facts.name.toLowerCase()).toBe(story.subreddit.toLowerCase());
      const names = facts.moderators.map((moderator) => moderator.name.toLowerCase());
      expect(names).toContain(story.bot.toLowerCase());
      const bot = (await reddit.listModerators(story.subreddit)).find(
        ({ name }) => name.toLowerCase() === story.bot.toLowerCase(),
      );
      expect(bot?.permissions).toEqual(["access", "mail"]);
      expect(bot?.id).toMatch(/^t2_/);
    });
  });
}
