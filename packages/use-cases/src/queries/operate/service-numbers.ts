import type { Installation } from "../../installation.ts";
import { serviceFacts } from "./service-facts.ts";

/** How an installation is, in numbers without names of people or communities; times in seconds. */
export interface ServiceNumbers {
  readonly jobs: Readonly<
    Record<"ready" | "scheduled" | "running" | "failing" | "givenUp", number>
  >;
  /** Since when the oldest job could run; 0 where none waits. */
  readonly oldestJobSeconds: number;
  readonly workers: number;
  readonly unsettledActions: number;
  readonly communitiesInTrouble: number;
  readonly sinks: readonly {
    readonly name: string;
    readonly waiting: number;
    readonly lagSeconds: number;
    readonly failures: number;
  }[];
}

/** For a program's own metrics: it asks nobody's rights, and names nobody. @throws TooSlowError */
export async function serviceNumbers(
  installation: Installation,
  now: Date,
): Promise<ServiceNumbers> {
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
