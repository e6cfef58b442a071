import { setTimeout as wait } from "node:timers/promises";
import { openBenchGround } from "../ground/bench-ground.ts";
import { arriveAtOnce, awaitDone, countInvited } from "../ground/crowd.ts";
import type { Bench, Measurement } from "../measurement.ts";

/** Seconds between two passes of either runner; shorter than the default, to see many of them. */
const interval = 2;

/** Passes that are watched of each. */
const count = 6;

const floors = { recent: `${count} or ${count + 1}, one for each pass`, started: "0" } as const;

/** What a pass of each runner asks of Reddit while so many wait and nothing happens. */
export async function measurePasses(bench: Bench): Promise<readonly Measurement[]> {
  const stages = bench.isQuick ? [10, 100] : [10, 100, 1000, 10_000];
  const found = { recent: [] as string[], started: [] as string[] };
  const ground = await openBenchGround({
    APPEALMOD_RECENT_POLL_INTERVAL: `${interval}`,
    APPEALMOD_DIALOGUE_UPDATE_INTERVAL: `${interval}`,
  });
  try {
    for (const stage of stages) {
      const bot = await ground.startBot();
      await arriveAtOnce(ground, stage - (await countInvited(ground)));
      await awaitDone(ground, countInvited, stage);
      await bot.stop();
      for (const runner of ["recent", "started"] as const) {
        bench.say(`${runner}, ${stage} wait`);
        const running = await ground.startRunner(runner);
        // What is asked once at the start is over by then.
        await wait(2 * interval * 1000);
        await ground.control.resetRequests();
        await wait((count + 0.5) * interval * 1000);
        const { byEndpoint, total } = await ground.control.requests({ last: 0 });
        await running.stop();
        const each = Object.entries(byEndpoint).map(([endpoint, n]) => `${endpoint} ${n}`);
        found[runner].push(
          `with ${stage} waiting ${total}${total > 0 ? ` (${each.join(", ")})` : ""}`,
        );
      }
    }
  } finally {
    await ground.stop();
  }
  return (["recent", "started"] as const).map((runner) => ({
    what: `requests of ${runner} by itself in ${(count + 0.5) * interval} s, a pass every ${interval} s`,
    measured: found[runner].join("; "),
    floor: floors[runner],
  }));
}
