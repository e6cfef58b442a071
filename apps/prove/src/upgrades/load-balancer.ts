import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

export interface LoadBalancer {
  readonly url: string;
  readonly port: number;
  /** Ports of the sites that requests go to. */
  readonly sites: Set<number>;
  /** Connections that a site did not take, or broke off before it answered, by the error's code. */
  readonly lostConnections: () => Readonly<Record<string, number>>;
  close(): Promise<void>;
}

/** As lb_try_duration in docker/caddy/Caddyfile, and longer for a machine that is busy. */
const timeoutMs = 10_000;

/**
 * A plain one, as nginx or Caddy before several sites: a request whose connection is not taken goes to
 * another site, and one that was broken off too, unless it is a post. It learns from that alone, and
 * from the 503 of a site that is not ready yet.
 */
export async function startLoadBalancer(): Promise<LoadBalancer> {
  const sites = new Set<number>();
  const lost: Record<string, number> = {};
  let turn = 0;
  const server = createServer((incoming, outgoing) => {
    void bodyOf(incoming).then(async (body) => {
      const until = performance.now() + timeoutMs;
      while (performance.now() < until) {
        const order = [...sites];
        const site = order[turn++ % order.length] ?? 0;
        const how = await ask(incoming, outgoing, body, site);
        if (how === "answered") return;
        lost[how] = (lost[how] ?? 0) + 1;
        // Nobody knows whether a post that was taken and not answered was done.
        if (how !== "ECONNREFUSED" && incoming.method === "POST") break;
        await wait(20);
      }
      outgoing.writeHead(502).end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    port,
    sites,
    lostConnections: () => lost,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** @returns how the site has answered; the code of the error where it has not */
function ask(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  body: Buffer,
  site: number,
): Promise<"answered" | string> {
  const { method, url: path, headers } = incoming;
  return new Promise((resolve) => {
    const asked = request({ host: "127.0.0.1", port: site, method, path, headers, agent: false });
    asked.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    asked.once("response", (response) => {
      if (response.statusCode === 503 && response.headers["retry-after"] === "2") {
        response.resume();
        return resolve("ECONNREFUSED");
      }
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(outgoing);
      resolve("answered");
    });
    asked.end(body);
  });
}
