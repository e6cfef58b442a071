import { setTimeout as wait } from "node:timers/promises";
import { assignAccount, isConnectionFailure } from "@appealmod/db";
import type { FaultInput } from "@appealmod/reddit-simulator/testing";
import { awaitUntil } from "@appealmod/testing-installation";
import type { ProvingGround } from "../ground/proving-ground.ts";
import type { ClockShift, FaultWindow } from "../stories/evidence.ts";
import { communities } from "../stories/story.ts";
import type { AnswerFault } from "./answer-fault.ts";
import type { FaultKind, PlannedFault } from "./fault-plan.ts";

/** How often a fault was made, told apart by kind and label. */
export interface MadeFault {
  readonly kind: FaultKind;
  readonly label: string;
  times: number;
}

/** What was broken in a run, for the oracle and for the report. */
export interface Broken {
  readonly shifts: ClockShift[];
  readonly windows: FaultWindow[];
  readonly made: MadeFault[];
  /** What was tried and could not be done, if anything. */
  readonly troubles: string[];
}

/**
 * How long the traces of a fault last after it was mended, in milliseconds. A request that hangs
 * does so for half a minute before it is given up, however soon later ones are answered.
 */
const afterwardsMs = { hang: 45_000, other: 20_000 };

/** How long a fault that must strike waits for its own endpoint, and then for any, in milliseconds. */
const strikesWithinMs = { own: 12_000, any: 5_000 };
const betweenLooksMs = 200;

/** Breaks things as planned; resolves when all is mended again. */
export async function breakThings(
  ground: ProvingGround,
  plan: readonly PlannedFault[],
  signal: AbortSignal,
): Promise<Broken> {
  const broken: Broken = { shifts: [], windows: [], made: [], troubles: [] };
  const began = Date.now();
  // One at a time: a second look at a clock or at Postgres in the middle of the first means nothing.
  let turn: Promise<void> = Promise.resolve();
  const carriedOut = plan.map(async (fault) => {
    await wait(Math.max(0, fault.atMs - (Date.now() - began)), undefined, { signal }).catch(
      () => {},
    );
    if (signal.aborted) return;
    const from = Date.now();
    try {
      if (isAlone(fault)) {
        turn = turn.then(() => carryOut(ground, fault, broken));
        await turn;
      } else await carryOut(ground, fault, broken);
      count(broken.made, fault);
    } catch (error) {
      broken.troubles.push(`${fault.kind}: ${error instanceof Error ? error.message : error}`);
    }
    const traceMs = afterwardsMs[fault.kind === "hang" ? "hang" : "other"];
    const isForbidding = fault.kind === "no-permission" || fault.label.includes("403");
    broken.windows.push({ from, to: Date.now() + traceMs, isForbidding });
  });
  await Promise.all(carriedOut);
  await ground.control.clearFaults();
  for (const [subreddit, name] of ground.servedBy)
    await ground.control.setModerator({ subreddit, name, permissions: ["all"] });
  return broken;
}

function isAlone({ kind }: PlannedFault): boolean {
  return kind === "kill-postgres" || kind === "clock";
}

async function carryOut(ground: ProvingGround, fault: PlannedFault, broken: Broken): Promise<void> {
  const { control, bots, postgres } = ground;
  switch (fault.kind) {
    case "kill-bot":
      return bots.kill(fault.whom, fault.forMs);
    case "second-bot":
      return bots.runAnother(fault.forMs);
    case "kill-postgres":
      return postgres.kill(fault.forMs);
    case "clock": {
      const { newest, offsetMs } = await control.advanceClock(fault.shiftMs);
      broken.shifts.push({ date: newest, offsetMs });
      return;
    }
    case "revoke-token":
      await control.revokeTokens({ accessOnly: true });
      return;
    case "no-permission": {
      const { name } = communities[fault.whom % communities.length] ?? communities[0];
      const bot = { subreddit: name, name: ground.servedBy.get(name) ?? "" };
      if (fault.permissions === null) await control.removeModerator(bot);
      else await control.setModerator({ ...bot, permissions: [...fault.permissions] });
      await wait(fault.forMs);
      await control.setModerator({ ...bot, permissions: ["all"] });
      return;
    }
    case "log-lag":
      await control.setModerationLog({ lagMs: fault.log?.lagMs ?? 0 });
      await wait(fault.forMs);
      await control.setModerationLog({ lagMs: 0 });
      return;
    case "log-gap":
      await control.setModerationLog({ forget: fault.log?.forget ?? 0 });
      return;
    case "log-refused": {
      const refused = { kind: "status", status: 403, endpoint: "moderation_log.list" } as const;
      const { id } = await control.addFault({ ...refused, label: "log refused" });
      await wait(fault.forMs);
      await control.clearFaults(id);
      return;
    }
    case "move-community": {
      const { name } = communities[fault.whom % communities.length] ?? communities[0];
      const others = ground.accounts.filter(
        (account) => account.name !== ground.servedBy.get(name),
      );
      const next = others[fault.whom % others.length];
      if (!next) return;
      await control.setModerator({ subreddit: name, name: next.name, permissions: ["all"] });
      ground.servedBy.set(name, next.name);
      await whileAway(async () => {
        await assignAccount(ground.database, name, next.name);
      });
      return;
    }
    default:
      if (fault.answer) await strike(ground, fault.answer, fault.forMs);
  }
}

async function strike(
  { control }: ProvingGround,
  { input, mustStrike }: AnswerFault,
  forMs: number,
): Promise<void> {
  const armed = async (fault: FaultInput, timeoutMs: number): Promise<boolean> => {
    const { id } = await control.addFault(fault);
    await wait(Math.min(forMs, timeoutMs));
    const hasStruck = async () => {
      const left = (await control.faults()).find((one) => one.id === id);
      return left === undefined || left.struck > 0;
    };
    let isDone = await hasStruck();
    for (const until = Date.now() + timeoutMs; mustStrike && !isDone && Date.now() < until; ) {
      await wait(betweenLooksMs);
      isDone = await hasStruck();
    }
    await control.clearFaults(id);
    return isDone;
  };
  if ((await armed(input, strikesWithinMs.own)) || !mustStrike) return;
  const { endpoint: _, ...anywhere } = input;
  await armed(anywhere, strikesWithinMs.any);
}

function count(made: MadeFault[], { kind, label }: PlannedFault): void {
  const known = made.find((one) => one.kind === kind && one.label === label);
  if (known) known.times += 1;
  else made.push({ kind, label, times: 1 });
}

/** The database may be killed at the same time: whoever assigns tries again. */
async function whileAway(work: () => Promise<void>): Promise<void> {
  await awaitUntil(
    "the database to take an assignment",
    async () => {
      try {
        await work();
        return true;
      } catch (error) {
        if (!isConnectionFailure(error)) throw error;
        return null;
      }
    },
    60_000,
    200,
  );
}
