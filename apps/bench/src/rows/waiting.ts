import { setTimeout as wait } from "node:timers/promises";
import { awaitUntil } from "@appealmod/testing-installation";
import { type BenchGround, openBenchGround, pollInterval } from "../ground/bench-ground.ts";
import {
  arriveAtOnce,
  arriveOver,
  awaitDone,
  countForwarded,
  countInvited,
  linkOf,
  sendForm,
} from "../ground/crowd.ts";
import type { Bench, Measurement } from "../measurement.ts";
import { inSeconds, spreadOf } from "../percentiles.ts";

/**
 * One installation whose heap of waiting appeals grows, all of them invited by the bot
 * itself: how long people wait, and what the bot holds in memory.
 */
export async function measureWaiting(bench: Bench): Promise<readonly Measurement[]> {
  const stages = bench.isQuick ? [0, 10, 100] : [0, 100, 1000, 10_000];
  const timedAt = bench.isQuick ? [0, 100] : [0, 1000, 10_000];
  const samples = bench.isQuick ? 20 : 200;
  const invites: Measurement[] = [];
  const notes: Measurement[] = [];
  const memories: string[] = [];
  // `started` as often as `recent`: what it looks at is looked at beside people's work.
  const ground = await openBenchGround({
    APPEALMOD_DIALOGUE_UPDATE_INTERVAL: `${pollInterval}`,
  });
  try {
    const bot = await ground.startBot();
    for (const stage of stages) {
      const waiting = await growTo(ground, stage);
      bench.say(`${waiting} appeals wait`);
      const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(0);
      const { now, most } = bot.memory();
      memories.push(`${stage}: ${megabytes(now)} MB (most ${megabytes(most)})`);
      if (timedAt.includes(stage)) {
        const times = await measureTimes(ground, samples, bench);
        invites.push({
          what: `message → invite, ${stage} waiting, ${samples} samples, poll every ${pollInterval} s`,
          measured: inSeconds(spreadOf(times.invites)),
          floor: `half a poll interval in the median, ${pollInterval} s at worst`,
        });
        notes.push({
          what: `form submitted → note, ${stage} waiting, ${samples} samples`,
          measured: inSeconds(spreadOf(times.notes)),
          floor: "three answers of Reddit's",
        });
      }
    }
  } finally {
    await ground.stop();
  }
  return [
    ...invites,
    ...notes,
    {
      what: "memory of the bot after it brought so many to wait",
      measured: memories.join("; "),
      floor: "under 200 MB",
    },
  ];
}

/** Lets people arrive until so many wait; those whose form came in wait no more. */
async function growTo(ground: BenchGround, goal: number): Promise<number> {
  const invited = await countInvited(ground);
  const forwarded = await countForwarded(ground);
  const missing = goal - (invited - forwarded);
  if (missing > 0) {
    await arriveAtOnce(ground, missing);
    await awaitDone(ground, countInvited, invited + missing);
  }
  return (await countInvited(ground)) - (await countForwarded(ground));
}

/** Both in milliseconds. The pretend Reddit dates what happens in it with this machine's clock. */
async function measureTimes(
  ground: BenchGround,
  samples: number,
  bench: Bench,
): Promise<{ readonly invites: readonly number[]; readonly notes: readonly number[] }> {
  const { control } = ground;
  const invited = await countInvited(ground);
  const forwarded = await countForwarded(ground);
  // Slower than one in a poll's time, so that each meets it at another moment.
  const crowd = await arriveOver(ground, samples, samples * 310, bench.signal);
  await awaitDone(ground, countInvited, invited + samples);
  const invites: number[] = [];
  for (const id of crowd.conversationIds) {
    const { messages } = await control.conversation(id);
    const asked = messages.find(({ side }) => side === "user");
    const answered = messages.find(
      ({ side, date }) => side !== "user" && date > (asked?.date ?? 0),
    );
    invites.push((answered?.date ?? Number.NaN) - (asked?.date ?? 0));
  }
  const sentAt = new Map<string, number>();
  for (const id of crowd.conversationIds) {
    const link = await linkOf(ground, id);
    sentAt.set(id, Date.now());
    await sendForm(ground, link);
    await wait(60);
  }
  await awaitDone(ground, countForwarded, forwarded + samples);
  const notes: number[] = [];
  for (const [id, at] of sentAt) {
    const note = await awaitUntil("the note", async () =>
      (await control.conversation(id)).messages.find(({ isInternal }) => isInternal),
    );
    notes.push(note.date - at);
  }
  return { invites, notes };
}
