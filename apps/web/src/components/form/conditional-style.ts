import type { Question } from "@appealmod/core";

/**
 * Hides questions that depend on an answer which is not chosen, by style alone: it works
 * without a script, and a browser that does not know `:has` shows them, with a hint.
 *
 * @returns the rules, for the page's head; empty where nothing depends on anything
 */
export function conditionalStyle(questions: readonly Question[]): string {
  const rules = questions.flatMap(({ id, onlyIf }) => {
    if (!onlyIf) return [];
    const earlier = questions.find((question) => question.id === onlyIf.question);
    if (!earlier || !("options" in earlier || earlier.kind === "yes-no")) return [];
    // Ids and values are letters, digits, _ and - by their schema: safe inside a selector.
    const chosen = onlyIf.isOneOf
      .filter((value) => /^[a-z0-9_-]+$/.test(value))
      .map((value) => `#appeal-form:has([name="${onlyIf.question}"][value="${value}"]:checked)`);
    if (chosen.length === 0) return [];
    return [
      `#field-${id}{display:none}`,
      `${chosen.map((one) => `${one} #field-${id}`).join(",")}{display:block}`,
    ];
  });
  return rules.length === 0 ? "" : `@supports selector(:has(*)){${rules.join("")}}`;
}
