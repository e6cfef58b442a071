import type { Installation } from "../../installation.ts";
import { serviceFacts } from "./service-facts.ts";

/**
 * How an installation is, in numbers, as `createMetrics` takes them; times in seconds, 0 where nothing
 * waits. For a program's own metrics: it asks nobody's rights, and names neither people nor communities.
 *
 * @throws TooSlowError
 */
export async function serviceNumbers(installation: Installation, now: Date) {
  const { queue, workers, unsettled, communities, sinks } = await serviceFacts(installation, now);
  const { ready, scheduled, running, failing, givenUp } = queue;
  const secondsSince = (at: Date | null | undefined) =>
    at ? Math.max(0, (now.getTime() - at.getTime()) / 1000) : 0;
  return {
    jobs: { ready, scheduled, running, failing, givenUp },
    oldestJobSeconds: secondsSince(queue.oldest?.since),
    workers: workers.count,
    unsettledActions: unsettled.count,
    communitiesInTrouble: communities.filter(({ trouble }) => trouble !== null).length,
    sinks: sinks.map(({ name, waiting, waitingSince, failures }) => ({
      ...{ name, waiting, failures, lagSeconds: secondsSince(waitingSince) },
    })),
  };
}
