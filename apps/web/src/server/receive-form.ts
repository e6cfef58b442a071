import {
  draftAnswers,
  type KeptDraft,
  lateWords,
  parseAnswers,
  type QuestionSet,
  type SeenDraft,
} from "@appealmod/core";
import {
  type Database,
  type Enqueue,
  type FormConversation,
  type FormEntry,
  findForm,
  isReplacedLink,
  keepLateWords,
  type NotKept,
  saveDraft,
  submitForm,
} from "@appealmod/db";
import { isLanguage, languageField } from "../i18n/languages.ts";
import { choiceIn, seenIn } from "./draft-fields.ts";
import { oneValue, type PostedFields } from "./posted-fields.ts";

/**
 * What became of a posted form.
 * - `replaced`: not kept, for another link has taken the place of this one.
 * - `ended`: it was sent before, or the appeal is over, and it brought nothing new.
 * - `late`: the same, but with other words: they were kept for their author, and for nobody else.
 * - `full`: not kept, for there is more than any honest form holds.
 * - `problems`: kept as a draft, to be mended.
 * - `saved`, `review`: kept as a draft, as was asked for.
 * - `changed`: kept as a draft and not sent, for its page had not shown all that is kept.
 */
export type FormReceipt =
  | { readonly kind: "unknown" | "replaced" | "ended" | "late" | "full" | "changed" | "submitted" }
  | { readonly kind: "problems" | "saved" | "review"; readonly kept: KeptDraft };

export interface ReceiveFormParts {
  readonly database: Database;
  readonly enqueue: Enqueue<FormConversation>;
  readonly now: () => Date;
}

/**
 * Takes what a form posted. The field `intent` says what for: `save` keeps it, `review`
 * keeps and checks it, and anything else, or none, sends it. A change of language keeps it, and
 * so does a choice between two answers.
 */
export async function receiveForm(
  { database, enqueue, now }: ReceiveFormParts,
  token: string,
  fields: PostedFields,
): Promise<FormReceipt> {
  const form = await findForm(database, token);
  if (!form) return { kind: (await isReplacedLink(database, token)) ? "replaced" : "unknown" };
  const seen = seenIn(fields);
  if (form.submittedAt || form.state === "closed")
    return receiveLate(database, token, form, fields, seen);
  /** Between our look and our writing, another request or the bot was faster. */
  const afterAll = async (reason: NotKept): Promise<FormReceipt> => {
    if (reason === "unknown" || reason === "full") return { kind: reason };
    const now = await findForm(database, token);
    return now ? receiveLate(database, token, now, fields, seen) : { kind: "unknown" };
  };
  const intent = oneValue(fields, "intent");
  const choice = choiceIn(fields);
  // Whoever asks for another language wants to go on writing in it.
  const isSaved = intent === "save" || choice || isLanguage(oneValue(fields, languageField));
  const answers = draftAnswers(form.questions, fields);
  const { questions } = form;
  if (!isSaved && intent !== "review" && isWhole(questions, answers)) {
    const sent = await submitForm(database, { token, answers, seen, at: now(), enqueue });
    return sent === "submitted" || sent === "changed" ? { kind: sent } : afterAll(sent);
  }
  const kept = await saveDraft(database, token, { answers, seen, choice }, now());
  if (typeof kept === "string") return afterAll(kept);
  if (isSaved) return { kind: "saved", kept };
  return { kind: isWhole(questions, kept.draft) ? "review" : "problems", kept };
}

function isWhole(questions: QuestionSet, answers: KeptDraft["draft"]): boolean {
  return parseAnswers(questions, answers).isValid;
}

/** Nothing is passed on any more, and nobody's words vanish. */
async function receiveLate(
  database: Database,
  token: string,
  { questions, answers, draft }: FormEntry,
  fields: PostedFields,
  seen: SeenDraft | null,
): Promise<FormReceipt> {
  const words = lateWords(questions, draftAnswers(questions, fields), answers ?? draft ?? {});
  if (Object.keys(words).length === 0) return { kind: "ended" };
  const kept = await keepLateWords(database, token, words, seen);
  if (kept === "full") return { kind: "full" };
  return { kind: kept ? "late" : "ended" };
}
