import type { Writable } from "node:stream";
import type { Config } from "@appealmod/config";
import type { OpenInstallation } from "@appealmod/use-cases";
import type { Screen } from "./output/screen.ts";

/** One of the operator's commands. */
export interface Command {
  readonly name: string;
  /** What it does, in one line. */
  readonly summary: string;
  /** How it is written, and whatever else is worth knowing; ends with a line break. */
  readonly usage: string;
  /**
   * @param args what was written after the command's name
   * @throws UsageError, CommandFailed, and whatever its parts throw
   */
  run(context: CommandContext, args: readonly string[]): Promise<void>;
}

/** What a command may use. Nothing is read or opened before it is asked for. */
export interface CommandContext {
  /** @throws ConfigError */
  config(): Config;
  /**
   * Database and job queue, their tables up to date. Opened once; closed when the command ends.
   *
   * @throws ConfigError, DatabaseSetupError, DatabaseUnreachableError, EmbeddedPostgresError
   */
  installation(): Promise<OpenInstallation>;
  /** For what was asked for. */
  readonly screen: Screen;
  /** For remarks that are no part of it: they do not end up in a pipe. */
  remark(text: string): void;
  /** Where data go that are too many to be held at once. */
  readonly stdout: Writable;
  now(): Date;
  /** Relative paths are taken from here. */
  readonly currentDir: string;
}
