import { createServer } from "node:net";

/** A TCP port on 127.0.0.1 that is free now: `wanted` if it is, else one that the system picks. */
export async function freePort(wanted?: number): Promise<number> {
  if (wanted !== undefined) {
    const got = await listenOnce(wanted).catch(() => undefined);
    if (got !== undefined) return got;
  }
  return await listenOnce(0);
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ port, host: "127.0.0.1" }, () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === "string") reject(new Error("no TCP address"));
        else resolve(address.port);
      });
    });
  });
}
