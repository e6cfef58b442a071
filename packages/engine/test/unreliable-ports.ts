import { RedditError } from "@appealmod/core";
import type { EnginePorts } from "../src/index.ts";
import { answerLost, redditFails, type Stage } from "./stage.ts";

/**
 * What goes wrong with one call of a run.
 * - `crash`: the process is killed; no call of this run comes back any more.
 * - `lost`: the answer of Reddit is lost, or the database's connection breaks.
 * - `late`: nobody answers, and Reddit carries the request out a while later.
 * - `refused`: Reddit certainly did nothing, or the database did not.
 */
export interface Fault {
  /** Counted from the first call of the run to Reddit or to the store. */
  readonly call: number;
  readonly kind: "crash" | "lost" | "late" | "refused";
  readonly isAfterEffect: boolean;
}

/** Something in the world that comes before a call of a run takes effect. */
export interface Happening {
  readonly call: number;
  /** @param method that is called */
  readonly happen: (method: string) => void;
}

/** How long Reddit sits on a request that it carries out late: less than the grace period. */
const latenessMs = 3_000;

/** Requests that nobody heard of any more, and that Reddit will carry out all the same. */
export class LateRequests {
  readonly #stage: Pick<Stage, "clock">;
  readonly #waiting: { readonly due: number; readonly carryOut: () => Promise<unknown> }[] = [];

  constructor(stage: Pick<Stage, "clock">) {
    this.#stage = stage;
  }

  get isAnyWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  add(carryOut: () => Promise<unknown>): void {
    this.#waiting.push({ due: this.#stage.clock.now().getTime() + latenessMs, carryOut });
  }

  /** Lets time pass, and every late request happen at its moment. */
  async advance(ms: number): Promise<void> {
    const until = this.#stage.clock.now().getTime() + ms;
    for (;;) {
      const next = this.#waiting[0];
      if (next === undefined || next.due > until) break;
      this.#waiting.shift();
      this.#stage.clock.advance(Math.max(0, next.due - this.#stage.clock.now().getTime()));
      await next.carryOut().catch(() => {});
    }
    this.#stage.clock.advance(until - this.#stage.clock.now().getTime());
  }
}

const killed = new Error("the process was killed");
const writes = new Set(["sendMessage", "leaveNote", "archive", "unarchive", "unban"]);

/** The ports of one run, of which some calls go wrong as planned. */
export function unreliable(
  ports: EnginePorts,
  plan: { readonly faults: readonly Fault[]; readonly happenings: readonly Happening[] },
  late: LateRequests,
): EnginePorts {
  let calls = 0;
  let isDead = false;

  const wrap = <Port extends object>(port: Port, isReddit: boolean): Port =>
    new Proxy(port, {
      get(target, key) {
        const member: unknown = Reflect.get(target, key, target);
        if (typeof member !== "function") return member;
        return async (...given: unknown[]) => {
          if (isDead) throw killed;
          const call = calls;
          calls += 1;
          for (const happening of plan.happenings)
            if (happening.call === call) happening.happen(String(key));
          const fault = plan.faults.find((candidate) => candidate.call === call);
          const perform = () => Promise.resolve(member.apply(target, given));
          return fault ? fail(fault, perform, isReddit && writes.has(String(key))) : perform();
        };
      },
    });

  async function fail(
    fault: Fault,
    perform: () => Promise<unknown>,
    isWrite: boolean,
  ): Promise<unknown> {
    if (fault.kind === "late" && isWrite) {
      late.add(perform);
      throw answerLost();
    }
    if (fault.isAfterEffect && fault.kind !== "refused") await perform();
    if (fault.kind === "crash") {
      isDead = true;
      throw killed;
    }
    if (!isWrite) throw new Error("the connection broke");
    throw fault.kind === "refused" ? redditFails("rate-limited") : answerLost();
  }

  return { ...ports, reddit: wrap(ports.reddit, true), store: wrap(ports.store, false) };
}

/** Whether an error is one that a run may end with when something went wrong around it. */
export function isExpected(error: unknown): boolean {
  if (error === killed || error instanceof RedditError) return true;
  return (
    error instanceof Error && (error.name === "Snooze" || error.message === "the connection broke")
  );
}
