import { type OtherAnswerChoice, type SeenDraft, seenDraftSchema } from "@appealmod/core";
import { otherAnswerField } from "../components/form/other-answer-field.ts";
import { seenField } from "../components/form/seen-field.ts";
import { oneValue, type PostedFields } from "./posted-fields.ts";

/** What a posted page says that it was shown of the draft; `null` where it says nothing readable. */
export function seenIn(fields: PostedFields): SeenDraft | null {
  try {
    return seenDraftSchema.parse(JSON.parse(oneValue(fields, seenField)));
  } catch {
    return null;
  }
}

/** What its author wants done with an answer beside the draft; `null` for nothing. */
export function choiceIn(fields: PostedFields): OtherAnswerChoice | null {
  const [action, questionId = "", version = ""] = oneValue(fields, otherAnswerField).split(":");
  if (action !== "use" && action !== "add" && action !== "remove") return null;
  return { action, questionId, version };
}
