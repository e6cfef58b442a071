import type { SentForm, StoredDecision } from "./evidence.ts";

/** What came of a step. */
export interface Done {
  readonly conversationId?: string | null;
  readonly form?: SentForm;
  readonly decision?: StoredDecision;
  readonly told?: string;
  /** Nothing was done after all. */
  readonly isVain?: boolean;
  /** Where it really began, for a step that waits first. */
  readonly after?: number;
}
