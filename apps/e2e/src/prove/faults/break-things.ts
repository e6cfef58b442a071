import { setTimeout as wait } from "node:timers/promises";
import { cast, type ProvingGround } from "../ground/proving-ground.ts";
import type { ClockShift, FaultWindow } from "../stories/evidence.ts";
import { communities } from "../stories/story.ts";
import type { FaultKind, PlannedFault } from "./fault-plan.ts";

/** What was broken in a run, for the oracle and for the report. */
export interface Broken {
  readonly shifts: ClockShift[];
  readonly windows: FaultWindow[];
  readonly counts: Map<FaultKind, number>;
  /** Answers of Reddit that a fault has struck. */
  struck: number;
  /** What was tried and could not be done, if anything. */
  readonly troubles: string[];
}

/** How long the traces of a fault last after it was mended, in milliseconds. */
const afterwardsMs = 20_000;

/** Breaks things as planned; resolves when all is mended again. */
export async function breakThings(
  ground: ProvingGround,
  plan: readonly PlannedFault[],
  signal: AbortSignal,
): Promise<Broken> {
  const broken: Broken = { shifts: [], windows: [], counts: new Map(), struck: 0, troubles: [] };
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
      broken.counts.set(fault.kind, (broken.counts.get(fault.kind) ?? 0) + 1);
    } catch (error) {
      broken.troubles.push(`${fault.kind}: ${error instanceof Error ? error.message : error}`);
    }
    broken.windows.push({ from, to: Date.now() + afterwardsMs });
  });
  await Promise.all(carriedOut);
  await ground.control.clearFaults();
  for (const { name } of communities) await permit(ground, name);
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
      const { newest } = await control.health();
      const { offsetMs } = await control.advanceClock(fault.shiftMs);
      broken.shifts.push({ date: newest, offsetMs });
      return;
    }
    case "revoke-token":
      await control.revokeTokens({ accessOnly: true });
      return;
    case "no-permission": {
      const { name } = communities[fault.whom % communities.length] ?? communities[0];
      if (fault.whom % 2 === 0) await control.removeModerator({ subreddit: name, name: cast.bot });
      else
        await control.setModerator({
          subreddit: name,
          name: cast.bot,
          permissions: fault.whom % 3 === 0 ? ["mail"] : ["access"],
        });
      await wait(fault.forMs);
      await permit(ground, name);
      return;
    }
    default: {
      if (!fault.answer) return;
      const { id } = await control.addFault(fault.answer);
      await wait(fault.forMs);
      const left = (await control.faults()).find((one) => one.id === id);
      broken.struck += left ? left.struck : (fault.answer.times ?? 0);
      await control.clearFaults(id);
    }
  }
}

async function permit({ control }: ProvingGround, subreddit: string): Promise<void> {
  await control.setModerator({ subreddit, name: cast.bot, permissions: ["all"] });
}
