import {
  type Answers,
  draftAnswers,
  type FormHolder,
  formEnd,
  type KeptDraft,
  parseAnswers,
  type QuestionSet,
} from "@appealmod/core";
import {
  findForm,
  type Installation,
  isReplacedLink,
  keepLateAnswers,
  type LateAnswers,
  type NotKept,
  saveDraft,
  submitForm,
} from "@appealmod/use-cases";
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
  readonly installation: Installation;
  readonly now: () => Date;
}

/**
 * Takes what a form posted. The field `intent` says what for: `save` keeps it, `review`
 * keeps and checks it, and anything else, or none, sends it. A change of language keeps it, and
 * so does a choice between two answers.
 */
export async function receiveForm(
  { installation, now }: ReceiveFormParts,
  token: string,
  fields: PostedFields,
): Promise<FormReceipt> {
  const redditor: FormHolder = { kind: "redditor", formToken: token };
  const { database } = installation;
  const form = await findForm(database, token);
  if (!form) return { kind: (await isReplacedLink(database, token)) ? "replaced" : "unknown" };
  const { questions } = form;
  const seen = seenIn(fields);
  const answers = draftAnswers(questions, fields);
  if (formEnd(form)) return receiveLate(installation, redditor, { answers, seen, at: now() });
  /** Between our look and our writing, another request or the bot was faster. */
  const afterAll = async (reason: NotKept): Promise<FormReceipt> =>
    reason === "unknown" || reason === "full"
      ? { kind: reason }
      : receiveLate(installation, redditor, { answers, seen, at: now() });
  const intent = oneValue(fields, "intent");
  const choice = choiceIn(fields);
  // Whoever asks for another language wants to go on writing in it.
  const isSaved = intent === "save" || choice || isLanguage(oneValue(fields, languageField));
  if (!isSaved && intent !== "review" && isWhole(questions, answers)) {
    const sent = await submitForm(installation, redditor, { answers, seen, at: now() });
    return sent === "submitted" || sent === "changed" ? { kind: sent } : afterAll(sent);
  }
  const kept = await saveDraft(installation, redditor, { answers, seen, choice, at: now() });
  if (typeof kept === "string") return afterAll(kept);
  if (isSaved) return { kind: "saved", kept };
  return { kind: isWhole(questions, kept.draft) ? "review" : "problems", kept };
}

function isWhole(questions: QuestionSet, answers: Answers): boolean {
  return parseAnswers(questions, answers).isValid;
}

/** Nothing is passed on any more, and nobody's words vanish. */
async function receiveLate(
  installation: Installation,
  redditor: FormHolder,
  late: LateAnswers,
): Promise<FormReceipt> {
  const kept = await keepLateAnswers(installation, redditor, late);
  return { kind: receiptOf[kept] };
}

const receiptOf = {
  kept: "late",
  "nothing-new": "ended",
  full: "full",
  unknown: "unknown",
} as const;
