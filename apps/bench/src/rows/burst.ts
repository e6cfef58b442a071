import { openBenchGround } from "../ground/bench-ground.ts";
import { arriveOver, awaitDone, countInvited } from "../ground/crowd.ts";
import { openShortWindows } from "../ground/short-windows.ts";
import type { Bench, Measurement } from "../measurement.ts";
import { inSeconds, spreadOf } from "../percentiles.ts";

/** More appeals within a minute than one window has requests for. */
export async function measureBurst(bench: Bench): Promise<readonly Measurement[]> {
  const count = bench.isQuick ? 50 : 500;
  const quota = bench.isQuick ? 80 : 800;
  const lastsMs = bench.isQuick ? 20_000 : 90_000;
  const arriveMs = bench.isQuick ? 6_000 : 60_000;
  const ground = await openBenchGround();
  try {
    const bot = await ground.startBot();
    const windows = await openShortWindows(ground.control, { quota, lastsMs });
    bench.say(`${count} appeals in ${arriveMs / 1000} s`);
    const crowd = await arriveOver(ground, count, arriveMs, bench.signal);
    await awaitDone(ground, countInvited, count);
    const told = bot.log().match(/^.*queue-(?:long|short).*$/gm) ?? [];
    await bot.stop();
    await windows.stop();
    const times = [];
    for (const id of crowd.conversationIds) {
      const { messages } = await ground.control.conversation(id);
      const asked = messages.find(({ side }) => side === "user")?.date ?? Number.NaN;
      const answers = messages.filter(({ side, date }) => side !== "user" && date > asked);
      const answered = answers[0]?.date ?? Number.NaN;
      const waitedMs = windows.withoutLeaps(answered) - windows.withoutLeaps(asked);
      times.push({ asked, answered, waitedMs, answers: answers.length });
    }
    const windowsUsed = windows.begun();
    return [
      {
        what: `burst of ${count} in ${arriveMs / 1000} s, limit on (${quota} in a window of ${lastsMs / 1000} s): answered once`,
        measured: `${times.filter(({ answers }) => answers === 1).length} of ${count}, in ${windowsUsed} windows`,
        floor: `${count}`,
      },
      {
        what: "the same: how far anybody was overtaken",
        measured: overtaken(times),
        floor: "0, or 3 where four are worked on at once",
      },
      {
        what: "the same: message → invite",
        measured: inSeconds(spreadOf(times.map(({ waitedMs }) => waitedMs))),
        floor: "",
      },
      {
        what: "the same: what the operator was told of the queue",
        measured: told.map(messageOf).join(" ⏎ ") || "nothing",
        floor: "its length",
      },
    ];
  } finally {
    await ground.stop();
  }
}

/** Places by which each was answered later than it came, most of all, and how many at all. */
function overtaken(times: readonly { asked: number; answered: number }[]): string {
  const byAnswer = times.toSorted((one, other) => one.answered - other.answered);
  const place = new Map(byAnswer.map((one, at) => [one, at]));
  const behind = times
    .toSorted((one, other) => one.asked - other.asked)
    .map((one, at) => Math.max(0, (place.get(one) ?? 0) - at));
  const spread = spreadOf(behind);
  return `by ${spread.median} places in the median, by ${spread.worst} at worst`;
}

function messageOf(line: string): string {
  const [json] = /\{.*\}/.exec(line) ?? [];
  if (!json) return line;
  return (JSON.parse(json) as { message?: string }).message ?? line;
}
