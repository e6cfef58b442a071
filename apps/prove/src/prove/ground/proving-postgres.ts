import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type EmbeddedPostgres, ensureEmbeddedPostgres } from "@appealmod/db/embedded";

/** A Postgres of the run's own, which can be killed and started again on the same port. */
export interface ProvingPostgres {
  readonly url: string;
  /** Kills the postmaster with SIGKILL; its children notice and end too. */
  kill(awayMs: number): Promise<void>;
  /** At the exit of this process: ends the server without asking it. */
  killNow(): void;
  stop(): Promise<void>;
}

/** What is committed must survive the kill: durable, as in an installation. */
export async function startProvingPostgres(dataDir: string): Promise<ProvingPostgres> {
  const servers: EmbeddedPostgres[] = [];
  const ensure = async () => {
    const server = await ensureEmbeddedPostgres({ dataDir, notice: () => {} });
    servers.push(server);
    return server;
  };
  let current = await ensure();
  let isStopping = false;
  return {
    url: current.url,
    async kill(awayMs) {
      process.kill(current.pid, "SIGKILL");
      await wait(awayMs);
      if (!isStopping) current = await ensure();
    },
    killNow() {
      try {
        process.kill(current.pid, "SIGQUIT");
      } catch {
        // It is down at this very moment.
      }
    },
    async stop() {
      isStopping = true;
      for (const server of servers.splice(0)) await server.release();
      await rm(dirname(current.dataFolder), { recursive: true, force: true });
    },
  };
}
