import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Metrics } from "./metrics.ts";

export interface MonitoringOptions {
  readonly host: string;
  readonly port: number;
  readonly metrics: Pick<Metrics, "text" | "contentType">;
  /** Rejects while the program cannot do its work. */
  readonly checkReady: () => Promise<void>;
}

export interface Monitoring {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Answers, on a port of its own that only the installation's own network should reach: `/livez` as
 * long as the process lives, `/readyz` with 503 while it cannot do its work, and `/metrics`. A probe
 * that ends processes belongs to `/livez`: tables that take long to be brought up to date are no
 * reason to begin again.
 *
 * @throws Error where the port is taken, with the address
 */
export async function listenForMonitoring(options: MonitoringOptions): Promise<Monitoring> {
  const { host, port, metrics, checkReady } = options;
  const server = createServer((request, response) => {
    const answer = (status: number, text: string, type = "text/plain; charset=utf-8") => {
      response.writeHead(status, { "Content-Type": type, "Cache-Control": "no-store" });
      response.end(request.method === "HEAD" ? undefined : text);
    };
    const [path] = (request.url ?? "").split("?");
    if (request.method !== "GET" && request.method !== "HEAD") answer(405, "GET only\n");
    else if (path === "/livez") answer(200, "alive\n");
    else if (path === "/readyz")
      void checkReady().then(
        () => answer(200, "ready\n"),
        () => answer(503, "not ready: the database does not answer\n"),
      );
    else if (path === "/metrics")
      void metrics.text().then(
        (text) => answer(200, text, metrics.contentType),
        () => answer(500, "the metrics could not be read\n"),
      );
    else answer(404, "There are /livez, /readyz and /metrics.\n");
  });
  server.listen({ host, port });
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
