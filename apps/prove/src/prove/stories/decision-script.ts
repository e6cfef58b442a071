import type { Random } from "../random.ts";
import { begin, form, moreWords, pause, reasonedBan } from "./script-parts.ts";
import type { Step } from "./story.ts";

/** A decision can be taken back for so long, before the bot begins. */
const takeBackMs = 30_000;

const awaitDecision: Step = { do: "await-decision" };
const unban: Step = { do: "unban" };

/** Any time until the bot begins, or the very moment when it does. */
function before(random: Random): Step {
  return pause(random, takeBackMs - 8_000);
}

function aroundTheBegin(random: Random): Step {
  return { do: "pause", ms: takeBackMs - 1_500 + random.between(0, 5_000) };
}

function decide(random: Random): Step {
  const kind = random.weighted<"lift" | "keep" | "close">([
    [5, "lift"],
    [3, "keep"],
    [1, "close"],
  ]);
  return { do: "decide", kind };
}

/** A moderator decides on the site, and something happens before the bot has carried it out. */
export function decisionScript(random: Random): Step[] {
  const appealed = [
    ...begin(random),
    ...(random.chance(0.7) ? [{ do: "await-invite" } as const] : []),
    ...(random.chance(0.6) ? [...form(random), { do: "await-note" } as const] : []),
  ];
  const lift: Step = { do: "decide", kind: "lift" };
  const moment = random.chance(0.5) ? before(random) : aroundTheBegin(random);
  const banAgain = [unban, pause(random, 1_000), reasonedBan(random)];
  const rest = random.weighted<() => Step[]>([
    [5, () => [decide(random), awaitDecision, ...moreWords(random, 1)]],
    [2, () => [decide(random), before(random), { do: "take-back" }, pause(random)]],
    [3, () => [lift, moment, unban, awaitDecision]],
    [3, () => [decide(random), moment, ...banAgain, awaitDecision]],
    [3, () => [decide(random), moment, { do: "remove-decider" }, awaitDecision]],
    [1, () => [{ do: "refuse-replies" }, decide(random), awaitDecision]],
    [1, () => [decide(random), before(random), { do: "write", conversation: 0 }, awaitDecision]],
    [1, () => [decide(random), moment, { do: "delete-account" }]],
  ])();
  return [...appealed, ...rest];
}
