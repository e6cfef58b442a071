import type { Answers } from "@appealmod/core";
import {
  otherAnswerChoice,
  otherAnswerRows,
  otherAnswersTemplateId,
  otherAnswerText,
} from "./other-answer-words.ts";

/** Shows under each question what is now kept beside its answer. */
export function showOtherAnswers(
  form: HTMLFormElement,
  otherAnswers: Readonly<Record<string, readonly Answers[string][]>>,
): void {
  for (const place of form.querySelectorAll<HTMLElement>("[data-question]")) {
    const { question = "", labels = "{}", joinable } = place.dataset;
    const answers = otherAnswers[question] ?? [];
    const now = [...place.querySelectorAll<HTMLButtonElement>('[data-action="use"]')];
    // Whoever is reading there is not disturbed for nothing.
    if (
      String(now.map(({ value }) => value)) ===
      String(answers.map((answer) => otherAnswerChoice("use", question, answer)))
    )
      continue;
    const names = JSON.parse(labels) as Readonly<Record<string, unknown>>;
    const shown = answers.map((answer, index) =>
      otherAnswer(answer, {
        id: `${place.id}-${index}`,
        text: otherAnswerText(answer, names),
        question,
        isJoinable: joinable !== undefined,
      }),
    );
    place.replaceChildren(...shown);
  }
}

function otherAnswer(
  answer: Answers[string],
  about: {
    readonly id: string;
    readonly text: string;
    readonly question: string;
    readonly isJoinable: boolean;
  },
): Node {
  const template = document.getElementById(otherAnswersTemplateId) as HTMLTemplateElement;
  const notice = document.importNode(template.content, true);
  const text = notice.querySelector("textarea");
  if (text) Object.assign(text, { id: about.id, value: about.text });
  if (text) text.rows = otherAnswerRows(about.text);
  notice.querySelector("label")?.setAttribute("for", about.id);
  for (const button of notice.querySelectorAll("button")) {
    const { action } = button.dataset;
    if (action === "add" && !about.isJoinable) button.remove();
    if (action === "use" || action === "add" || action === "remove")
      button.value = otherAnswerChoice(action, about.question, answer);
  }
  return notice;
}
