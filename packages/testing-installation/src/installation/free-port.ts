import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";

/** The preferred port if nobody listens on it, else any free one. */
export async function freePort(preferred = 0): Promise<number> {
  const server = createServer();
  try {
    server.listen(preferred, "127.0.0.1");
    await once(server, "listening");
    return (server.address() as AddressInfo).port;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE" && preferred !== 0)
      return freePort();
    throw error;
  } finally {
    server.close();
  }
}
