import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { canonicalAddress } from "@appealmod/config";
import { clientAddress } from "../server/client-address.ts";

export class ListenError extends Error {
  override readonly name = "ListenError";
}

/** How many connections may be open, and for how long they may be idle. Times in milliseconds. */
export interface ConnectionLimits {
  readonly most: number;
  /** Browsers open six; a university's network has many of them behind one address. */
  readonly mostOfAnAddress: number;
  /** Whose connections are those of many visitors: a proxy that the settings name. */
  readonly isTrusted: (address: string) => boolean;
  readonly headersMs: number;
  readonly requestMs: number;
  readonly keepAliveMs: number;
  /** A connection on which nothing moves: its reader may have stopped reading. */
  readonly idleMs: number;
  /** The same where an answer may be long in coming. */
  readonly silentMs: number;
  readonly checkEveryMs: number;
}

const usualLimits: ConnectionLimits = {
  most: 4_000,
  mostOfAnAddress: 400,
  isTrusted: () => false,
  headersMs: 15_000,
  requestMs: 30_000,
  keepAliveMs: 5_000,
  idleMs: 60_000,
  silentMs: 15 * 60_000,
  checkEveryMs: 5_000,
};

export type RefusedConnection = "connections in all" | "connections of an address";

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly limits?: Partial<ConnectionLimits>;
  /** Hears of each connection that was ended unheard. */
  readonly onRefused?: (limit: RefusedConnection) => void;
  /** The requests that may take a connection over; none does without. */
  readonly mayUpgrade?: (url: string) => boolean;
  /** The requests on whose connection nothing may move for minutes, while Postgres counts. */
  readonly mayBeSilent?: (url: string) => boolean;
}

/**
 * Listens, or says which setting to change. A request to upgrade its connection is answered as any
 * other is, so that it is counted like any other: whoever takes such a connection over holds it open.
 *
 * @throws ListenError when the port is taken, forbidden or not on this machine
 */
export async function listen(
  listener: RequestListener,
  { host, port, limits, onRefused = () => {}, ...options }: ListenOptions,
): Promise<{ readonly server: Server; readonly port: number }> {
  const inForce = { ...usualLimits, ...limits };
  const { mayUpgrade = () => false, mayBeSilent = () => false } = options;
  const server = createServer(
    {
      headersTimeout: inForce.headersMs,
      requestTimeout: inForce.requestMs,
      keepAliveTimeout: inForce.keepAliveMs,
      connectionsCheckingInterval: inForce.checkEveryMs,
      shouldUpgradeCallback: ({ url }) => mayUpgrade(url ?? ""),
    },
    (request, response) => {
      if (request.headers.upgrade !== undefined) response.shouldKeepAlive = false;
      if (mayBeSilent(request.url ?? "")) request.socket.setTimeout(inForce.silentMs);
      return listener(request, response);
    },
  );
  server.timeout = inForce.idleMs;
  server.maxConnections = inForce.most;
  server.on("drop", () => onRefused("connections in all"));
  limitEachAddress(server, inForce, onRefused);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(new ListenError(explain(error, host, port), { cause: error })),
    );
    server.listen({ host, port }, resolve);
  });
  return { server, port: (server.address() as AddressInfo).port };
}

function limitEachAddress(
  server: Server,
  { mostOfAnAddress, isTrusted }: ConnectionLimits,
  onRefused: (limit: RefusedConnection) => void,
): void {
  const open = new Map<string, number>();
  // Before the server's own listener, which would begin to read from it.
  server.prependListener("connection", (socket: Socket) => {
    const asker = canonicalAddress(socket.remoteAddress ?? "");
    if (asker === null || isTrusted(asker)) return;
    const asked = { socketAddress: asker, forwardedFor: undefined, forwarded: undefined };
    const address = clientAddress(asked, () => false).client;
    const count = (open.get(address) ?? 0) + 1;
    if (count > mostOfAnAddress) {
      onRefused("connections of an address");
      socket.destroy();
      return;
    }
    open.set(address, count);
    socket.once("close", () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
  });
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
