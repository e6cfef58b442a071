import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { type ConnectionLimits, listen } from "./listen.ts";

async function siteWith(limits: Partial<ConnectionLimits> = {}, refusals: string[] = []) {
  let asked = 0;
  const { server, port } = await listen(
    (_, response) => {
      asked += 1;
      response.end("answered");
    },
    { host: "127.0.0.1", port: 0, limits, onRefused: (limit) => void refusals.push(limit) },
  );
  // What the framework does once it has answered a first request: it holds on to the socket.
  server.on("upgrade", () => {});
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const open = () => new Promise<number>((resolve) => server.getConnections((_, n) => resolve(n)));
  return { port, open, asked: () => asked };
}

/** @returns what was answered, once the other side has ended the connection */
async function send(port: number, text: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  socket.on("data", (chunk: Buffer) => {
    answer += chunk.toString();
  });
  socket.on("error", () => {});
  if (text !== "") socket.write(text);
  await once(socket, "close");
  return answer;
}

const upgrade =
  "GET /form HTTP/1.1\r\nHost: site\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";

test("10,000 requests to upgrade are answered as any other, and none keeps its connection", async () => {
  const { port, open, asked } = await siteWith();
  let sent = 0;
  const oneAfterAnother = async () => {
    while (sent < 10_000) {
      sent += 1;
      expect(await send(port, upgrade)).toContain("answered");
    }
  };
  await Promise.all(Array.from({ length: 50 }, oneAfterAnother));
  expect(asked()).toBe(10_000);
  expect(await open()).toBe(0);
}, 30_000);

test.each([
  ["says nothing", ""],
  ["never ends its headers", "GET / HTTP/1.1\r\nHost: site\r\n"],
  ["never ends its body", "POST / HTTP/1.1\r\nHost: site\r\nContent-Length: 9\r\n\r\nhalf"],
  ["asks for nothing more", "GET / HTTP/1.1\r\nHost: site\r\n\r\n"],
])("a connection that %s is ended", async (_, text) => {
  const { port, open } = await siteWith({
    headersMs: 100,
    requestMs: 100,
    keepAliveMs: 100,
    checkEveryMs: 20,
  });
  await send(port, text);
  expect(await open()).toBe(0);
});

test("a connection whose answer is long in coming is kept", async () => {
  const answers = Promise.withResolvers<void>();
  const { server, port } = await listen(
    (request, response) => {
      if (request.url === "/slow") void answers.promise.then(() => response.end("counted"));
    },
    {
      ...{ host: "127.0.0.1", port: 0, limits: { idleMs: 100 } },
      mayBeSilent: (url) => url === "/slow",
    },
  );
  onTestFinished(() => void server.close());
  const asking = (path: string) =>
    send(port, `GET ${path} HTTP/1.1\r\nHost: site\r\nConnection: close\r\n\r\n`);
  const slow = asking("/slow");
  expect(await asking("/another")).toBe("");
  answers.resolve();
  expect(await slow).toContain("counted");
});

test("one address has so many connections at once, and the rest are ended unheard", async () => {
  const refusals: string[] = [];
  const { port } = await siteWith({ mostOfAnAddress: 3 }, refusals);
  const kept = await Promise.all([1, 2, 3].map(() => openConnection(port)));
  expect(await send(port, upgrade)).toBe("");
  expect(refusals).toEqual(["connections of an address"]);
  const [first] = kept;
  first?.destroy();
  await expect.poll(() => send(port, upgrade)).toContain("answered");
  for (const socket of kept) socket.destroy();
});

test("a trusted proxy's connections are those of its visitors", async () => {
  const { port } = await siteWith({ mostOfAnAddress: 1, isTrusted: () => true });
  const kept = await Promise.all([1, 2, 3].map(() => openConnection(port)));
  expect(await send(port, upgrade)).toContain("answered");
  for (const socket of kept) socket.destroy();
});

test("there are so many connections in all", async () => {
  const refusals: string[] = [];
  const { port } = await siteWith({ most: 2 }, refusals);
  const kept = await Promise.all([1, 2].map(() => openConnection(port)));
  expect(await send(port, upgrade)).toBe("");
  expect(refusals).toEqual(["connections in all"]);
  for (const socket of kept) socket.destroy();
});

/** A connection on which a request was answered. */
async function openConnection(port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => {});
  socket.write("GET / HTTP/1.1\r\nHost: site\r\n\r\n");
  await once(socket, "data");
  return socket;
}
