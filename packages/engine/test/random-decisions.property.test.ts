import { Snooze } from "@appealmod/core";
import { aDecision, cast } from "@appealmod/core/testing";
import fc from "fast-check";
import { expect, it } from "vitest";
import { processConversation } from "../src/index.ts";
import { aBannedRedditorWrites, openStage, ourWords, type Stage } from "./stage.ts";
import { type Fault, isExpected, LateRequests, unreliable } from "./unreliable-ports.ts";

type Event = "writes" | "lifted-by-hand" | "banned-again" | "decider-removed" | "taken-back";

interface Step {
  readonly events: readonly Event[];
  readonly faults: readonly Fault[];
  /** What happens in the middle of the run, right before one of its calls. */
  readonly amid: { readonly call: number; readonly event: Event } | null;
  readonly pauseMs: number;
}

const anEvent: fc.Arbitrary<Event> = fc.oneof(
  { weight: 2, arbitrary: fc.constant("writes") },
  { weight: 1, arbitrary: fc.constantFrom("lifted-by-hand", "banned-again") },
  { weight: 1, arbitrary: fc.constantFrom("decider-removed", "taken-back") },
);
const aStep: fc.Arbitrary<Step> = fc.record({
  events: fc.array(anEvent, { maxLength: 1 }),
  faults: fc.array(
    fc.record({
      call: fc.nat(22),
      kind: fc.constantFrom("crash", "lost", "late", "refused"),
      isAfterEffect: fc.boolean(),
    }),
    { maxLength: 2 },
  ),
  amid: fc.option(fc.record({ call: fc.nat(12), event: anEvent }), { nil: null, freq: 2 }),
  pauseMs: fc.constantFrom(0, 2_900, 5_000, 20_000, 31_000),
});
interface DecidedStory {
  readonly kind: "lift" | "keep" | "close";
  readonly hasForm: boolean;
  readonly draw: number;
  readonly steps: readonly Step[];
}

const aDecided: fc.Arbitrary<DecidedStory> = fc.record({
  kind: fc.constantFrom("lift" as const, "lift", "keep", "close"),
  hasForm: fc.boolean(),
  draw: fc.constantFrom(0, 0.9),
  steps: fc.array(aStep, { minLength: 1, maxLength: 6 }),
});

const id = "decision-1";
const stateOf = ({ store }: Stage) => store.moderatorDecisions.get(id)?.state;
const isBanned = async ({ reddit }: Stage) =>
  (await reddit.findBan(cast.subreddit, cast.appellant)) !== null;

async function settle(stage: Stage, late: LateRequests, conversationId: string): Promise<void> {
  await late.advance(120_000);
  for (let rounds = 1; rounds <= 20; rounds += 1) {
    const error = await stage.run(conversationId).then(
      () => null,
      (failure: unknown) => failure,
    );
    if (error === null) return;
    if (!(error instanceof Snooze)) throw error;
    await late.advance(5_000);
  }
  throw new Error("it never came to an end");
}

async function tell({ kind, hasForm, draw, steps }: DecidedStory) {
  const stage = openStage({ settings: { treatmentFraction: 0.8 }, draw });
  const { reddit, store, clock } = stage;
  const late = new LateRequests(stage);
  const conversationId = aBannedRedditorWrites(stage);
  await stage.run(conversationId);
  if (hasForm && draw === 0) {
    stage.submitForm();
    await stage.runUntilDone(conversationId);
  }
  const [appeal] = store.appeals.values();
  if (!appeal) throw new Error("no appeal was opened");
  clock.advance(60_000);
  const decidedAt = clock.now();
  const beginsAt = new Date(decidedAt.getTime() + 30_000);
  const reply = kind === "close" ? null : "We decided.";
  const decidedById = `t2_${Buffer.from(cast.moderator).toString("hex")}`;
  const about = { appealId: appeal.id, bannedAt: appeal.bannedAt, decidedAt, beginsAt };
  store.decide(aDecision({ id, kind, reply, decidedById, ...about }));
  const before = ourWords(stage, conversationId).length;
  const happened = new Map<Event, { isBegun: boolean; isUnclear: boolean }>();

  const happen = (event: Event, isAmidRun: boolean) => {
    if (happened.has(event) && event !== "writes") return;
    // In the middle of a run the bot may have looked at it before; what is taken back, it may not.
    const isBegun = stateOf(stage) !== "pending";
    happened.set(event, { isBegun, isUnclear: !isBegun && isAmidRun && event !== "taken-back" });
    if (event === "writes") reddit.redditorWrites({ conversationId });
    if (event === "lifted-by-hand") reddit.liftBan();
    if (event === "decider-removed") reddit.removeModerator();
    if (event === "taken-back") store.takeBack(id);
    if (event === "banned-again") {
      reddit.liftBan();
      clock.advance(2_000);
      reddit.ban({ note: "Rule 3" });
      clock.advance(1_000);
    }
  };

  for (const { events, faults, amid, pauseMs } of steps) {
    for (const event of events) {
      // Nothing is on its way any more: what is carried out late could meet any ban.
      await late.advance(5_000);
      happen(event, false);
    }
    // Between our last look at a ban and Reddit's lifting it there is nothing that anybody could do.
    const amidRun = (method: string) => {
      if (amid && method !== "unban" && !late.isAnyWaiting) happen(amid.event, true);
    };
    const happenings = amid ? [{ call: amid.call, happen: amidRun }] : [];
    const ports = unreliable(stage.ports, { faults, happenings }, late);
    const subject = { conversationId, subreddit: cast.subreddit };
    await processConversation(ports, subject).catch((error: unknown) => {
      if (!isExpected(error)) throw error;
    });
    await late.advance(pauseMs);
  }
  await settle(stage, late, conversationId);
  return {
    stage,
    conversationId,
    happened,
    kind,
    said: ourWords(stage, conversationId).slice(before),
  };
}

it("carries a decision out once or not at all, and lifts no other ban", async () => {
  await fc.assert(
    fc.asyncProperty(aDecided, async (story) => {
      const { stage, conversationId, happened, kind, said } = await tell(story);
      const replies = said.filter((words) => words === "We decided.");
      const notes = said.filter((words) => /^\[u\/trail_warden (decided|closed)/.test(words));
      expect(replies.length).toBeLessThanOrEqual(1);
      expect(notes.length).toBeLessThanOrEqual(1);
      expect(await stage.store.openClaims(conversationId)).toEqual([]);
      expect(["done", "refused", "taken-back"]).toContain(stateOf(stage));

      const again = happened.get("banned-again");
      const byHand = happened.get("lifted-by-hand");
      const order = [...happened.keys()];
      const isLiftedAfter = order.indexOf("lifted-by-hand") > order.indexOf("banned-again");
      // A ban that came after the decision was done belongs to nobody's decision.
      if (again) expect(await isBanned(stage)).toBe(!(byHand && isLiftedAfter));
      const overtaken = [...happened].filter(([event]) => event !== "writes");
      if (overtaken.some(([, { isUnclear }]) => isUnclear)) return;
      if (overtaken.some(([, { isBegun }]) => !isBegun)) {
        expect([replies, notes]).toEqual([[], []]);
        return;
      }
      if (overtaken.some(([event]) => event === "banned-again" || event === "lifted-by-hand"))
        return;
      expect(stateOf(stage)).toBe("done");
      expect(notes).toHaveLength(1);
      expect(replies).toHaveLength(kind === "close" ? 0 : 1);
      expect(await isBanned(stage)).toBe(kind !== "lift");
      const [appeal] = stage.store.appeals.values();
      expect(appeal?.outcome).toBe(kind === "lift" ? "granted" : "denied");
      expect(appeal?.grantedBy).toBe(kind === "lift" ? cast.moderator : null);
      stage.reddit.forgetCalls();
      await stage.run(conversationId);
      expect(stage.reddit.calls("unban")).toBe(0);
    }),
    { numRuns: 800 },
  );
}, 120_000);
