import * as z from "zod";
import { parseRedditDate } from "../mapping/parse-reddit-date.ts";

/** A date as modmail writes it. */
export const redditDate = z.string().transform((text, context): Date => {
  const date = parseRedditDate(text);
  if (date !== null) return date;
  context.addIssue({ code: "custom", message: "is no date" });
  return z.NEVER;
});

/** Seconds since 1970, as everywhere else on Reddit. */
export const epochDate = z
  .number()
  .min(0)
  .max(8.64e12)
  .transform((seconds) => new Date(Math.round(seconds * 1000)));
