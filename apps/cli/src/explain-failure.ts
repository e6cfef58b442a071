import { ConfigError } from "@appealmod/config";
import { RedditError, UnreadableRowError } from "@appealmod/core";
import { DatabaseSetupError, DatabaseUnreachableError, isConnectionFailure } from "@appealmod/db";
import { EmbeddedPostgresError } from "@appealmod/db/embedded";
import { CommandFailed, UsageError } from "./failures.ts";
import { fileFailure } from "./output/file-failure.ts";

export interface Failure {
  readonly message: string;
  /** 2 for what has to be written otherwise, on the command line or in the settings; 1 for the rest. */
  readonly exitCode: 1 | 2;
}

/** Says why a command ended without what was asked of it. */
export function explainFailure(error: unknown, commandName: string | null): Failure {
  if (error instanceof UsageError) {
    const help = ["pnpm appealmod", ...(commandName === null ? [] : [commandName]), "--help"];
    return { message: `${error.message}\nTry: ${help.join(" ")}`, exitCode: 2 };
  }
  const causes = causesOf(error);
  const isForSettings = causes.some(
    (cause) =>
      cause instanceof ConfigError ||
      (cause instanceof RedditError && cause.kind === "login-refused"),
  );
  const known = causes.find(
    (cause) =>
      cause instanceof CommandFailed ||
      cause instanceof ConfigError ||
      cause instanceof RedditError ||
      cause instanceof UnreadableRowError ||
      cause instanceof DatabaseSetupError ||
      cause instanceof DatabaseUnreachableError ||
      cause instanceof EmbeddedPostgresError,
  );
  if (known) return { message: known.message, exitCode: isForSettings ? 2 : 1 };
  // What a missing file and a missing socket of Postgres have in common is the code.
  const ofFile = causes.map(fileFailure).find((each) => each !== null);
  if (ofFile !== undefined) return { message: ofFile, exitCode: 1 };
  if (isConnectionFailure(error))
    return { message: "The connection to the database broke. Try again.", exitCode: 1 };
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { message: `Something happened that nobody foresaw:\n${text}`, exitCode: 1 };
}

/** The error itself and what lies behind it: the query library wraps what the connection threw. */
function causesOf(error: unknown): readonly Error[] {
  const causes: Error[] = [];
  for (let cause = error; cause instanceof Error; cause = cause.cause) causes.push(cause);
  return causes;
}
