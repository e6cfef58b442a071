import { z } from "zod";

/** What a job is about, as far as its payload says. */
export interface JobSubject {
  readonly conversationId?: string;
  readonly subreddit?: string;
  readonly username?: string;
}

const text = z.string().exactOptional();

/** Of a payload that does not fit its job, as much as can be read. */
export function jobSubject(payload: unknown): JobSubject {
  return {
    ...z.object({ conversationId: text }).safeParse(payload).data,
    ...z.object({ subreddit: text }).safeParse(payload).data,
    ...z.object({ username: text }).safeParse(payload).data,
  };
}
