import { inspect } from "node:util";
import { expect, test } from "vitest";
import { ScriptedServer, tokenEndpoint } from "./scripted-server.ts";
import { credentials, failureOf, testGateway } from "./test-gateway.ts";

const me = "GET /api/v1/me";
const list = "GET /api/mod/conversations";
const reply = "POST /api/mod/conversations/abc";
const emptyList = { conversations: {}, messages: {}, viewerId: "t2_1", conversationIds: [] };
const all = { subreddits: ["PineLakeHikers"], after: null, limit: 1 };

const withRefreshToken = {
  credentials: { ...credentials, password: undefined, refreshToken: "r-token" },
};

test("a refresh token of another account than reddit_username is refused before anything is done", async () => {
  const server = await ScriptedServer.start();
  server.on(me, { body: { name: "RangerOlive" } });
  const { gateway, events } = testGateway(server.url, withRefreshToken);
  const attempts = [
    () => gateway.username(),
    () => gateway.listConversations(all),
    () => gateway.readConversation("abc"),
    () => gateway.findBan("PineLakeHikers", "MossyBoots"),
    () => gateway.sendMessage("abc", "x"),
    () => gateway.leaveNote("abc", "x"),
    () => gateway.archive("abc"),
    () => gateway.unarchive("abc"),
    () => gateway.subredditFacts("PineLakeHikers"),
    () => gateway.listBans("PineLakeHikers", null),
    () => gateway.readModerationLog({ before: null, after: null, limit: 500 }),
  ];
  for (const attempt of attempts) {
    const error = await failureOf(attempt());
    expect(error).toMatchObject({ kind: "login-refused", mayHaveHappened: false });
    expect(String(error)).toMatch(/u\/RangerOlive.*refresh_token.*reddit_username.*u\/PineBot/s);
  }
  // Nothing but the question who it is was asked, and that once: the answer will not change.
  expect(server.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([tokenEndpoint, me]);
  expect(inspect([events, await failureOf(gateway.username())], { depth: 9 })).not.toContain(
    "r-token",
  );
});

test("a refresh token of the right account costs one request, whatever the capitals", async () => {
  const server = await ScriptedServer.start();
  server.on(me, { body: { name: "pinebot" } });
  server.on(list, { body: emptyList });
  const { gateway } = testGateway(server.url, withRefreshToken);
  await Promise.all([gateway.listConversations(all), gateway.listConversations(all)]);
  await gateway.listConversations(all);
  expect(await gateway.username()).toBe("pinebot");
  expect(server.to(me)).toHaveLength(1);
});

test("while Reddit cannot say whose token it is, nothing is done and it is asked again", async () => {
  const server = await ScriptedServer.start();
  const trouble = { status: 503, body: "" };
  server.on(me, trouble, trouble, trouble, trouble, { body: { name: "PineBot" } });
  server.on(list, { body: emptyList });
  const { gateway } = testGateway(server.url, withRefreshToken);
  expect(await failureOf(gateway.listConversations(all))).toMatchObject({ kind: "unreachable" });
  expect(server.to(list)).toHaveLength(0);
  await gateway.listConversations(all);
  expect(server.to(list)).toHaveLength(1);
});

test.each([
  ["a token without the scope identity", 403],
  ["a server that does not know the question", 404],
])("%s leaves the name of the settings in force", async (_, status) => {
  const server = await ScriptedServer.start();
  server.on(me, { status, body: { message: "no", error: status } });
  server.on(list, { body: emptyList });
  const { gateway } = testGateway(server.url, withRefreshToken);
  await gateway.listConversations(all);
  expect(await gateway.username()).toBe("PineBot");
  expect(server.to(me)).toHaveLength(1);
});

test("a password proves its name, and costs no request", async () => {
  const server = await ScriptedServer.start();
  server.on(list, { body: emptyList });
  const { gateway } = testGateway(server.url);
  await gateway.listConversations(all);
  expect(await gateway.username()).toBe("PineBot");
  expect(server.to(me)).toHaveLength(0);
});

const author = (name: string, more: Record<string, unknown> = {}) => ({
  name,
  id: 1,
  isMod: true,
  isAdmin: false,
  isOp: false,
  isParticipant: false,
  isHidden: false,
  isDeleted: false,
  ...more,
});

const answered = (by: string) => ({
  conversation: {
    id: "abc",
    subject: "Ban",
    state: 1,
    isInternal: false,
    isAuto: false,
    isHighlighted: false,
    isRepliable: true,
    numMessages: 1,
    objIds: [{ id: "m1", key: "messages" }],
    authors: [author(by)],
    participant: author("MossyBoots", { isMod: false, isParticipant: true }),
    owner: { displayName: "PineLakeHikers", type: "subreddit", id: "t5_1" },
    lastUpdated: "2026-03-01T12:03:00.000000+0000",
    lastUserUpdate: null,
    lastModUpdate: "2026-03-01T12:03:00.000000+0000",
    lastUnread: null,
  },
  messages: {
    m1: {
      id: "m1",
      body: "<p>x</p>",
      bodyMarkdown: "x",
      author: author(by),
      isInternal: false,
      date: "2026-03-01T12:03:00.000000+0000",
    },
  },
  modActions: {},
});

test("a password that logs in under another name is found out by the first message", async () => {
  const server = await ScriptedServer.start();
  server.on(me, { body: { name: "RenamedBot" } });
  server.on(reply, { body: answered("RenamedBot") });
  const { gateway } = testGateway(server.url);
  const first = await failureOf(gateway.sendMessage("abc", "x"));
  // It was sent: whoever asks for it again must know that it may stand there.
  expect(first).toMatchObject({ kind: "login-refused", mayHaveHappened: true });
  expect(String(first)).toMatch(/u\/RenamedBot.*reddit_username.*u\/PineBot/s);
  const later = await failureOf(gateway.sendMessage("abc", "x"));
  expect(later).toMatchObject({ kind: "login-refused", mayHaveHappened: false });
  await failureOf(gateway.listConversations(all));
  expect(server.to(reply)).toHaveLength(1);
  expect(server.to(me)).toHaveLength(1);
});

test("whoAmI asks Reddit, whatever the settings say", async () => {
  const server = await ScriptedServer.start();
  server.on(me, { body: { name: "RenamedBot" } });
  const { gateway } = testGateway(server.url);
  expect(await gateway.whoAmI()).toBe("RenamedBot");
});

test.each([
  ["abcd-efgh-ijkl-mnop-qrstuvwxyz", "abcdefghijklmn", true],
  ["abcdefghijklmn", "abcd-efgh-ijkl-mnop-qrstuvwxyz", false],
  ["abcdefghijklmn", "", false],
])("tells when client_id and client_secret look swapped (%#)", async (id, secret, isTold) => {
  const server = await ScriptedServer.start();
  server.on(tokenEndpoint, { status: 401, body: { message: "Unauthorized", error: 401 } });
  const swapped = { ...credentials, clientId: id, clientSecret: secret };
  const { gateway } = testGateway(server.url, { credentials: swapped });
  const told = String(await failureOf(gateway.archive("abc")));
  expect(told.includes("swapped")).toBe(isTold);
  for (const word of [id, secret].filter(Boolean)) expect(told).not.toContain(word);
});
