import { awaitUntil } from "@appealmod/testing-installation";
import { type BenchGround, openBenchGround, pollInterval } from "../ground/bench-ground.ts";
import {
  arriveAtOnce,
  arriveOver,
  awaitDone,
  type Crowd,
  countForwarded,
  countInvited,
  linkOf,
  sendForm,
} from "../ground/crowd.ts";
import type { Bench, Measurement } from "../measurement.ts";

/** Requests that are asked by the clock, whether anybody appeals or not. */
const byTheClock = ["modmail.list", "oauth.token"];

/** Requests for an appeal from its first message to the moderators, by endpoint. */
export async function measureRequests(bench: Bench): Promise<readonly Measurement[]> {
  const count = bench.isQuick ? 100 : 1000;
  const alone = bench.isQuick ? 5 : 40;
  const arrivals = [
    { count: alone, overMs: alone * 1200 * pollInterval, how: "each in a pass of its own" },
    { count, overMs: count * 60, how: `over ${(count * 60) / 1000} s` },
    { count, overMs: 0, how: "in one moment" },
  ];
  const measured: Measurement[] = [];
  for (const arrival of arrivals) {
    const ground = await openBenchGround();
    try {
      bench.say(`${arrival.count} appeals, ${arrival.how}`);
      const bot = await ground.startBot();
      await settleDown(ground);
      await ground.control.resetRequests();
      const crowd =
        arrival.overMs > 0
          ? await arriveOver(ground, arrival.count, arrival.overMs, bench.signal)
          : await arriveAtOnce(ground, arrival.count);
      await awaitDone(ground, countInvited, arrival.count);
      await sendForms(ground, crowd);
      await awaitDone(ground, countForwarded, arrival.count);
      const { byEndpoint } = await ground.control.requests({ last: 0 });
      await bot.stop();
      measured.push({
        what: `requests per appeal, ${arrival.count} appeals, ${arrival.how}`,
        measured: perAppeal(byEndpoint, arrival.count),
        floor: "6: one read, five writes",
      });
    } finally {
      await ground.stop();
    }
  }
  return measured;
}

async function sendForms(ground: BenchGround, { conversationIds }: Crowd): Promise<void> {
  for (const id of conversationIds) await sendForm(ground, await linkOf(ground, id));
}

/** The community's own description is fetched at the start, and once a day: that is no appeal's request. */
async function settleDown({ control }: BenchGround): Promise<void> {
  await awaitUntil("the community's description", async () => {
    const { byEndpoint } = await control.requests({ last: 0 });
    return (byEndpoint["moderators.list"] ?? 0) > 0;
  });
}

function perAppeal(byEndpoint: Readonly<Record<string, number>>, count: number): string {
  const own = Object.entries(byEndpoint).filter(([endpoint]) => !byTheClock.includes(endpoint));
  const total = own.reduce((sum, [, requests]) => sum + requests, 0);
  const each = own
    .toSorted(([, one], [, other]) => other - one)
    .map(([endpoint, requests]) => `${endpoint} ${(requests / count).toFixed(3)}`);
  const listings = byEndpoint["modmail.list"] ?? 0;
  return `${(total / count).toFixed(3)} (${each.join(", ")}), and ${listings} looks at the listing in all`;
}
