import type { AnswerProblem } from "@appealmod/core";
import type { useTranslations } from "next-intl";

export type FormWords = ReturnType<typeof useTranslations<"form">>;

/** A problem with an answer, as a sentence. */
export function problemText(t: FormWords, { code, limit }: AnswerProblem): string {
  return t(`problems.${code}`, { limit: limit ?? 0 });
}
