import {
  type Answers,
  exceedsDraftLimit,
  type FormHolder,
  lateAnswers,
  mergeDraft,
  type SeenDraft,
} from "@appealmod/core";
import { inTransaction, lockForm, storeEvents, storeLateAnswers } from "@appealmod/db";
import { appealEvent } from "../appeal-event.ts";
import type { Installation } from "../installation.ts";

export interface LateAnswers {
  /** Cleaned. */
  readonly answers: Answers;
  readonly seen: SeenDraft | null;
  readonly at: Date;
}

/**
 * Keeps for its author what arrived after the form was sent or the appeal was over, brought
 * together with what did so before. Nothing follows from it: it is no draft, and nobody is handed it.
 *
 * @returns `nothing-new` where all of it is there already
 */
export async function keepLateAnswers(
  { database }: Installation,
  redditor: FormHolder,
  { answers, seen, at }: LateAnswers,
): Promise<"kept" | "nothing-new" | "full" | "unknown"> {
  return inTransaction(database, async (orm) => {
    const form = await lockForm(orm, redditor.formToken);
    if (!form) return "unknown";
    const { draft, otherAnswers } = form.kept;
    const news = lateAnswers(form.questions, answers, form.answers ?? draft);
    if (Object.keys(news).length === 0) return "nothing-new";
    const before = { draft: form.lateAnswers ?? {}, otherAnswers };
    const late = mergeDraft(form.questions, before, news, seen);
    if (exceedsDraftLimit(late)) return "full";
    await storeLateAnswers(orm, form.appealId, late);
    if (Object.keys(late.draft).length === 0) return "nothing-new";
    const kept = appealEvent(redditor, form, {
      event: "late-answers-kept",
      message: "Answers arrived after the end and were kept for their author.",
      at,
    });
    await storeEvents(orm, [kept]);
    return "kept";
  });
}
