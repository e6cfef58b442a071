import { ConfigError } from "@appealmod/config";
import { RedditError, UnreadableRowError } from "@appealmod/core";
import { DatabaseSetupError, DatabaseUnreachableError } from "@appealmod/db";
import { EmbeddedPostgresError } from "@appealmod/db/embedded";
import { UsageError } from "./arguments.ts";

/** Exit codes of the bot: 2 for what its operator has to change, 1 for everything else. */
export interface Failure {
  readonly message: string;
  readonly exitCode: 1 | 2;
}

/** Says why the bot ends, to whoever started it: what is wrong and what to do next. */
export function explainFailure(error: unknown): Failure {
  if (error instanceof UsageError)
    return { message: `${error.message}\nTry: pnpm bot --help`, exitCode: 2 };
  if (error instanceof ConfigError) return { message: error.message, exitCode: 2 };
  if (error instanceof RedditError)
    return { message: explainRedditError(error), exitCode: error.kind === "login-refused" ? 2 : 1 };
  if (
    error instanceof UnreadableRowError ||
    error instanceof DatabaseSetupError ||
    error instanceof DatabaseUnreachableError ||
    error instanceof EmbeddedPostgresError
  )
    return { message: error.message, exitCode: 1 };
  if (error instanceof Incomplete) return { message: error.message, exitCode: 1 };
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    message: `The bot ends because of something that nobody foresaw:\n${text}`,
    exitCode: 1,
  };
}

function explainRedditError({ kind, status, message }: RedditError): string {
  if (kind !== "unreachable") return message;
  const cure =
    status === null
      ? "Check the network of this machine, and reddit_url and HTTPS_PROXY where they are set."
      : "As a rule the fault is Reddit's own: see https://www.redditstatus.com and try again later.";
  return `${message}\n${cure}`;
}

/** A single pass that could not finish all that it began. */
export class Incomplete extends Error {
  override readonly name = "Incomplete";
}
