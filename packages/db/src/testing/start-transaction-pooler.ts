import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

interface Client {
  readonly socket: Socket;
  /** The connection of the server that it has until its transaction ends. */
  server: ServerConnection | null;
  isLoggedIn: boolean;
}

interface ServerConnection {
  readonly socket: Socket;
  client: Client | null;
  unread: Buffer;
}

export interface TransactionPooler {
  /** The address of the same database, by way of the pooler. */
  readonly url: string;
  stop(): Promise<void>;
}

const readyForQuery = 0x5a;
const terminate = 0x58;
const idle = 0x49;

/**
 * What PgBouncer does with pool_mode = transaction, as far as a client without TLS can tell:
 * each transaction gets the connection of the server that was used last.
 */
export async function startTransactionPooler(databaseUrl: string): Promise<TransactionPooler> {
  const target = new URL(databaseUrl);
  const free: ServerConnection[] = [];
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).once("close", () => sockets.delete(socket));
  };

  const hear = (server: ServerConnection, chunk: Buffer) => {
    server.unread = Buffer.concat([server.unread, chunk]);
    while (server.unread.length >= 5) {
      const length = 1 + server.unread.readInt32BE(1);
      if (server.unread.length < length) return;
      const message = server.unread.subarray(0, length);
      server.unread = server.unread.subarray(length);
      server.client?.socket.write(message);
      if (message[0] !== readyForQuery || message[5] !== idle || !server.client) continue;
      server.client.isLoggedIn = true;
      server.client.server = null;
      server.client = null;
      free.push(server);
    }
  };

  const logIn = (client: Client) => {
    const socket = connect(Number(target.port), target.hostname);
    keep(socket);
    const server: ServerConnection = { socket, client, unread: Buffer.alloc(0) };
    client.server = server;
    socket.on("data", (chunk) => hear(server, chunk));
  };

  const pooler = createServer((socket) => {
    keep(socket);
    const client: Client = { socket, server: null, isLoggedIn: false };
    logIn(client);
    socket.on("data", (chunk) => {
      if (client.isLoggedIn && chunk[0] === terminate) return;
      if (client.server === null) {
        client.server = free.pop() ?? null;
        if (client.server) client.server.client = client;
      }
      client.server?.socket.write(chunk);
    });
  });
  pooler.listen(0, "127.0.0.1");
  await once(pooler, "listening");
  const own = new URL(databaseUrl);
  own.host = `127.0.0.1:${(pooler.address() as AddressInfo).port}`;
  return {
    url: own.href,
    async stop() {
      const closed = once(pooler, "close");
      pooler.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
