import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { cpuSecondsOf } from "./cpu-seconds.ts";

/** One process of the bot, with what it costs the machine. */
export interface BotProcess {
  /** Seconds of CPU that it has used since its start. */
  cpuSeconds(): number;
  /** Memory that it holds now, and the most that it ever held, in bytes. */
  memory(): { readonly now: number; readonly most: number };
  /** What it has logged so far. */
  log(): string;
  /** Resolves with its exit code. */
  readonly ended: Promise<number | null>;
  stop(): Promise<void>;
  kill(): void;
}

/** Its words go to a file: reading them here would cost the machine as much as writing them. */
export function startBotProcess(options: {
  readonly args: readonly string[];
  readonly root: string;
  readonly logPath: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}): BotProcess {
  const log = openSync(options.logPath, "a");
  const child = spawn(process.execPath, ["apps/bot/src/main.ts", ...options.args], {
    cwd: options.root,
    env: options.env as NodeJS.ProcessEnv,
    stdio: ["ignore", log, log],
    // Ctrl-C in a terminal reaches us only; we end each in turn.
    detached: true,
  });
  closeSync(log);
  const ended = once(child, "exit").then(([code]) => code as number | null);
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const proc = (file: string) => readFileSync(`/proc/${child.pid}/${file}`, "utf8");
  return {
    cpuSeconds: () => cpuSecondsOf(child.pid ?? 0),
    memory() {
      const status = proc("status");
      const kilobytes = (name: string) =>
        Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? Number.NaN);
      return { now: kilobytes("VmRSS") * 1024, most: kilobytes("VmHWM") * 1024 };
    },
    log: () => readFileSync(options.logPath, "utf8"),
    ended,
    async stop() {
      if (hasEnded()) return;
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await ended;
      clearTimeout(timer);
    },
    kill() {
      if (!hasEnded()) child.kill("SIGKILL");
    },
  };
}
