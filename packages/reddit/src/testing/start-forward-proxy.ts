import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";

export interface ForwardProxy {
  readonly port: number;
  /** `host:port` of every connection that it was asked for. */
  readonly asked: readonly string[];
  /** What it was asked with, in Proxy-Authorization. */
  readonly authorizations: readonly (string | undefined)[];
  close(): Promise<void>;
}

/**
 * A proxy for HTTP that connects by CONNECT. Every host is this machine to it, so that names
 * which exist nowhere else lead to servers of a test.
 *
 * @param refusal the status with which it refuses everybody
 */
export async function startForwardProxy(refusal?: number): Promise<ForwardProxy> {
  const asked: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).once("close", () => sockets.delete(socket));
  };
  const server = createServer((_, response) => response.writeHead(405).end());
  server.on("connect", (request, client: Socket) => {
    keep(client);
    asked.push(request.url ?? "");
    authorizations.push(request.headers["proxy-authorization"]);
    if (refusal !== undefined) {
      client.end(`HTTP/1.1 ${refusal} Refused\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const target = connect(Number(request.url?.split(":").at(-1)), "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connected\r\n\r\n");
      target.pipe(client).pipe(target);
    });
    keep(target);
    target.once("error", () => client.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    authorizations,
    async close() {
      const closed = once(server, "close");
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
