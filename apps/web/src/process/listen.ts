import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export class ListenError extends Error {
  override readonly name = "ListenError";
}

/**
 * Listens, or says which setting to change.
 *
 * @throws ListenError when the port is taken, forbidden or not on this machine
 */
export async function listen(
  listener: RequestListener,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 15_000 }, listener);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(new ListenError(explain(error, host, port), { cause: error })),
    );
    server.listen({ host, port }, resolve);
  });
  return { server, port: (server.address() as AddressInfo).port };
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): string {
  switch (error.code) {
    case "EADDRINUSE":
      return `The port ${port} is taken by another program. Stop that one, or set web_port (APPEALMOD_WEB_PORT) to a free port.`;
    case "EACCES":
      return `This account may not listen on port ${port}. Set web_port (APPEALMOD_WEB_PORT) to a port above 1023.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `${host} is no address of this machine. Set web_host (APPEALMOD_WEB_HOST) to 127.0.0.1 or 0.0.0.0.`;
    default:
      return `The site cannot listen on ${host}:${port}: ${error.message}`;
  }
}
