/**
 * A request that Reddit would refuse, with Reddit's own code. The HTTP layer decides how it is
 * dressed: form errors travel in a 200, the others in a 4xx.
 */
export class Refusal extends Error {
  readonly code: string;
  readonly field: string | null;
  readonly status: number;

  /** @param status the HTTP status where this is not a form error. */
  constructor(code: string, explanation: string, field: string | null = null, status = 400) {
    super(explanation);
    this.name = "Refusal";
    this.code = code;
    this.field = field;
    this.status = status;
  }
}

/** A community that Reddit shows only to those who have said yes to it once. */
export class Quarantined extends Refusal {
  constructor(message: string) {
    super("quarantined", message, null, 403);
    this.name = "Quarantined";
  }
}

export const userDoesntExist = (field: string): Refusal =>
  new Refusal("USER_DOESNT_EXIST", "that user doesn't exist", field, 400);

export const tooLong = (field: string, max: number): Refusal =>
  new Refusal("TOO_LONG", `this is too long (max: ${max})`, field, 400);

export const noText = (field: string): Refusal =>
  new Refusal("NO_TEXT", "we need something here", field, 400);

export const subredditNotFound = (field: string): Refusal =>
  new Refusal("SUBREDDIT_NOEXIST", "that subreddit doesn't exist", field, 404);

export const noAccess = (): Refusal =>
  new Refusal("SUBREDDIT_NO_ACCESS", "you are not allowed to access this subreddit", null, 403);

export const forbidden = (): Refusal => new Refusal("FORBIDDEN", "Forbidden", null, 403);

export const notFound = (): Refusal => new Refusal("NOT_FOUND", "Not Found", null, 404);

export const conversationNotFound = (): Refusal =>
  new Refusal("CONVERSATION_NOT_FOUND", "that conversation doesn't exist", "conversation_id", 404);
