import type { Answers, Question } from "@appealmod/core";

/** A thought on how an answer may be read. It never keeps anybody from sending it. */
export type GentleWarning = "empty" | "shouting";

/** Written answers that say next to nothing, or are all in capitals; by question id. */
export function gentleWarnings(
  questions: readonly Question[],
  answers: Answers,
): ReadonlyMap<string, GentleWarning> {
  const warnings = new Map<string, GentleWarning>();
  for (const { id, kind } of questions) {
    const answer = answers[id];
    if (kind !== "long" || typeof answer !== "string") continue;
    const warning = warningFor(answer);
    if (warning) warnings.set(id, warning);
  }
  return warnings;
}

function warningFor(text: string): GentleWarning | null {
  const letters = text.match(/\p{L}/gu) ?? [];
  // One letter again and again, or none, in whatever script. "No" and "idk" are short answers, and
  // the questions themselves invite them.
  if (new Set(letters.map((letter) => letter.toLowerCase())).size < 2) return "empty";
  const cased = letters.filter((letter) => letter.toLowerCase() !== letter.toUpperCase());
  const capitals = cased.filter((letter) => letter === letter.toUpperCase());
  return cased.length >= 15 && capitals.length / cased.length > 0.75 ? "shouting" : null;
}
