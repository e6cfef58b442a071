/** What one check came to. */
export interface Finding {
  /** The same for the same check, so that a program can watch it. */
  readonly id: string;
  /** `failure` where the bot or the site cannot do its work, `warning` where it soon may not. */
  readonly status: "ok" | "warning" | "failure";
  /** What was found, in one sentence; never a secret. */
  readonly message: string;
  /** What to do about it; `null` where there is nothing to do. */
  readonly fix: string | null;
}

export function ok(id: string, message: string): Finding {
  return { id, status: "ok", message, fix: null };
}
