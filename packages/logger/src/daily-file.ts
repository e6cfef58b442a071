import { once } from "node:events";
import { chmodSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import winston from "winston";
import DailyRotateFile from "winston-daily-rotate-file";
import { jsonLine } from "./console-line.ts";
import type { LogEvent } from "./log-event.ts";

export interface DailyFileOptions {
  /** Made when missing. */
  readonly dir: string;
  /** Days that files are kept. */
  readonly days: number;
}

export interface DailyFile {
  readonly transport: winston.transport;
  /** Resolves when everything is in the file. */
  finish(): Promise<void>;
}

/**
 * Writes `<dir>/<program>-YYYY-MM-DD.log`, a file per UTC day, one JSON document per line.
 * Programs have files of their own, so that none deletes or rotates under another.
 *
 * @throws Error naming the setting when the folder cannot be written.
 */
export function openDailyFile(
  program: string,
  { dir, days }: DailyFileOptions,
  onError: (error: Error) => void,
): DailyFile {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Error(
      `Log files cannot be written to ${dir}: ${(error as Error).message}. Set log_dir to a folder that this user may write.`,
      { cause: error },
    );
  }
  const transport = new DailyRotateFile({
    dirname: dir,
    filename: `${program}-%DATE%.log`,
    datePattern: "YYYY-MM-DD",
    utc: true,
    // Only for the bot's own eyes: logs name redditors.
    options: { flags: "a", mode: 0o600 },
    format: winston.format.printf((info) => jsonLine(info.logEvent as LogEvent)),
  });
  closeToOthers(program, dir);
  const removeOld = () => {
    try {
      removeOldFiles(program, dir, days);
    } catch (error) {
      onError(error as Error);
    }
  };
  removeOld();
  transport.on("rotate", removeOld);
  // The transport does not listen to its own stream: a full disk would end the process.
  const { logStream } = transport as unknown as { logStream: NodeJS.EventEmitter };
  logStream.on("error", onError);
  transport.on("error", onError);
  return {
    transport,
    async finish() {
      const finished = Promise.race([once(logStream, "finish"), once(logStream, "error")]);
      transport.close?.();
      await finished.catch(() => {});
    },
  };
}

/** Earlier files may have been made under another mask, or come from a backup. */
function closeToOthers(program: string, dir: string): void {
  for (const name of readdirSync(dir)) {
    if (dayOf(program, name) === null) continue;
    try {
      chmodSync(join(dir, name), 0o600);
    } catch {
      // Somebody else's, or on a file system that knows no such thing.
    }
  }
}

/** The day of a program's log file; null for any other file. */
function dayOf(program: string, name: string): string | null {
  const [, of, day] = /^(.*)-(\d{4}-\d\d-\d\d)\.log$/.exec(name) ?? [];
  return of === program && day !== undefined ? day : null;
}

/**
 * Deletes by the day in a file's name. The transport's own deletion goes by a list that it
 * keeps: two processes of one name overwrite each other's, and what is not on it stays for good.
 */
function removeOldFiles(program: string, dir: string, days: number): void {
  const oldest = new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
  for (const name of readdirSync(dir)) {
    const day = dayOf(program, name);
    if (day !== null && day <= oldest) rmSync(join(dir, name), { force: true });
  }
}
