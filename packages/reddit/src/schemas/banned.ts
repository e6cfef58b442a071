import * as z from "zod";
import { epochDate } from "./reddit-date.ts";

/** One entry of `/r/SUB/about/banned` (`banned.list.2020-temporary-days_left`). */
export const bannedEntrySchema = z.object({
  name: z.string(),
  /** The account, `t2_…`. */
  id: z.string().startsWith("t2_").nullish().catch(null),
  date: epochDate.nullish(),
  note: z.string().nullish(),
  /** Rounded down; `null` for a permanent ban; the key is absent before 2018. */
  days_left: z.number().nullable().optional(),
});

export const bannedListSchema = z.object({
  data: z.object({
    children: z.array(bannedEntrySchema),
    after: z.string().nullish(),
  }),
});

export type BannedEntry = z.infer<typeof bannedEntrySchema>;
