import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** The bot's processes, watched over as a service manager would. */
export interface Bots {
  readonly count: number;
  /** Kills one with SIGKILL and starts another in its place after a while. */
  kill(which: number, restartAfterMs: number): Promise<void>;
  /** One more, started by mistake, until it is stopped with SIGTERM. */
  runAnother(forMs: number): Promise<void>;
  /** Times that a bot ended although nobody asked it to. */
  readonly endedByItself: () => readonly string[];
  /** Stops all with SIGTERM. @returns how long the slowest took, in milliseconds */
  stop(): Promise<number>;
  /** Ends all at once; may be called at the exit of this process. */
  killAll(): void;
}

interface Running {
  child: ChildProcess;
  isWanted: boolean;
}

/** How long a service manager waits before it starts what has ended by itself. */
const restartMs = 700;

export function startBots(options: {
  readonly count: number;
  readonly root: string;
  readonly logDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}): Bots {
  const running = new Set<Running>();
  const ended: string[] = [];
  let isStopping = false;
  let started = 0;

  function start(): Running {
    started += 1;
    const logPath = join(options.logDir, `bot-${started}.log`);
    const log = openSync(logPath, "a");
    const child = spawn(process.execPath, ["apps/bot/src/main.ts"], {
      cwd: options.root,
      env: options.env as NodeJS.ProcessEnv,
      stdio: ["ignore", log, log],
      // Ctrl-C in a terminal reaches us only; we end each in turn.
      detached: true,
    });
    closeSync(log);
    const one: Running = { child, isWanted: true };
    running.add(one);
    child.once("exit", (code, signal) => {
      running.delete(one);
      if (!one.isWanted || isStopping) return;
      ended.push(`${signal ?? `exit code ${code}`}: ${lastWords(logPath)}`);
      setTimeout(() => isStopping || start(), restartMs);
    });
    return one;
  }

  async function end(one: Running, signal: NodeJS.Signals, withinMs: number): Promise<number> {
    one.isWanted = false;
    const { child } = one;
    if (child.exitCode !== null || child.signalCode !== null) return 0;
    const began = performance.now();
    const gone = once(child, "exit");
    child.kill(signal);
    const timer = setTimeout(() => child.kill("SIGKILL"), withinMs);
    await gone;
    clearTimeout(timer);
    return performance.now() - began;
  }

  for (let at = 0; at < options.count; at += 1) start();
  return {
    count: options.count,
    async kill(which, restartAfterMs) {
      const all = [...running];
      const one = all[which % Math.max(1, all.length)];
      if (!one) return;
      await end(one, "SIGKILL", 1000);
      await wait(restartAfterMs);
      if (!isStopping) start();
    },
    async runAnother(forMs) {
      const one = start();
      await wait(forMs);
      await end(one, "SIGTERM", 10_000);
    },
    endedByItself: () => ended,
    async stop() {
      isStopping = true;
      const took = await Promise.all([...running].map((one) => end(one, "SIGTERM", 10_000)));
      return Math.max(0, ...took);
    },
    killAll() {
      isStopping = true;
      for (const { child } of running) child.kill("SIGKILL");
    },
  };
}

/** What it said apart from its log, in which the last line is seldom the cause. */
function lastWords(logPath: string): string {
  const lines = readFileSync(logPath, "utf8").trimEnd().split("\n");
  const words = lines.filter((line) => line.trim() !== "" && !/^(\{|\s+at )/.test(line));
  return (words.length > 0 ? words : lines).slice(-4).join(" ⏎ ").slice(-600);
}
