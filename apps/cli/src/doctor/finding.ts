import type { Config } from "@appealmod/config";
import type { Installation } from "@appealmod/use-cases";

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

/** What checks look at. Nothing is opened before a check asks for it. */
export interface Examined {
  readonly config: Config;
  /** @throws what keeps the database from being opened */
  installation(): Promise<Installation>;
  /** Whether what can be mended safely is mended. */
  readonly mends: boolean;
}

/** Looks at one thing. What it throws is a failure with the error's own words. */
export interface Check {
  readonly id: string;
  run(examined: Examined): Promise<readonly Finding[]>;
}

export function ok(id: string, message: string): Finding {
  return { id, status: "ok", message, fix: null };
}
