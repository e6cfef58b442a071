import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Appeal, actionKey, isRedditAction } from "../src/index.ts";
import { type ConversationId, type Effect, Story, type StoryEvent } from "./story-machine.ts";

const both: readonly ConversationId[] = ["c1", "c2"];
const where = fc.constantFrom(...both);
const event = (...kinds: StoryEvent["kind"][]): fc.Arbitrary<StoryEvent> =>
  fc.oneof(
    ...kinds.map((kind): fc.Arbitrary<StoryEvent> => {
      switch (kind) {
        case "write":
        case "private-note":
        case "human-answer":
          return where.map((id) => ({ kind, in: id }));
        case "wait":
          return fc.integer({ min: 1, max: 40 * 24 * 60 }).map((minutes) => ({ kind, minutes }));
        case "look":
          return fc.record({
            kind: fc.constant(kind),
            in: where,
            cutOffAfter: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.constant(99)),
          });
        default:
          return fc.constant({ kind });
      }
    }),
  );

const settings = fc.record({
  noteParts: fc.integer({ min: 1, max: 3 }),
  draw: fc.constantFrom(0, 0, 0.9),
  reminderCap: fc.integer({ min: 0, max: 2 }),
});
const anyLife = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: event("look") },
    { weight: 4, arbitrary: event("write", "submit-form") },
    {
      weight: 1,
      arbitrary: event("private-note", "human-answer", "wait", "put-away"),
    },
    { weight: 1, arbitrary: event("unban", "ban") },
  ),
  { minLength: 5, maxLength: 40 },
);
const runs = { numRuns: 800 };

async function lived(
  events: readonly StoryEvent[],
  how: ConstructorParameters<typeof Story>[0],
): Promise<Story> {
  const story = new Story(how);
  await story.happen({ kind: "write", in: "c1" });
  for (const one of events) await story.happen(one);
  return story;
}

const scopedKey = ({ appealId, conversationId, action }: Effect) =>
  `${isRedditAction(action) && action.scope === "appeal" ? appealId : conversationId} ${action.key}`;

describe("in any life, with a bot that is cut off anywhere", () => {
  it("no effect happens twice, and no decision names one twice", async () => {
    await fc.assert(
      fc.asyncProperty(anyLife, settings, async (events, how) => {
        const story = await lived(events, how);
        const keys = story.effects.map(scopedKey);
        expect(new Set(keys).size).toBe(keys.length);
        for (const { actions } of story.decisions)
          expect(new Set(actions.map(({ key }) => key)).size).toBe(actions.length);
      }),
      runs,
    );
  });

  it("control is left in peace", async () => {
    await fc.assert(
      fc.asyncProperty(anyLife, settings, async (events, how) => {
        const story = await lived(events, { ...how, draw: 0.9 });
        expect(story.effects).toEqual([]);
      }),
      runs,
    );
  });

  it("nothing public is said and nothing moved once a person has answered there", async () => {
    await fc.assert(
      fc.asyncProperty(anyLife, settings, async (events, how) => {
        const story = await lived(events, how);
        for (const { action, hadHumanAnswer } of story.effects)
          if (hadHumanAnswer) expect(action).toMatchObject({ kind: "note", note: "answers" });
      }),
      runs,
    );
  });

  it("once everything is done and nothing is new, there is nothing to do on Reddit", async () => {
    await fc.assert(
      fc.asyncProperty(anyLife, settings, async (events, how) => {
        const story = await lived(events, how);
        for (const id of [...both, ...both]) await story.look(id);
        for (const id of both) {
          const { actions } = await story.ponder(id);
          expect(actions.filter(isRedditAction)).toEqual([]);
        }
      }),
      runs,
    );
  });

  it("one whole look leaves nothing for a second one", async () => {
    await fc.assert(
      fc.asyncProperty(anyLife, settings, where, async (events, how, id) => {
        const story = await lived(events, how);
        // What another run left open in the other conversation would stop this one.
        for (const other of both) await story.look(other, 0);
        await story.look(id);
        expect((await story.ponder(id)).actions).toEqual([]);
      }),
      runs,
    );
  });

  it("the log of what was done leads to the same appeals", async () => {
    await fc.assert(
      fc.asyncProperty(anyLife, settings, async (events, how) => {
        const story = await lived(events, how);
        for (const [id, appeal] of story.store.appeals) expect(story.replayed(id)).toEqual(appeal);
      }),
      runs,
    );
  });

  it("one appeal at most is open, the group stays, and a ban is contested anew only after an appeal without its form", async () => {
    await fc.assert(
      fc.asyncProperty(anyLife, settings, async (events, how) => {
        const story = await lived(events, how);
        const appeals = [...story.store.appeals.values()];
        expect(appeals.filter(({ state }) => state !== "closed").length).toBeLessThanOrEqual(1);
        const lapsed = ({ state, outcome, form }: Appeal) =>
          state === "closed" && outcome === "none" && form === null;
        const contested = appeals
          .filter((one) => !lapsed(one))
          .map(({ bannedAt }) => bannedAt?.getTime());
        expect(new Set(contested).size).toBe(contested.length);
        expect(new Set(appeals.map(({ group }) => group)).size).toBeLessThanOrEqual(1);
      }),
      runs,
    );
  });
});

describe("an eligible appeal whose form is submitted", () => {
  const undisturbed = fc.array(
    fc.oneof(
      { weight: 3, arbitrary: event("look") },
      { weight: 2, arbitrary: event("write", "private-note") },
    ),
    { maxLength: 25 },
  );

  it("reaches people: one invite, one final, each part of the note once", async () => {
    await fc.assert(
      fc.asyncProperty(
        undisturbed,
        undisturbed,
        settings,
        fc.integer({ min: 1, max: 90 * 24 * 60 }),
        async (before, after, how, minutesAway) => {
          const story = new Story({ ...how, draw: 0 });
          await story.happen({ kind: "write", in: "c1" });
          await story.look("c1", 5);
          for (const one of before) await story.happen(one);
          await story.look("c1");
          await story.happen({ kind: "submit-form" });
          for (const one of after) await story.happen(one);
          // However long the bot was away, a form that is in is forwarded.
          await story.happen({ kind: "wait", minutes: minutesAway });
          for (const id of both) await story.look(id);

          const keys = story.effects.map(({ action }) => action.key);
          const times = (key: string) => keys.filter((candidate) => candidate === key).length;
          expect([times(actionKey.invite), times(actionKey.final)]).toEqual([1, 1]);
          for (let part = 1; part <= how.noteParts; part += 1)
            expect(times(actionKey.answers(part))).toBe(1);
          expect(times(actionKey.answers(how.noteParts + 1))).toBe(0);
          expect(times(actionKey.unarchive)).toBe(1);
          // One in each other conversation may be begun and not settled: the cap cannot know of it.
          const reminders = keys.filter((key) => key.startsWith("reminder:"));
          expect(reminders.length).toBeLessThanOrEqual(how.reminderCap + both.length - 1);
          const [appeal, ...others] = story.store.appeals.values();
          expect(others).toEqual([]);
          expect(appeal?.form).not.toBeNull();
          expect(
            story.effects.findIndex(({ action }) => action.key === actionKey.unarchive),
          ).toBeGreaterThan(
            story.effects.findIndex(
              ({ action }) => action.key === actionKey.answers(how.noteParts),
            ),
          );
        },
      ),
      runs,
    );
  });
});
