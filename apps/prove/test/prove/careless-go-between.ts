import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { GoBetween } from "../../src/prove/ground/proving-ground.ts";

interface Passed {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

/** Carries the headers of one connection, not of a message. */
const ofTheConnection = ["connection", "keep-alive", "transfer-encoding", "content-length", "host"];

/**
 * A planted bug: passes everything on to the pretend Reddit, and sends a message once more when
 * the answer to it was lost, as a careless client would.
 */
export async function carelessGoBetween(redditUrl: string): Promise<GoBetween> {
  const pass = async (request: IncomingMessage, body: Buffer): Promise<Passed> => {
    const response = await fetch(new URL(request.url ?? "/", redditUrl), {
      method: request.method ?? "GET",
      headers: withoutConnection(Object.entries(request.headers)),
      redirect: "manual",
      ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
    });
    const headers = withoutConnection([...response.headers]);
    return { status: response.status, headers, body: Buffer.from(await response.arrayBuffer()) };
  };
  const server = createServer((request, response) => {
    void (async () => {
      const body = await buffer(request);
      const isMessage =
        request.method === "POST" &&
        /^\/api\/mod\/conversations\/\w+(\?|$)/.test(request.url ?? "");
      const first = await pass(request, body).catch(() => null);
      const isLost = first === null || first.status >= 500;
      const answer = isLost && isMessage ? await pass(request, body).catch(() => null) : first;
      if (answer === null) response.destroy();
      else response.writeHead(answer.status, answer.headers).end(answer.body);
    })().catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function withoutConnection(
  headers: readonly (readonly [string, string | readonly string[] | undefined])[],
): Record<string, string> {
  return Object.fromEntries(
    headers.flatMap(([name, value]) =>
      value === undefined || ofTheConnection.includes(name) ? [] : [[name, String(value)]],
    ),
  );
}
