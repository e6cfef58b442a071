/** A command line that we do not understand; the message says what is allowed. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** What was asked for cannot be had or done; the message says why and what to do. */
export class CommandFailed extends Error {
  override readonly name = "CommandFailed";
}
