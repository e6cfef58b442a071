import { useLocale } from "next-intl";
import type { ReactNode } from "react";
import { type MomentInWords, momentInWords } from "../i18n/moment-in-words.ts";

const inUtc = new Map<string, MomentInWords>();

/**
 * A moment for a sentence with `<time>{date}</time>` in it: in UTC, and how long ago. Where a page has
 * the script for it, its reader's own zone takes the place of UTC.
 */
export function useMoment() {
  const locale = useLocale();
  const words = inUtc.get(locale) ?? momentInWords(locale, "UTC");
  inUtc.set(locale, words);
  return (at: Date) => ({
    date: words(at, new Date()),
    time: (date: ReactNode) => <time dateTime={at.toISOString()}>{date}</time>,
  });
}
