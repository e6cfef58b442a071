import { definitionOf, type JobName, type JobPayload } from "./job-definitions.ts";
import { jobSubject } from "./job-subject.ts";

/**
 * Names of communities, in any case, whose jobs stay in the queue for now, each in its place.
 * Asked before each job that is taken up.
 */
export type PausedCommunities = () => readonly string[];

/** What marks all jobs that need Reddit for a community's sake: workers skip those of a paused one. */
export function communityFlag(subreddit: string): string {
  return `r/${subreddit.toLowerCase()}`;
}

/**
 * The flags that a job with this payload carries. Whom it is about is among them, as the library's
 * public view of its jobs shows flags and no payloads.
 */
export function flagsOf<Name extends JobName>(
  name: Name,
  payload: JobPayload<Name>,
): readonly string[] {
  const needsReddit = definitionOf(name).needsReddit(payload);
  const { subreddit, username } = jobSubject(payload);
  return [
    ...(needsReddit === null ? [] : [communityFlag(needsReddit)]),
    ...(subreddit === undefined ? [] : [`community=${subreddit}`]),
    ...(username === undefined ? [] : [`redditor=${username}`]),
  ];
}

/** SQL for whom a row of the view `graphile_worker.jobs` is about; null where it is about nobody. */
export function subjectInFlags(kind: "community" | "redditor"): string {
  return `(select substr(flag, ${kind.length + 2}) from jsonb_object_keys(jobs.flags) as flag
    where starts_with(flag, '${kind}=') limit 1)`;
}
