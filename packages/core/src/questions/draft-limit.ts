import type { KeptDraft } from "./merge-draft.ts";

/** Several times what the longest form holds: it bounds what one link can store. */
const mostKept = { characters: 1_000_000, otherAnswers: 50 };

/** Whether there is more than any honest form holds. */
export function exceedsDraftLimit(kept: KeptDraft): boolean {
  return (
    Object.values(kept.otherAnswers).some(({ length }) => length > mostKept.otherAnswers) ||
    JSON.stringify(kept).length > mostKept.characters
  );
}
