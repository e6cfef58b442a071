import { dateAndTime } from "./date-and-time.ts";

const units = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** How moments are told in one language and zone. */
export type MomentInWords = (at: Date, now: Date) => string;

/**
 * The same on the server and in a browser, but for the zone.
 *
 * @param timeZone the reader's own where none is given
 * @example "November 21, 2026 at 9:45 AM UTC (3 days ago)"
 */
export function momentInWords(language: string, timeZone: string | undefined): MomentInWords {
  const date = new Intl.DateTimeFormat(language, { ...dateAndTime, timeZone });
  const distance = new Intl.RelativeTimeFormat(language, { numeric: "always" });
  const justNow = new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(0, "second");
  return (at, now) => {
    const seconds = (at.getTime() - now.getTime()) / 1000;
    const found = units.find(([, length]) => Math.abs(seconds) >= length);
    const ago = found ? distance.format(Math.round(seconds / found[1]), found[0]) : justNow;
    return `${date.format(at)} (${ago})`;
  };
}
