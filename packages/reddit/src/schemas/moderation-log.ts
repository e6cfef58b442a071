import * as z from "zod";
import { epochDate } from "./reddit-date.ts";

/** One entry of the moderation log (`modlog.list.2016-r-mod-bans-and-moderators`). */
export const logEntrySchema = z.object({
  id: z.string().min(1),
  action: z.string(),
  mod: z.string().nullish(),
  created_utc: epochDate,
  subreddit: z.string(),
  /** Empty where the entry is about nobody. */
  target_author: z.string().nullish(),
  /** Of whatever the entry is about: an account's begins with `t2_`. */
  target_fullname: z.string().nullish(),
  /** Of a ban its length: `permanent`, `7 days`, `changed to 7 days`. */
  details: z.string().nullish(),
  /** Of a ban its note, where one was given. */
  description: z.string().nullish(),
});

export const moderationLogSchema = z.object({
  data: z.object({
    children: z.array(z.object({ data: z.unknown().optional() })),
    after: z.string().nullish(),
  }),
});

export type LogEntry = z.infer<typeof logEntrySchema>;
