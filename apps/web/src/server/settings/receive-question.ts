import { oneValue } from "../posted-fields.ts";
import { postedOrder } from "./posted-order.ts";
import { readPostedQuestion } from "./posted-question.ts";
import { problemsIn } from "./problems-in.ts";
import { questionLanguages } from "./question-languages.ts";
import type { PostedSetting, SettingReceiver } from "./receive-setting.ts";
import type { FieldProblem, SettingOutcome } from "./setting-outcome.ts";

export const receiveQuestion: SettingReceiver = {
  isChecked: true,
  page: ({ paths, fields }) => paths.question(questionId(oneValue(fields, "replaces"))),
  async receive(posted) {
    const { room, by, subreddit, fields, t } = posted;
    const replaces = questionId(oneValue(fields, "replaces"));
    if (oneValue(fields, "intent") === "remove")
      return change(posted, { kind: "remove", id: replaces });
    const view = await room.configuration(by, subreddit);
    const { questions } = view.draft?.questions ?? view.questions;
    const ids = questions.map(({ id }) => id);
    try {
      const read = readPostedQuestion(fields, questionLanguages(view), ids);
      if (read.problems)
        return {
          kind: "kept",
          problems: read.problems.map(({ field, code }) => ({
            field,
            message: t(`questions.problem.${code}`),
          })),
        };
      const { question } = read;
      return change(posted, { kind: "put", replaces: replaces || null, question });
    } catch (error) {
      return { kind: "kept", problems: problemsIn(error, "", ([key]) => String(key ?? "")) };
    }
  },
};

export const receiveQuestionOrder: SettingReceiver = {
  page: ({ paths }) => paths.questions,
  async receive(posted) {
    const { room, by, subreddit, fields } = posted;
    const { draft, questions } = await room.configuration(by, subreddit);
    const asked = (draft?.questions ?? questions).questions;
    const ids = postedOrder(
      fields,
      asked.map(({ id }) => id),
    );
    return change(posted, { kind: "order", ids });
  },
};

export const receiveQuestionDiscard: SettingReceiver = {
  page: ({ paths }) => paths.questionsDiscard,
  receive: (posted) => change(posted, { kind: "discard" }),
};

type Change = Parameters<PostedSetting["room"]["changeDraft"]>[1]["change"];

async function change(
  { room, by, subreddit, seenDraft, paths, t }: PostedSetting,
  change: Change,
): Promise<SettingOutcome> {
  try {
    const changed = await room.changeDraft(by, { subreddit, seenDraft, change });
    if (changed.kind === "conflict") return changed;
    return { kind: "saved", to: `${paths.questions}?draft=${changed.version}` };
  } catch (error) {
    const problems = problemsIn(error, "label", fieldOfQuestion);
    return { kind: "kept", problems: problems.map((one) => inContext(one, change, t)) };
  }
}

function fieldOfQuestion(path: readonly (string | number)[]): string {
  const last = path.findLast((part) => typeof part === "string") ?? "";
  if (last === "questions") return "";
  return last === "options" ? "choices" : last;
}

/** The same told of the set of questions as a whole reads as if another question were meant. */
function inContext(problem: FieldProblem, change: Change, t: PostedSetting["t"]): FieldProblem {
  if (problem.field === "") return { field: "", message: t("questions.problem.last") };
  if (problem.field !== "onlyIf") return problem;
  if (change.kind === "remove") return { field: "", message: t("questions.problem.needed") };
  if (change.kind !== "order") return problem;
  const question = /^"([^"]+)"/.exec(problem.message)?.[1] ?? "";
  return { field: "", message: t("questions.problem.notBefore", { question }) };
}

/** Empty for a question that is new. */
function questionId(written: string): string {
  return /^[a-z][a-z0-9_]{0,39}$/.test(written) ? written : "";
}
