/**
 * Why nobody was signed in:
 * - `denied`: they said no at Reddit.
 * - `lost`: this browser began no sign-in, began another one since, or began it too long ago.
 * - `used`: Reddit does not take the code: it was used before, or is too old.
 * - `unavailable`: Reddit does not answer, or in no way that can be understood.
 * - `suspended`: Reddit has suspended the account.
 * - `settings`: Reddit does not know the site's own app; its operator has to mend that.
 * - `busy`: too many were begun from one address.
 */
export const signInProblems = [
  "denied",
  "lost",
  "used",
  "unavailable",
  "suspended",
  "settings",
  "busy",
] as const;

export type SignInProblem = (typeof signInProblems)[number];

/** That a sign-in comes to nothing. Its message is for the log: it holds neither code nor state. */
export class SignInError extends Error {
  override readonly name = "SignInError";
  readonly problem: SignInProblem;

  constructor(problem: SignInProblem, message: string) {
    super(message);
    this.problem = problem;
  }
}
