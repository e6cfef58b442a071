import * as z from "zod";
import { epochDate } from "./reddit-date.ts";

/** One entry of `/r/SUB/about/log`. No recording behind it: everything we can do without may be missing. */
export const logEntrySchema = z.object({
  id: z.string().min(1),
  action: z.string(),
  mod: z.string().nullish(),
  target_author: z.string().min(1),
  created_utc: epochDate,
});

export const moderationLogSchema = z.object({
  data: z.object({
    children: z.array(z.object({ data: z.unknown().optional() })),
    after: z.string().nullish(),
  }),
});

export type LogEntry = z.infer<typeof logEntrySchema>;
