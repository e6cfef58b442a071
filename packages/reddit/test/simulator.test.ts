import { type RedditSimulatorOptions, startRedditSimulator } from "@appealmod/reddit-simulator";
import { expect, onTestFinished, test } from "vitest";
import {
  createRedditGateway,
  type RedditGatewayEvent,
  type RedditGatewayOptions,
} from "../src/index.ts";
import { failureOf } from "./test-gateway.ts";

/* The gateway and the pretend Reddit share no code: where they agree, both read the same contract. */

async function start(
  options: RedditSimulatorOptions = {},
  more: Partial<RedditGatewayOptions> = {},
) {
  const simulator = await startRedditSimulator(options);
  onTestFinished(() => simulator.close());
  const { control } = simulator;
  const demo = await control.seedDemo();
  const events: RedditGatewayEvent[] = [];
  const gateway = createRedditGateway({
    credentials: {
      clientId: demo.clientId,
      clientSecret: demo.clientSecret,
      userAgent: "linux:appealmod-test:1 (by /u/AppealModBot)",
      username: demo.bot.name,
      password: demo.bot.password,
    },
    baseUrl: simulator.url,
    retry: { baseDelayMs: 5, maxDelayMs: 20 },
    onEvent: (event) => events.push(event),
    ...more,
  });
  const subreddit = demo.subreddit;
  const moderator = demo.moderators[0] ?? "";
  const name = demo.redditors[0] ?? "";
  const appeal = async () => {
    await control.ban({
      subreddit,
      name,
      by: moderator,
      reason: "Rule 1",
      note: "was rude",
      message: "You were rude.",
    });
    await control.replyToBanNotice({ subreddit, name, text: "Please let me back in & <soon>." });
    const page = await gateway.listConversations({
      subreddits: [subreddit],
      after: null,
      limit: 25,
    });
    return page.conversations[0]?.id ?? "";
  };
  return { simulator, control, demo, gateway, events, subreddit, moderator, name, appeal };
}

test("an appeal from the listing to its end", async () => {
  const { control, gateway, subreddit, name, demo, appeal } = await start();
  const id = await appeal();
  expect(id).not.toBe("");
  const { conversation, ban } = await gateway.readConversation(id);
  expect(conversation).toMatchObject({
    subreddit,
    isAuto: true,
    isInternal: false,
    isArchived: false,
    isComplete: true,
    appellant: { name, account: "active" },
  });
  expect(conversation.messages.at(-1)?.body).toBe("Please let me back in & <soon>.");
  expect(ban).toMatchObject({ isBanned: true, permanence: "permanent" });

  const found = await gateway.findBan(subreddit.toLowerCase(), name.toUpperCase());
  expect(found).toMatchObject({ permanence: "permanent", note: "Rule 1: was rude" });
  expect(found?.bannedAt).toBeInstanceOf(Date);
  expect(await gateway.findBan(subreddit, "nobody_there")).toBeNull();

  const sent = await gateway.sendMessage(id, "Here is your form.");
  const note = await gateway.leaveNote(id, "The answers.");
  expect(note.conversation.messages.map(({ id: each }) => each)).toContain(sent.messageId);
  expect(note.conversation.messages.find(({ id: each }) => each === note.messageId)).toMatchObject({
    author: { name: demo.bot.name, isModerator: true },
    body: "The answers.",
    isPrivate: true,
  });
  const stored = await control.conversation(id);
  expect(stored.messages.slice(-2)).toMatchObject([
    { id: sent.messageId, isInternal: false, isHidden: true },
    { id: note.messageId, isInternal: true },
  ]);

  expect(await gateway.archive(id)).toMatchObject({ id, isArchived: true });
  expect(await gateway.archive(id)).toBeNull();
  const query = { subreddits: [], after: null, limit: 25 } as const;
  expect((await gateway.listConversations(query)).conversations).toEqual([]);
  const archived = await gateway.listConversations({ ...query, state: "archived" });
  expect(archived.conversations.map(({ id: each }) => each)).toEqual([id]);
  expect(await gateway.unarchive(id)).toMatchObject({ isArchived: false });
  expect(await gateway.unarchive(id)).toBeNull();
});

test("the facts of a community, and its bans", async () => {
  const { control, gateway, subreddit, name, moderator } = await start();
  await control.ban({ subreddit, name, by: moderator });
  // The log counts in whole seconds.
  await control.advanceClock(2_000);
  await control.unban({ subreddit, name, by: moderator });
  const facts = await gateway.subredditFacts(subreddit);
  expect(facts).toMatchObject({ name: subreddit, subscribers: 48_213 });
  expect(facts.rules).toHaveLength(3);
  expect(facts.moderators).toContainEqual({
    id: expect.stringMatching(/^t2_/),
    name: "AppealModBot",
    permissions: expect.arrayContaining(["access", "mail"]),
  });
  const { entries } = await gateway.readModerationLog({ before: null, after: null, limit: 2 });
  expect(entries).toMatchObject([
    { change: { kind: "unbanned", redditor: { name } }, moderator, subreddit },
    { change: { kind: "banned", redditor: { name } }, moderator, subreddit },
  ]);
});

test("pages through many appeals, each seen once", async () => {
  const { control, gateway, subreddit } = await start();
  await control.seedAppeals({ subreddit, count: 250 });
  const seen = new Set<string>();
  let after: string | null = null;
  let pages = 0;
  do {
    const page: Awaited<ReturnType<typeof gateway.listConversations>> =
      await gateway.listConversations({ subreddits: [subreddit], after, limit: 100 });
    for (const { id } of page.conversations) seen.add(id);
    after = page.last;
    pages += 1;
  } while (after !== null);
  expect(seen.size).toBe(250);
  expect(pages).toBe(4);
});

test("deleted and suspended accounts", async () => {
  const { control, gateway, name, appeal } = await start();
  const id = await appeal();
  await control.setAccountStatus(name, "suspended");
  expect((await gateway.readConversation(id)).conversation.appellant?.account).toBe("suspended");
  await control.deleteAccount(name);
  expect((await gateway.readConversation(id)).conversation.appellant).toEqual({
    id: null,
    name: "[deleted]",
    account: "deleted",
  });
});

test("tokens revoked by somebody cost one login", async () => {
  const { control, gateway, subreddit, demo, events } = await start();
  await gateway.findBan(subreddit, "a");
  await control.revokeTokens({ name: demo.bot.name });
  await Promise.all(["a", "b", "c"].map((name) => gateway.findBan(subreddit, name)));
  expect(events.filter(({ event }) => event === "logged-in")).toMatchObject([
    { why: "start" },
    { why: "token-refused" },
  ]);
});

test("a lost permission is named", async () => {
  const { control, gateway, subreddit, demo } = await start();
  await control.setModerator({ subreddit, name: demo.bot.name, permissions: ["mail"] });
  expect(await failureOf(gateway.findBan(subreddit, "a"))).toMatchObject({
    kind: "forbidden",
    message: expect.stringContaining("*access*"),
  });
});

test("a message whose answer is lost stands once, and the error says that it may", async () => {
  const { control, gateway, appeal } = await start();
  const id = await appeal();
  for (const kind of ["reset", "truncate", "status"] as const) {
    await control.addFault({
      kind,
      status: 503,
      endpoint: "modmail.reply",
      effect: "done",
      times: 1,
    });
    expect(await failureOf(gateway.sendMessage(id, `lost by ${kind}`))).toMatchObject({
      kind: "unreachable",
      mayHaveHappened: true,
    });
  }
  const { conversation } = await gateway.readConversation(id);
  const lost = conversation.messages.filter(({ body }) => body.startsWith("lost by"));
  expect(lost.map(({ body }) => body)).toEqual([
    "lost by reset",
    "lost by truncate",
    "lost by status",
  ]);
});

test("reading survives every fault that passes", async () => {
  const { control, gateway, events, appeal } = await start();
  const id = await appeal();
  for (const kind of ["reset", "truncate", "status"] as const) {
    await control.addFault({ kind, status: 503, endpoint: "modmail.", times: 2 });
    expect((await gateway.readConversation(id)).conversation.id).toBe(id);
  }
  expect(events.filter(({ event }) => event === "request-repeated")).toHaveLength(6);
});

test("a 429 is waited out", async () => {
  const { control, gateway, appeal } = await start();
  const id = await appeal();
  await control.addFault({
    kind: "status",
    status: 429,
    retryAfter: 1,
    endpoint: "modmail.reply",
    times: 1,
  });
  const sent = await gateway.sendMessage(id, "once");
  const { messages } = await control.conversation(id);
  expect(messages.filter(({ body }) => body === "once").map(({ id: each }) => each)).toEqual([
    sent.messageId,
  ]);
  expect(gateway.usage().rateLimited).toBe(1);
});

test("keeps within the quota: nothing is ever refused", async () => {
  const { control, gateway, subreddit } = await start({ quota: 30 }, { maxWaitMs: 0 });
  const ends = await Promise.allSettled(
    Array.from({ length: 60 }, () => gateway.findBan(subreddit, "a")),
  );
  const refused = ends.filter(({ status }) => status === "rejected");
  expect(gateway.usage()).toMatchObject({ sent: 25, rateLimited: 0 });
  expect(refused).toHaveLength(35);
  for (const end of refused) {
    expect(end).toMatchObject({ reason: { kind: "rate-limited", mayHaveHappened: false } });
  }
  expect(gateway.budget()).toMatchObject({ remaining: 5, inFlight: 0, waiting: 0 });
  expect(await control.health()).toMatchObject({ ok: true });
});
