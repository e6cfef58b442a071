import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface LoadBalancer {
  readonly url: string;
  readonly port: number;
  /** Ports of the sites that requests go to. */
  readonly sites: Set<number>;
  /** Connections that a site did not take or broke off before it answered; each was asked of another. */
  readonly lostConnections: () => Readonly<Record<string, number>>;
  close(): Promise<void>;
}

/**
 * A plain one, as nginx or Caddy before several sites: a request whose connection is not taken goes to
 * another site. It learns from that alone, and from a 503 of a site that is not ready yet.
 */
export async function startLoadBalancer(): Promise<LoadBalancer> {
  const sites = new Set<number>();
  const lost: Record<string, number> = {};
  let turn = 0;
  const server = createServer((incoming, outgoing) => {
    void bodyOf(incoming).then((body) => {
      const order = [...sites];
      const first = turn++ % Math.max(1, order.length);
      answer(incoming, outgoing, body, [...order.slice(first), ...order.slice(0, first)], (why) => {
        lost[why] = (lost[why] ?? 0) + 1;
      });
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

function answer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  body: Buffer,
  [site, ...others]: readonly number[],
  onLost: (why: string) => void,
): void {
  if (site === undefined) {
    outgoing.writeHead(502).end();
    return;
  }
  const next = () => answer(incoming, outgoing, body, others, onLost);
  const { method, url: path, headers } = incoming;
  const asked = request({ host: "127.0.0.1", port: site, method, path, headers, agent: false });
  asked.once("error", (error: NodeJS.ErrnoException) => {
    onLost(`${error.code} of port ${site}`);
    next();
  });
  asked.once("response", (response) => {
    if (response.statusCode === 503 && response.headers["retry-after"] === "2") {
      response.resume();
      return next();
    }
    outgoing.writeHead(response.statusCode ?? 502, response.headers);
    response.pipe(outgoing);
  });
  asked.end(body);
}
