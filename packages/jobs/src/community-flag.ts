import { definitionOf, type JobName, type JobPayload } from "./job-definitions.ts";

/**
 * Names of communities, in any case, whose jobs are left in the queue for now, each in its
 * place. Asked before each job that is taken up.
 */
export type HeldBack = () => readonly string[];

/** What marks all jobs about a community in the queue: those of one that is held back are skipped. */
export function communityFlag(subreddit: string): string {
  return `r/${subreddit.toLowerCase()}`;
}

/** The flags that a job with this payload carries. */
export function flagsOf<Name extends JobName>(
  name: Name,
  payload: JobPayload<Name>,
): readonly string[] {
  const subreddit = definitionOf(name).needsReddit(payload);
  return subreddit === null ? [] : [communityFlag(subreddit)];
}
