/**
 * The bot as it is, which besides its own work tells of numbered events at a steady pace:
 * for what happens to its records, and to its own pace, when there are very many.
 *
 *   flooded-bot.ts <recent|started|both> <from> <to> <events per second>
 *
 * One event in a hundred is a finished step, one in a thousand an alert, another an error.
 */
import { setTimeout as wait } from "node:timers/promises";
import { configFromEnvironment } from "@appealmod/config";
import type { BotEvent } from "@appealmod/core";
import { type Bot, composeBot } from "../../src/compose.ts";
import { runUntilStopped } from "../../src/run-until-stopped.ts";

const [runner = "both", from = "0", to = "0", perSecond = "500"] = process.argv.slice(2);
const tickMs = 20;

const bot = await composeBot(configFromEnvironment());
void pour(bot, Number(from), Number(to), Number(perSecond));
const runners = runner === "both" ? (["recent", "started"] as const) : [runner as "recent"];
await runUntilStopped(bot, runners).finally(() => bot.close());
process.exit();

async function pour({ ports }: Bot, first: number, end: number, rate: number): Promise<void> {
  const began = performance.now();
  for (let n = first; n < end; await wait(tickMs)) {
    const due = Math.min(end, first + ((performance.now() - began) / 1000) * rate);
    for (; n < due; n += 1) ports.events.record(numbered(n));
  }
}

function numbered(n: number): BotEvent {
  const place = {
    at: new Date(),
    runner: "recent",
    subreddit: `Flooded${n % 7}`,
    conversationId: `flood${n % 900}`,
    details: { n },
  } as const;
  if (n % 1000 === 550)
    return {
      ...place,
      event: "flood-alert",
      level: "warn",
      audience: "alert",
      message: `Event ${n}: something is in trouble.`,
    };
  if (n % 1000 === 770)
    return {
      ...place,
      event: "flood-error",
      level: "error",
      audience: "error",
      message: `Event ${n}: a job failed.`,
      error: new Error(`number ${n} went wrong`),
    };
  const isMilestone = n % 100 === 0;
  return {
    ...place,
    event: isMilestone ? "flood-milestone" : "flood-step",
    level: "info",
    audience: isMilestone ? "milestone" : "step",
    message: `Event ${n} of many.`,
  };
}
