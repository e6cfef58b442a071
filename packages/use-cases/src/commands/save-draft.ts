import {
  type Answers,
  chooseOtherAnswer,
  exceedsDraftLimit,
  type FormHolder,
  type KeptDraft,
  mergeDraft,
  type OtherAnswerChoice,
  type SeenDraft,
} from "@appealmod/core";
import { inTransaction, lockForm, storeDraft } from "@appealmod/db";
import type { Installation } from "../installation.ts";
import { type NotKept, whyNotKept } from "../why-not-kept.ts";

/** What a page posts: cleaned answers, and what it was shown of the draft. */
export interface PostedDraft {
  readonly answers: Answers;
  /** `null` for a page that does not say: then nothing is replaced without being kept. */
  readonly seen: SeenDraft | null;
  /** What becomes of an answer that is kept beside the draft. */
  readonly choice?: OtherAnswerChoice | null;
  readonly at: Date;
}

/**
 * Keeps what was written so far, for as long as the form can still be submitted: brought together
 * with what other pages have saved meanwhile.
 *
 * @returns all that is kept now
 */
export async function saveDraft(
  { database }: Installation,
  { formToken }: FormHolder,
  { answers, seen, choice, at }: PostedDraft,
): Promise<KeptDraft | NotKept> {
  return inTransaction(database, async (orm) => {
    const form = await lockForm(orm, formToken);
    const reason = whyNotKept(form);
    if (!form || reason) return reason ?? "unknown";
    const merged = mergeDraft(form.questions, form.kept, answers, seen);
    const kept = choice ? chooseOtherAnswer(form.questions, merged, choice) : merged;
    if (exceedsDraftLimit(kept)) return "full";
    await storeDraft(orm, form.appealId, kept, at);
    return kept;
  });
}
