import type { SourceRow } from "@appealmod/db";

/**
 * What becomes of a row of the earlier system. `kept`: it is a row here. `merged`: another one says
 * the same, or more. `refused`: it does not fit. `reported`: it has no place here, and stands in the
 * report alone. `left`: it stays where it is.
 */
export const fates = ["kept", "merged", "refused", "reported", "left"] as const;

export interface ReportRow extends SourceRow {
  readonly became: (typeof fates)[number];
  readonly reason: string;
  /** What stands there, of a row that is nowhere else from now on. */
  readonly row?: unknown;
}
