import type { SeenDraft } from "@appealmod/core";
import { seenField } from "./seen-field.ts";

/**
 * What the page was shown of the draft, sent along with it. A browser must not fill in what an
 * earlier page held: that one was shown something else.
 */
export function SeenDraftField({ seen }: { readonly seen: SeenDraft }) {
  return (
    <input type="hidden" name={seenField} defaultValue={JSON.stringify(seen)} autoComplete="off" />
  );
}
