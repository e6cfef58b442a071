import type { Outcome } from "@appealmod/core";

const words: Readonly<Record<Outcome, string>> = {
  granted: "granted",
  // That moderators decided against it is inferred where they did not decide on the site.
  denied: "ban stays",
  none: "no decision known",
};

/** How an appeal ended, as far as anybody knows; `-` for one that is open. */
export function outcomeInWords(outcome: Outcome | null): string {
  return outcome === null ? "-" : words[outcome];
}
