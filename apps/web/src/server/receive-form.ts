import { draftAnswers, lateWords, parseAnswers } from "@appealmod/core";
import {
  type Database,
  type Enqueue,
  type FormConversation,
  type FormEntry,
  findForm,
  keepLateWords,
  saveDraft,
  submitForm,
} from "@appealmod/db";
import { isLanguage, languageField } from "../i18n/languages.ts";
import { oneValue, type PostedFields } from "./posted-fields.ts";

/**
 * What became of a posted form.
 * - `ended`: it was sent before, or the appeal is over, and it brought nothing new.
 * - `late`: the same, but with other words: they were kept for their author, and for nobody else.
 * - `problems`: kept as a draft, to be mended.
 * - `saved`, `review`: kept as a draft, as was asked for.
 */
export type FormReceipt =
  | "unknown"
  | "ended"
  | "late"
  | "problems"
  | "saved"
  | "review"
  | "submitted";

export interface ReceiveFormParts {
  readonly database: Database;
  readonly enqueue: Enqueue<FormConversation>;
  readonly now: () => Date;
}

/**
 * Takes what a form posted. The field `intent` says what for: `save` keeps it, `review`
 * keeps and checks it, and anything else, or none, sends it. A change of language keeps it.
 */
export async function receiveForm(
  { database, enqueue, now }: ReceiveFormParts,
  token: string,
  fields: PostedFields,
): Promise<FormReceipt> {
  const form = await findForm(database, token);
  if (!form) return "unknown";
  if (form.submittedAt || form.state === "closed")
    return receiveLate(database, token, form, fields);
  /** Between our look and our writing, another request or the bot was faster. */
  const afterAll = async (result: "already-submitted" | "closed" | "unknown") => {
    const now = result === "unknown" ? null : await findForm(database, token);
    return now ? receiveLate(database, token, now, fields) : "unknown";
  };
  const intent = oneValue(fields, "intent");
  // Whoever asks for another language wants to go on writing in it.
  if (intent === "save" || isLanguage(oneValue(fields, languageField))) {
    const saved = await saveDraft(database, token, draftAnswers(form.questions, fields), now());
    return saved === "saved" ? "saved" : afterAll(saved);
  }
  const parsed = parseAnswers(form.questions, fields);
  if (!parsed.isValid || intent === "review") {
    const draft = parsed.isValid ? parsed.answers : parsed.draft;
    const saved = await saveDraft(database, token, draft, now());
    if (saved !== "saved") return afterAll(saved);
    return parsed.isValid ? "review" : "problems";
  }
  const submitted = await submitForm(database, {
    token,
    answers: parsed.answers,
    at: now(),
    enqueue,
  });
  return submitted === "submitted" ? "submitted" : afterAll(submitted);
}

/** Nothing is passed on any more, and nobody's words vanish. */
async function receiveLate(
  database: Database,
  token: string,
  { questions, answers, draft }: FormEntry,
  fields: PostedFields,
): Promise<"ended" | "late"> {
  const words = lateWords(questions, draftAnswers(questions, fields), answers ?? draft ?? {});
  if (Object.keys(words).length === 0) return "ended";
  await keepLateWords(database, token, words);
  return "late";
}
