import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

export interface ProcessOptions {
  readonly name: string;
  /** Script and arguments for this Node. */
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The process is ready once a line of its output matches. */
  readonly ready: RegExp;
  readonly readyWithinMs?: number;
  readonly onLine?: (line: string) => void;
}

/** A program of ours, running as a process of its own. */
export interface StartedProcess {
  readonly name: string;
  readonly pid: number;
  /** The line that said that it is ready. */
  readonly readyLine: string;
  /** Everything it printed, for a failure's message. */
  readonly output: () => string;
  readonly exited: Promise<void>;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/**
 * Starts a program and waits until it says that it is ready.
 *
 * @throws Error with the program's last words when it ends before that, or takes too long
 */
export async function startProcess(options: ProcessOptions): Promise<StartedProcess> {
  const child = spawn(process.execPath, [...options.args], {
    cwd: options.cwd,
    env: options.env as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own: Ctrl-C in a terminal reaches us only, and we stop each in turn.
    detached: true,
  });
  const lines: string[] = [];
  const exited = once(child, "exit").then(() => {});
  try {
    const readyLine = await readyLineOf(child, options, lines);
    return {
      name: options.name,
      pid: child.pid ?? 0,
      readyLine,
      output: () => lines.join("\n"),
      exited,
      stop: (signal = "SIGTERM") => stop(child, exited, signal),
    };
  } catch (error) {
    await stop(child, exited, "SIGKILL");
    throw error;
  }
}

function readyLineOf(
  child: ChildProcess,
  options: ProcessOptions,
  lines: string[],
): Promise<string> {
  const within = options.readyWithinMs ?? 60_000;
  return new Promise((resolve, reject) => {
    const fail = (why: string) =>
      reject(new Error(`${options.name} ${why}. Its last words:\n${lines.slice(-25).join("\n")}`));
    const timer = setTimeout(() => fail(`was not ready within ${within / 1000} s`), within);
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on("line", (line) => {
        lines.push(line);
        options.onLine?.(line);
        if (!options.ready.test(line)) return;
        clearTimeout(timer);
        resolve(line);
      });
    }
    // "close" and not "exit": the last lines may still be on their way through the pipe.
    child.once("close", () => {
      clearTimeout(timer);
      fail(`ended with exit code ${child.exitCode}`);
    });
  });
}

async function stop(
  child: ChildProcess,
  exited: Promise<void>,
  signal: NodeJS.Signals,
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  const timer = setTimeout(() => killGroup(child), 10_000);
  await exited;
  clearTimeout(timer);
}

function killGroup(child: ChildProcess): void {
  try {
    process.kill(-(child.pid ?? 0), "SIGKILL");
  } catch {
    // It went in this very moment.
  }
}
