import { answerForm, type Question } from "@appealmod/core";
import { otherAnswersId } from "./field-id.ts";

const form = "#appeal-form";

/**
 * Hides questions that depend on an answer which is not chosen, and counts those that are asked, by
 * style alone: it works without a script, and a browser that does not know `:has` shows them all,
 * with a hint.
 *
 * @param questions all that are enabled
 * @returns the rules, for the page's head
 */
export function conditionalStyle(questions: readonly Question[]): string {
  const conditions = questions.flatMap((question) => {
    const chosen = chosenBefore(question, questions);
    return chosen === "" ? [] : [{ id: question.id, chosen: `${form}${chosen}` }];
  });
  const always = questions.length - conditions.length;
  const total = [always, ...conditions.map(({ id }) => `var(--asks-${id},0)`)].join(" + ");
  const rules = conditions.flatMap(({ id, chosen }) => {
    const parts = [`#field-${id}`, `#${otherAnswersId(id)}`];
    return [
      `${parts.join()}{display:none}`,
      `${parts.map((part) => `${chosen} ${part}`).join()}{display:block}`,
      `${chosen}{--asks-${id}:1}`,
    ];
  });
  return [
    `${form}{counter-reset:question answered total ${questions.length}}`,
    `@supports selector(:has(*)){${form}{counter-reset:question answered total calc(${total})}${rules.join("")}}`,
  ].join("");
}

/** What has to be chosen in the form for a question to be asked; empty where it always is. */
function chosenBefore({ onlyIf }: Question, all: readonly Question[]): string {
  const earlier = all.find(({ id }) => id === onlyIf?.question);
  if (!onlyIf || !earlier) return "";
  const before = chosenBefore(earlier, all);
  if (answerForm(earlier) === "words") return before;
  // Ids and values are letters, digits, _ and - by their schema: safe inside a selector.
  const values = onlyIf.isOneOf
    .filter((value) => /^[a-z0-9_-]+$/.test(value))
    .map((value) => `[name="${earlier.id}"][value="${value}"]:checked`);
  return `${before}:has(${values.length > 0 ? values.join() : ":not(*)"})`;
}
