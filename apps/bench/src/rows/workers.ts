import { awaitUntil } from "@appealmod/testing-installation";
import { openBenchGround } from "../ground/bench-ground.ts";
import type { BotProcess } from "../ground/bot-process.ts";
import { arriveAtOnce, awaitDone, countInvited } from "../ground/crowd.ts";
import type { Bench, Measurement } from "../measurement.ts";

/** How fast a heap of new appeals is brought to wait, and what each costs bot and database. */
export async function measureWorkers(bench: Bench): Promise<readonly Measurement[]> {
  const count = bench.isQuick ? 200 : 2000;
  const measured: Measurement[] = [];
  for (const workers of [1, 2]) {
    const ground = await openBenchGround();
    try {
      const bots: BotProcess[] = [];
      for (let at = 0; at < workers; at += 1) bots.push(await ground.startBot());
      // The first ones pay for what is loaded and compiled once.
      const first = 100;
      await arriveAtOnce(ground, first);
      await awaitDone(ground, countInvited, first);
      bench.say(`${count} appeals, ${workers} ${workers === 1 ? "process" : "processes"}`);
      const cpu = () => bots.reduce((sum, bot) => sum + bot.cpuSeconds(), 0);
      const cpuBefore = cpu();
      const { transactions: before } = await usageOf(ground);
      await arriveAtOnce(ground, count);
      // The time until the next poll says nothing of the pace.
      await awaitUntil("the first of them", async () => (await countInvited(ground)) > first);
      const tookMs = await awaitDone(ground, countInvited, first + count);
      const spent = cpu() - cpuBefore;
      const transactions = (await usageOf(ground)).transactions - before;
      measured.push({
        what: `conversations a second, limit off, ${count} in one heap, ${workers} ${workers === 1 ? "process" : "processes"}`,
        measured: `${((count / tookMs) * 1000).toFixed(0)} a second, ${((spent / count) * 1000).toFixed(1)} ms CPU and ${(transactions / count).toFixed(0)} database transactions each`,
        floor: "Reddit itself takes 1.67 requests a second",
      });
    } finally {
      await ground.stop();
    }
  }
  return measured;
}

type Ground = Awaited<ReturnType<typeof openBenchGround>>;

async function usageOf({ database }: Ground): Promise<{ readonly transactions: number }> {
  const { rows } = await database.pool.query<{ n: number }>(
    `select xact_commit::int as n from pg_stat_database where datname = current_database()`,
  );
  return { transactions: rows[0]?.n ?? 0 };
}
