import { expect, test } from "vitest";
import {
  action,
  author,
  byId,
  conversation,
  message,
  moderator,
} from "../src/testing/modmail-answers.ts";
import { ScriptedServer } from "./scripted-server.ts";
import { failureOf, testGateway } from "./test-gateway.ts";

const replyEndpoint = "POST /api/mod/conversations/1mahha";
const bot = moderator("pinebot");

test("sends a message in the community's name and finds it in the answer of 2023", async () => {
  const server = await ScriptedServer.start();
  server.on(replyEndpoint, {
    status: 201,
    body: {
      conversation: conversation("1mahha", ["m1", "old", "note", "new"], { state: 1 }),
      participantSubreddit: {},
      messages: byId([
        message("new", bot),
        message("note", bot, { isInternal: true }),
        message("m1", author("MossyBoots")),
        message("old", bot),
      ]),
      modActions: {},
      user: {},
    },
  });
  const { gateway } = testGateway(server.url);
  const sent = await gateway.sendMessage("1mahha", "Hello & welcome <3 ü");
  expect(sent.messageId).toBe("new");
  expect(sent.conversation.messages).toHaveLength(4);
  const [request] = server.to(replyEndpoint);
  expect(Object.fromEntries(request?.form ?? [])).toEqual({
    body: "Hello & welcome <3 ü",
    isAuthorHidden: "true",
    isInternal: "false",
  });
  expect(request?.query.get("raw_json")).toBe("1");
  expect(request?.headers["content-type"]).toBe("application/x-www-form-urlencoded");
});

test("leaves a note and finds it in the answer of 2017 to 2022, behind an action and a stranger's word", async () => {
  const server = await ScriptedServer.start();
  server.on(replyEndpoint, {
    status: 201,
    body: {
      conversation: conversation("1mahha", ["m1", "n1", "public", "m2", "!a1"], {
        participant: {},
        modActions: byId([action("a1", 3, moderator("RangerOlive"))]),
      }),
      messages: byId([
        message("public", bot),
        message("n1", bot, { isInternal: true }),
        message("m2", moderator("RangerOlive"), { isInternal: true }),
        message("m1", author("MossyBoots")),
      ]),
    },
  });
  const { gateway } = testGateway(server.url);
  const sent = await gateway.leaveNote("1mahha", "the answers");
  expect(sent.messageId).toBe("n1");
  expect(sent.conversation.moderatorActions.map(({ kind }) => kind)).toEqual(["unarchived"]);
  const [request] = server.to(replyEndpoint);
  expect(request?.form.get("isInternal")).toBe("true");
  expect(request?.form.get("isAuthorHidden")).toBe("false");
});

test("says that a message may stand where the answer does not show it", async () => {
  const server = await ScriptedServer.start();
  server.on(replyEndpoint, {
    status: 201,
    body: { conversation: conversation("1mahha", []), messages: {} },
  });
  const { gateway } = testGateway(server.url);
  expect(await failureOf(gateway.sendMessage("1mahha", "x"))).toMatchObject({
    kind: "unexpected-answer",
    mayHaveHappened: true,
  });
});

test("archives: the plural key with a single conversation, or null for a 204", async () => {
  const server = await ScriptedServer.start();
  server.on(
    "POST /api/mod/conversations/1mahha/archive",
    {
      body: {
        conversations: conversation("1mahha", ["m1", "!a1"], { state: 2, participant: {} }),
        messages: byId([message("m1", author("MossyBoots"))]),
        modActions: byId([action("a1", 2, bot)]),
      },
    },
    { raw: (response) => response.writeHead(204).end() },
  );
  server.on("POST /api/mod/conversations/1mahha/unarchive", {
    raw: (response) => response.writeHead(204).end(),
  });
  const { gateway } = testGateway(server.url);
  expect(await gateway.archive("1mahha")).toMatchObject({
    isArchived: true,
    moderatorActions: [{ kind: "archived" }],
  });
  expect(await gateway.archive("1mahha")).toBeNull();
  expect(await gateway.unarchive("1mahha")).toBeNull();
});

test.each([
  [400, { reason: "BAD_REQUEST", message: "Bad Request", explanation: "too long" }, "refused"],
  [403, { message: "Forbidden", error: 403 }, "forbidden"],
  [404, { reason: "CONVERSATION_NOT_FOUND", message: "Not Found" }, "not-found"],
  [409, { message: "Conflict", error: 409 }, "refused"],
  [200, { json: { errors: [["TOO_LONG", "this is too long (max: 10000)", "body"]] } }, "refused"],
  [
    200,
    { json: { errors: [["RATELIMIT", "wait", "ratelimit"]], ratelimit: 76.34 } },
    "rate-limited",
  ],
])("a refusal with %i is certain: nothing happened (%#)", async (status, body, kind) => {
  const server = await ScriptedServer.start();
  server.on(replyEndpoint, { status, body });
  const { gateway } = testGateway(server.url);
  expect(await failureOf(gateway.sendMessage("1mahha", "x"))).toMatchObject({
    kind,
    status,
    mayHaveHappened: false,
    retryAfterMs: kind === "rate-limited" ? 76_340 : null,
  });
  expect(server.to(replyEndpoint)).toHaveLength(1);
});

test("takes json.errors null for no errors", async () => {
  const server = await ScriptedServer.start();
  server.on(replyEndpoint, {
    status: 201,
    body: {
      json: { errors: null },
      conversation: conversation("1mahha", ["new"]),
      messages: byId([message("new", bot)]),
    },
  });
  const { gateway } = testGateway(server.url);
  expect(await gateway.sendMessage("1mahha", "x")).toMatchObject({ messageId: "new" });
});

test("encodes ids, and refuses those that would lead elsewhere", async () => {
  const server = await ScriptedServer.start();
  server.on("POST /api/mod/conversations/..%2Fevil%3Fx%23/archive", {
    raw: (response) => response.writeHead(204).end(),
  });
  const { gateway } = testGateway(server.url);
  expect(await gateway.archive("../evil?x#")).toBeNull();
  for (const id of ["..", ".", ""]) {
    expect(await failureOf(gateway.archive(id))).toMatchObject({ kind: "not-found" });
  }
});

test("writes under the moderators' names where that is asked for", async () => {
  const server = await ScriptedServer.start();
  server.on(replyEndpoint, {
    status: 201,
    body: {
      conversation: conversation("1mahha", ["new"]),
      messages: byId([message("new", bot)]),
      modActions: {},
      user: {},
    },
  });
  const { gateway } = testGateway(server.url);
  await gateway.sendMessage("1mahha", "Hello", { isAuthorHidden: false });
  const [request] = server.to(replyEndpoint);
  expect(Object.fromEntries(request?.form ?? [])).toMatchObject({ isAuthorHidden: "false" });
});

const unfriend = "POST /r/PineLake/api/unfriend";

test("lifts a ban with one request, and says what a refusal means", async () => {
  const server = await ScriptedServer.start();
  server.on(unfriend, { body: {} });
  const { gateway } = testGateway(server.url);
  await gateway.unban("PineLake", "MossyBoots");
  expect(Object.fromEntries(server.to(unfriend)[0]?.form ?? [])).toEqual({
    name: "MossyBoots",
    type: "banned",
  });
  server.on(unfriend, { status: 403, body: { message: "Forbidden", error: 403 } });
  expect(await failureOf(gateway.unban("PineLake", "MossyBoots"))).toMatchObject({
    kind: "forbidden",
    mayHaveHappened: false,
    message: expect.stringMatching(/Manage Users/),
  });
});

test("does not lift a ban again whose lifting nobody answered", async () => {
  const server = await ScriptedServer.start();
  server.on(unfriend, { status: 503, body: "upstream" });
  const { gateway } = testGateway(server.url);
  expect(await failureOf(gateway.unban("PineLake", "MossyBoots"))).toMatchObject({
    kind: "unreachable",
    mayHaveHappened: true,
  });
  expect(server.to(unfriend)).toHaveLength(1);
});
