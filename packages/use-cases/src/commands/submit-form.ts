import {
  type Answers,
  askedAnswers,
  exceedsDraftLimit,
  type FormHolder,
  mergeDraft,
  type SeenDraft,
  showedAll,
} from "@appealmod/core";
import { inTransaction, lockForm, storeDraft, storeEvents, storeSentForm } from "@appealmod/db";
import { enqueue } from "@appealmod/jobs";
import { appealEvent } from "../appeal-event.ts";
import type { Installation } from "../installation.ts";
import { type NotKept, whyNotKept } from "../why-not-kept.ts";

export interface SubmittedForm {
  /** Checked; what a changed choice has hidden may still be among them, and is not sent. */
  readonly answers: Answers;
  /** `null` for a page that does not say: then nothing is replaced without being kept. */
  readonly seen: SeenDraft | null;
  readonly at: Date;
}

/**
 * Sends a form: stores its answers and has the bot look at the conversation. Of two submits at
 * once, one is `submitted`.
 *
 * @returns `changed` where more is kept than the answers hold and the page has shown: it was
 * brought together with them and nothing is sent, for its author has to see it first
 */
export async function submitForm(
  { database }: Installation,
  redditor: FormHolder,
  { answers, seen, at }: SubmittedForm,
): Promise<"submitted" | "changed" | NotKept> {
  return inTransaction(database, async (orm, client) => {
    const form = await lockForm(orm, redditor.formToken);
    const reason = whyNotKept(form);
    if (!form || reason) return reason ?? "unknown";
    const kept = mergeDraft(form.questions, form.kept, answers, seen);
    if (exceedsDraftLimit(kept)) return "full";
    if (!showedAll(form.questions, kept, answers, seen)) {
      await storeDraft(orm, form.appealId, kept, at);
      return "changed";
    }
    const { otherAnswers } = kept;
    const asked = askedAnswers(form.questions, answers);
    await storeSentForm(orm, form.appealId, { answers: asked, otherAnswers, at });
    const sent = appealEvent(redditor, form, {
      event: "form-sent",
      audience: "step",
      message: "The redditor sent the form.",
      at,
    });
    await storeEvents(orm, [sent]);
    const { conversationId, subreddit, username } = form;
    const conversation = { conversationId, subreddit, username };
    await enqueue(client, "process-conversation", { ...conversation, because: "form" });
    return "submitted";
  });
}
