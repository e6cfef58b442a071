import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { expect, test } from "vitest";
import {
  author,
  byId,
  conversation,
  listing,
  message,
  moderator,
} from "../src/testing/modmail-answers.ts";
import { ScriptedServer } from "./scripted-server.ts";
import { failureOf, testGateway } from "./test-gateway.ts";

const list = "GET /api/mod/conversations";
const reply = "POST /api/mod/conversations/abc";
const archive = "POST /api/mod/conversations/abc/archive";
const query = { subreddits: [], after: null, limit: 25 };
const goodList = { body: listing([conversation("c1", ["m1"])], [message("m1", author("Kit"))]) };

const troubles: [
  string,
  { status?: number; body?: unknown; raw?: (response: ServerResponse) => void },
][] = [
  ["500 as JSON", { status: 500, body: { message: "Internal Server Error", error: 500 } }],
  ["408", { status: 408, body: "" }],
  ["502 as a page", { status: 502, body: "<html>" }],
  ["503", { status: 503, body: "<html>Ow! -- reddit.com</html>" }],
  ["504", { status: 504, body: "" }],
  ["522", { status: 522, body: "error code: 522" }],
  ["a page with status 200", { status: 200, body: "<!doctype html><p>We took too long" }],
  ["JSON cut short without a word", { status: 200, body: '{"conversations": {"c1": {"id' }],
  ["an empty body", { status: 200, body: "" }],
  [
    "a body that breaks off",
    {
      raw: (response) => {
        response.writeHead(200, { "content-length": "5000" });
        response.write('{"conversations":', () => response.destroy());
      },
    },
  ],
  ["a connection that breaks", { raw: (response) => response.destroy() }],
];

test.each(troubles)("reads and archives again after %s", async (_, trouble) => {
  const server = await ScriptedServer.start();
  server.on(list, trouble, trouble, goodList);
  server.on(archive, trouble, { raw: (response) => response.writeHead(204).end() });
  const { gateway, time, events } = testGateway(server.url);
  expect((await gateway.listConversations(query)).size).toBe(1);
  expect(server.to(list)).toHaveLength(3);
  expect(time.sleeps).toEqual([375, 750]);
  expect(events.filter(({ event }) => event === "request-repeated")).toMatchObject([
    { endpoint: list, attempt: 1, delayMs: 375 },
    { endpoint: list, attempt: 2, delayMs: 750 },
  ]);
  expect(await gateway.archive("abc")).toBeNull();
});

test.each(troubles)(
  "never sends a message again after %s, and says that it may stand",
  async (_, trouble) => {
    const server = await ScriptedServer.start();
    server.on(reply, trouble);
    const { gateway } = testGateway(server.url);
    expect(await failureOf(gateway.sendMessage("abc", "x"))).toMatchObject({
      kind: "unreachable",
      mayHaveHappened: true,
    });
    expect(server.to(reply)).toHaveLength(1);
  },
);

test("a page with 403 is the network guard's, not the community's", async () => {
  const server = await ScriptedServer.start();
  server.on(reply, { status: 403, body: "<body>You've been blocked by network security." });
  const { gateway } = testGateway(server.url);
  expect(await failureOf(gateway.sendMessage("abc", "x"))).toMatchObject({
    kind: "unreachable",
    status: 403,
    mayHaveHappened: true,
    message: expect.stringContaining("user_agent"),
  });
});

test("gives up after the attempts that are allowed", async () => {
  const server = await ScriptedServer.start();
  server.on(list, { status: 503, body: "<html>" });
  const { gateway } = testGateway(server.url, { retry: { attempts: 3 } });
  expect(await failureOf(gateway.listConversations(query))).toMatchObject({
    kind: "unreachable",
    status: 503,
    endpoint: list,
    mayHaveHappened: false,
  });
  expect(server.to(list)).toHaveLength(3);
  expect(gateway.usage()).toEqual({ sent: 3, repeated: 2, rateLimited: 0, failed: 1 });
});

test("gives up after the time that is allowed, however many attempts are left", async () => {
  const server = await ScriptedServer.start();
  server.on(list, { status: 503, body: "", headers: { "retry-after": "20" } });
  const { gateway, time } = testGateway(server.url, { retry: { attempts: 100 } });
  expect(await failureOf(gateway.listConversations(query))).toMatchObject({ kind: "unreachable" });
  expect(time.sleeps).toEqual([20_000, 20_000, 20_000]);
});

test("a server that is not there: nothing was sent, so a message is tried again too", async () => {
  const gone = createServer().listen(0, "127.0.0.1");
  await once(gone, "listening");
  const address = gone.address();
  const port = typeof address === "object" ? address?.port : 0;
  gone.close();
  await once(gone, "close");
  const { gateway, events } = testGateway(`http://127.0.0.1:${port}`);
  expect(await failureOf(gateway.sendMessage("abc", "x"))).toMatchObject({
    kind: "unreachable",
    status: null,
    mayHaveHappened: false,
  });
  expect(events).toHaveLength(3);
  expect(events[0]).toMatchObject({ reason: expect.stringContaining("ECONNREFUSED") });
});

test("a silent server ends a request after the time limit", async () => {
  const server = await ScriptedServer.start();
  server.on(list, { raw: () => {} }, goodList);
  server.on(reply, { raw: () => {} });
  const { gateway, events } = testGateway(server.url, { requestTimeoutMs: 150 });
  expect((await gateway.listConversations(query)).size).toBe(1);
  expect(events).toContainEqual(
    expect.objectContaining({ reason: expect.stringContaining("no answer within 150 ms") }),
  );
  expect(await failureOf(gateway.sendMessage("abc", "x"))).toMatchObject({
    kind: "unreachable",
    mayHaveHappened: true,
  });
});

test("a server that drips for ever ends a request after the time limit", async () => {
  const server = await ScriptedServer.start();
  const drip = (response: ServerResponse) => {
    response.writeHead(200, { "content-type": "application/json" });
    const timer = setInterval(() => response.write(" "), 20);
    response.on("close", () => clearInterval(timer));
  };
  server.on(list, { raw: drip }, goodList);
  const { gateway } = testGateway(server.url, { requestTimeoutMs: 200 });
  expect((await gateway.listConversations(query)).size).toBe(1);
});

test("an answer beyond all measure is not read to its end", async () => {
  const server = await ScriptedServer.start();
  server.on(list, { body: `"${"x".repeat(100_000)}"` });
  const { gateway } = testGateway(server.url, { maxResponseBytes: 10_000 });
  expect(await failureOf(gateway.listConversations(query))).toMatchObject({
    kind: "unexpected-answer",
    message: expect.stringContaining("maxResponseBytes"),
  });
  expect(server.to(list)).toHaveLength(1);
});

test("reads a compressed answer, and measures what it unpacks to", async () => {
  const { gzipSync } = await import("node:zlib");
  const server = await ScriptedServer.start();
  const packed = (body: unknown) => (response: ServerResponse) => {
    response.writeHead(200, { "content-encoding": "gzip" });
    response.end(gzipSync(JSON.stringify(body)));
  };
  server.on(list, { raw: packed(goodList.body) }, { raw: packed("x".repeat(1_000_000)) });
  const { gateway } = testGateway(server.url, { maxResponseBytes: 50_000 });
  expect((await gateway.listConversations(query)).size).toBe(1);
  expect(await failureOf(gateway.listConversations(query))).toMatchObject({
    kind: "unexpected-answer",
  });
});

test("never takes the token to another host, and takes a redirect for an answer", async () => {
  const elsewhere = await ScriptedServer.start();
  const server = await ScriptedServer.start();
  const to = (location: string, status: number) => ({ status, headers: { location }, body: "" });
  server.on(list, to(`${elsewhere.url}/api/mod/conversations`, 301));
  const { gateway } = testGateway(server.url);
  expect(await failureOf(gateway.listConversations(query))).toMatchObject({
    kind: "not-found",
    status: 301,
    message: expect.stringContaining("reddit_url"),
  });
  server.on("GET /r/nowhere/about", to("/subreddits/search?q=nowhere", 302));
  expect(await failureOf(gateway.subredditFacts("nowhere"))).toMatchObject({
    kind: "not-found",
    status: 302,
  });
  expect(elsewhere.seen).toEqual([]);
});

test("follows a permanent redirect on the same host, but not in circles", async () => {
  const server = await ScriptedServer.start();
  server.on(list, { status: 308, headers: { location: "/moved" } });
  server.on("GET /moved", goodList);
  const { gateway } = testGateway(server.url);
  expect((await gateway.listConversations(query)).size).toBe(1);
  server.on("GET /moved", { status: 301, headers: { location: "/moved" } });
  expect(await failureOf(gateway.listConversations(query))).toMatchObject({ status: 301 });
});

test("keeps connections alive", async () => {
  const server = await ScriptedServer.start();
  const ports = new Set<number | undefined>();
  server.on(list, {
    raw: (response, request) => {
      ports.add(request.socket.remotePort);
      response.end(JSON.stringify(goodList.body));
    },
  });
  const { gateway } = testGateway(server.url);
  for (let round = 0; round < 5; round++) await gateway.listConversations(query);
  expect(ports.size).toBe(1);
});

test("a base address may have a path of its own", async () => {
  const server = await ScriptedServer.start();
  server.on("POST /mock/api/v1/access_token", () => ({ body: server.nextToken() }));
  server.on("GET /mock/api/mod/conversations", goodList);
  const { gateway } = testGateway(`${server.url}/mock/`);
  expect((await gateway.listConversations(query)).size).toBe(1);
});

test("something that does not speak HTTP is unreachable", async () => {
  const { createServer: createTcpServer } = await import("node:net");
  const tcp = createTcpServer((socket) => {
    socket.on("error", () => {});
    socket.end("220 mail.example ESMTP\r\n");
  }).listen(0, "127.0.0.1");
  await once(tcp, "listening");
  const address = tcp.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  const probe = connect(port, "127.0.0.1");
  await once(probe, "connect");
  probe.destroy();
  const { gateway } = testGateway(`http://127.0.0.1:${port}`, { retry: { attempts: 1 } });
  expect(await failureOf(gateway.listConversations(query))).toMatchObject({ kind: "unreachable" });
  tcp.close();
});

test("what a listener throws is dropped", async () => {
  const server = await ScriptedServer.start();
  server.on(reply, {
    status: 201,
    body: {
      conversation: conversation("abc", ["m1"]),
      messages: byId([message("m1", moderator("PineBot"))]),
    },
  });
  const { gateway } = testGateway(server.url, {
    onEvent: () => {
      throw new Error("listener");
    },
  });
  expect((await gateway.sendMessage("abc", "x")).messageId).toBe("m1");
});
