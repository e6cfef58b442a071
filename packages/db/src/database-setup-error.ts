/**
 * The database, or the way to it, is not set up as it must be. The message says what to change,
 * with the statements that do; nothing in it is a secret.
 */
export class DatabaseSetupError extends Error {
  override readonly name = "DatabaseSetupError";
}
