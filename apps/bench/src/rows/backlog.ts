import { setTimeout as wait } from "node:timers/promises";
import { type BenchGround, openBenchGround } from "../ground/bench-ground.ts";
import { arriveAtOnce, awaitDone, countInvited } from "../ground/crowd.ts";
import { openShortWindows } from "../ground/short-windows.ts";
import type { Bench, Measurement } from "../measurement.ts";

/** The bot's own default of `rate_limit_floor`. */
const reserve = 20;

/** What a conversation is moved on by. All else is overhead. */
const useful = [
  "bans.list",
  "modmail.reply",
  "modmail.archive",
  "modmail.unarchive",
  "modmail.read",
];

/** A heap of new appeals that needs more requests than Reddit grants in one window. */
export async function measureBacklog(bench: Bench): Promise<readonly Measurement[]> {
  const count = bench.isQuick ? 100 : 1000;
  const quota = bench.isQuick ? 150 : 1000;
  const lastsMs = bench.isQuick ? 20_000 : 90_000;
  const ground = await openBenchGround();
  try {
    await arriveAtOnce(ground, count);
    const windows = await openShortWindows(ground.control, { quota, lastsMs });
    await ground.control.resetRequests();
    const began = performance.now();
    const bot = await ground.startBot();
    const shares: string[] = [];
    const watching = watchWindows(ground, windows.begun, quota, (share) => {
      shares.push(share);
      bench.say(`window ${shares.length}: ${share}`);
    });
    await awaitDone(ground, countInvited, count);
    const tookMs = performance.now() - began;
    watching.abort();
    const { byEndpoint, total } = await ground.control.requests({ last: 0 });
    await bot.stop();
    await windows.stop();
    const writes = 2 * count;
    const listings = Math.ceil(count / 100);
    const least = writes + 2 * listings;
    const counts = Object.entries(byEndpoint).map(([endpoint, n]) => `${endpoint} ${n}`);
    return [
      {
        what: `backlog of ${count}, limit on (${quota} in a window of ${lastsMs / 1000} s): requests`,
        measured: `${total}: ${counts.join(", ")}`,
        floor: `${least}: two writes each, ${listings} pages of the listing, ${listings} of the list of bans`,
      },
      {
        what: "the same: share of a full window's quota that was useful work",
        measured: shares.join("; "),
        floor: `${(((quota - reserve) / quota) * 100).toFixed(0)} %: ${reserve} of ${quota} are never touched (rate_limit_floor)`,
      },
      {
        what: "the same: windows until the last was answered",
        measured: `${windows.begun()} (${(tookMs / 1000).toFixed(0)} s)`,
        floor: `${Math.ceil(least / (quota - reserve))}`,
      },
    ];
  } finally {
    await ground.stop();
  }
}

/** Tells, at the end of each window, what was done with its quota. */
function watchWindows(
  { control }: BenchGround,
  begun: () => number,
  quota: number,
  tell: (share: string) => void,
): AbortController {
  const stopping = new AbortController();
  const look = async () => {
    const { byEndpoint } = await control.requests({ last: 0 });
    return useful.reduce((sum, endpoint) => sum + (byEndpoint[endpoint] ?? 0), 0);
  };
  void (async () => {
    let window = begun();
    let before = 0;
    let latest = 0;
    while (!stopping.signal.aborted) {
      await wait(100);
      if (begun() !== window) {
        tell(`${(((latest - before) / quota) * 100).toFixed(1)} %`);
        before = latest;
        window = begun();
      }
      latest = await look().catch(() => latest);
    }
  })();
  return stopping;
}
