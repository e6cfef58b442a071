import cluster, { type Worker } from "node:cluster";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { type SiteConfig, secretValues } from "@appealmod/config";
import { createLogger } from "@appealmod/logger";
import { createMetrics } from "@appealmod/monitoring";
import { openInstallation, serviceNumbers } from "@appealmod/use-cases";
import { z } from "zod";
import { ensureBuild } from "./ensure-build.ts";
import { openMonitoring } from "./open-monitoring.ts";
import type { RunningWeb, WebOptions } from "./start-web.ts";

/** What each process is told by the one that started it. */
export const toldSchema = z.object({ signKey: z.string() });

/** What each tells once it serves. */
const servesSchema = z.object({ address: z.string() });

/** How long is waited before a process that ended is replaced. */
const againMs = 1_000;

/** One of the processes did not start; it has said why, and ended with this code. */
export class WebProcessEnded extends Error {
  override readonly name = "WebProcessEnded";
  readonly code: number;
  constructor(code: number) {
    super(`A process of the site ended with code ${code} while it started.`);
    this.code = code;
  }
}

/**
 * Starts as many processes of the site as the settings ask for, behind one port, and replaces those
 * that end. What is limited for each visitor is counted in the database, and so holds for all of them
 * together. This process serves nothing but `/metrics`, with the sums of the others.
 */
export async function startWebProcesses(options: WebOptions): Promise<RunningWeb> {
  const { config, appDir, notice, signal } = options;
  await ensureBuild({ appDir, rootDir: config.rootDir, notice, signal });
  const logger = createLogger({
    program: "web",
    level: config.logLevel,
    file: { dir: config.logDir, days: config.logDays },
    secrets: secretValues(config),
  });
  const told = { signKey: randomBytes(32).toString("hex") } satisfies z.infer<typeof toldSchema>;
  let isEnding = false;
  const start = () => {
    const worker = cluster.fork();
    worker.send(told);
    return worker;
  };
  const replace = async (code: number | null) => {
    if (isEnding) return;
    logger.error("web-process-ended", `A process of the site ended (${code}): another is started`, {
      code,
    });
    await wait(againMs, undefined, { ref: false });
    if (!isEnding) start().once("exit", replace);
  };
  const undo: (() => Promise<unknown>)[] = [() => logger.close()];
  const stop = async () => {
    isEnding = true;
    for (const step of undo.splice(0).reverse()) await step().catch(() => {});
  };
  undo.push(() => endAll(Object.values(cluster.workers ?? {})));
  try {
    const workers = Array.from({ length: config.webProcesses }, start);
    const addresses = await Promise.all(workers.map(served));
    for (const worker of workers) worker.once("exit", replace);
    const close = await monitor(config);
    undo.push(close);
    return { address: addresses[0] ?? "", stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function served(worker: Worker): Promise<string> {
  return new Promise((resolve, reject) => {
    worker.on("message", (message: unknown) => {
      const parsed = servesSchema.safeParse(message);
      if (parsed.success) resolve(parsed.data.address);
    });
    worker.once("exit", (code) => reject(new WebProcessEnded(code ?? 1)));
  });
}

async function endAll(workers: readonly (Worker | undefined)[]): Promise<void> {
  await Promise.all(
    workers.map(async (worker) => {
      if (!worker || worker.isDead()) return;
      const ended = once(worker, "exit");
      worker.process.kill("SIGTERM");
      await ended;
    }),
  );
}

/** `/metrics` of all processes together. */
async function monitor(config: SiteConfig): Promise<() => Promise<void>> {
  if (config.webMetricsPort === undefined) return async () => {};
  const installation = await openInstallation({ config, poolSize: 2, connections: 1 });
  const metrics = createMetrics({
    ...{ program: "site", place: "starter" },
    numbers: () => serviceNumbers(installation, new Date()),
  });
  const checkReady = async () => {
    await installation.database.pool.query("select 1");
  };
  const monitoring = await openMonitoring(config, { metrics, checkReady });
  return async () => {
    await monitoring?.close();
    await installation.close();
  };
}
