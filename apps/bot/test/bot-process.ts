import { spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished } from "vitest";
import { type OnEnd, type Settings, secrets } from "./stage.ts";

const main = join(import.meta.dirname, "..", "src", "main.ts");

/**
 * Some sixty starts read the same sources: this spares a third of each. The bot sets V8 otherwise than
 * the site and the commands do, and neither can use what the other has compiled.
 */
const compileCache = join(tmpdir(), "appealmod-test-compile-cache-bot");
const { PATH, HOME } = process.env;

/** One line of the bot's log, as it goes to a console that nobody watches. */
export interface LogLine {
  readonly event: string;
  readonly level: string;
  readonly message: string;
  readonly subreddit?: string;
  readonly conv_id?: string;
  readonly runner?: string;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly events: readonly LogLine[];
}

/** The bot as a process of its own. */
export interface BotProcess {
  readonly events: readonly LogLine[];
  /** Resolves with the first event that fits, be it told already or yet to come. */
  told(what: string | ((line: LogLine) => boolean)): Promise<LogLine>;
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<Ended>;
}

/** Starts `node src/main.ts`; a test's end is its end. It never sees our own environment's settings. */
export function startBot(
  args: readonly string[],
  settings: Settings,
  onEnd: OnEnd = onTestFinished,
  program = main,
): BotProcess {
  const child = spawn(process.execPath, [program, ...args], {
    env: { PATH, HOME, NODE_COMPILE_CACHE: compileCache, ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const out: string[] = [];
  const err: string[] = [];
  const events: LogLine[] = [];
  const listeners = new Set<() => void>();
  const hearAll = () => {
    for (const hear of listeners) hear();
  };
  createInterface({ input: child.stderr }).on("line", (line) => err.push(line));
  createInterface({ input: child.stdout }).on("line", (line) => {
    out.push(line);
    if (!line.startsWith("{")) return;
    events.push(JSON.parse(line) as LogLine);
    hearAll();
  });
  let hasEnded = false;
  const ended = once(child, "close").then(([code, signal]): Ended => {
    hasEnded = true;
    hearAll();
    const end = { code, signal, stdout: out.join("\n"), stderr: err.join("\n"), events };
    for (const secret of Object.values(secrets)) {
      expect(end.stdout).not.toContain(secret);
      expect(end.stderr).not.toContain(secret);
    }
    return end;
  });
  onEnd(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
    await ended;
  });
  return {
    events,
    told(what) {
      const fits = typeof what === "string" ? (line: LogLine) => line.event === what : what;
      return new Promise((resolve, reject) => {
        const hear = () => {
          const found = events.find(fits);
          if (!found && !hasEnded) return;
          listeners.delete(hear);
          if (found) resolve(found);
          else reject(new Error(`The bot ended before it told of ${what}:\n${err.join("\n")}`));
        };
        listeners.add(hear);
        hear();
      });
    },
    kill: (signal) => void child.kill(signal),
    ended,
  };
}

/** Runs the bot to its end. */
export function runBot(
  args: readonly string[],
  settings: Settings,
  onEnd: OnEnd = onTestFinished,
): Promise<Ended> {
  return startBot(args, settings, onEnd).ended;
}
