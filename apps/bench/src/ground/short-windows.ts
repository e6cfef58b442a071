import { setTimeout as wait } from "node:timers/promises";
import type { ControlClient } from "@appealmod/reddit-simulator/testing";

const windowMs = 600_000;

/** Windows of Reddit's limit, as the pretend Reddit counts them. */
export interface ShortWindows {
  /** Windows that have begun. */
  readonly begun: () => number;
  /** A date of the pretend Reddit's as it would be without the leaps. */
  readonly withoutLeaps: (date: number) => number;
  stop(): Promise<void>;
}

/**
 * Reddit grants so many requests in each ten minutes of the wall clock. To measure without
 * waiting for hours, the pretend Reddit's clock leaps over most of each window: the quota stays as
 * it is, and a window lasts as long as is said here.
 */
export async function openShortWindows(
  control: ControlClient,
  { quota, lastsMs }: { readonly quota: number; readonly lastsMs: number },
): Promise<ShortWindows> {
  const stopping = new AbortController();
  const leaps: { readonly from: number; readonly by: number }[] = [];
  /** Leaps to where a window has only so long to go. @returns when it ends, by this machine's clock */
  const leap = async (): Promise<number> => {
    const { now } = await control.health();
    const intoWindow = now % windowMs;
    const by = windowMs - lastsMs - intoWindow;
    const { now: leapt } = await control.advanceClock(by);
    leaps.push({ from: now, by });
    return Date.now() + windowMs - (leapt % windowMs);
  };
  let endsAt = await leap();
  await control.setRateLimit({ quota, past: "refuse" });
  const run = async () => {
    while (!stopping.signal.aborted) {
      // The bot gives a window a second more than Reddit tells: the leap is within it.
      await wait(endsAt - Date.now() + 20, undefined, { signal: stopping.signal }).catch(() => {});
      if (!stopping.signal.aborted) endsAt = await leap();
    }
  };
  const running = run();
  return {
    begun: () => leaps.length,
    withoutLeaps: (date) =>
      leaps.reduce((moved, { from, by }) => (date > from ? moved - by : moved), date),
    async stop() {
      stopping.abort();
      await running;
      await control.setRateLimit({ quota: null });
    },
  };
}
