import { draftAnswers, enabledQuestions, localize } from "@appealmod/core";
import { answerWords } from "../components/form/answer-words.ts";
import type { PostedFields } from "./posted-fields.ts";
import type { Site } from "./site.ts";
import type { LabelledWords } from "./words-back.ts";

/** Posted answers under their questions; `null` where nothing stands behind the link. */
export async function labelledAnswers(
  site: Pick<Site, "openForm">,
  token: string,
  fields: PostedFields,
): Promise<LabelledWords | null> {
  // Words that come back without their questions are better than none.
  const form = await site.openForm(token).catch(() => null);
  if (!form || form.kind === "unknown" || form.kind === "replaced") return null;
  const answers = draftAnswers(form.questions, fields);
  const answered = enabledQuestions(form.questions).filter(({ id }) => answers[id] !== undefined);
  return (language) =>
    answered.map((question) => ({
      label: localize(question.label, language),
      text: answerWords(question, answers, language, { yes: "✓", no: "✗", none: "" }),
    }));
}
