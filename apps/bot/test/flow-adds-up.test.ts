import { Snooze } from "@appealmod/core";
import {
  ManualClock,
  MemoryCommunities,
  MemoryReddit,
  RecordingEventLog,
  someAnswers,
} from "@appealmod/core/testing";
import { createAppealStore, createBanRegister } from "@appealmod/db";
import { createMigratedDatabase, type MigratedDatabase } from "@appealmod/db/testing";
import {
  createBanLookup,
  createFormLinks,
  createModerationLogFollower,
  processConversation,
} from "@appealmod/engine";
import { migrateJobs } from "@appealmod/jobs";
import { submitForm } from "@appealmod/use-cases";
import { type ExperimentResults, experimentResults } from "@appealmod/use-cases/research";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";

const subreddits = ["PineLakeHikers", "BirdBath"] as const;
const researcher = { kind: "researcher", username: "field_notes" } as const;

/** What one person does, and what is done to them, in this order. */
interface Life {
  readonly subreddit: number;
  readonly ban: "permanent" | "temporary" | "none";
  readonly draw: number;
  readonly acts: readonly ("writes" | "sends" | "answered" | "unbanned" | "month" | "deleted")[];
}

const life: fc.Arbitrary<Life> = fc.record({
  subreddit: fc.nat(1),
  ban: fc.oneof(
    { weight: 5, arbitrary: fc.constant("permanent" as const) },
    { weight: 1, arbitrary: fc.constantFrom("temporary" as const, "none" as const) },
  ),
  draw: fc.double({ min: 0, max: 0.999, noNaN: true }),
  acts: fc.array(
    fc.constantFrom(
      ...(["writes", "writes", "sends", "answered", "unbanned", "month", "deleted"] as const),
    ),
    { maxLength: 4 },
  ),
});
/** Lives in the order in which they begin, under a fraction that changes. */
const story = fc.array(fc.record({ life, fraction: fc.constantFrom(0, 0.5, 0.8, 1) }), {
  minLength: 1,
  maxLength: 7,
});

let database: MigratedDatabase;
beforeAll(async () => {
  database = await createMigratedDatabase();
  await migrateJobs(database.pool);
});
afterAll(() => database?.drop());

let stories = 0;

/** Tells a story to the engine: a Reddit in memory, everything else as it runs. */
async function tell(told: readonly { readonly life: Life; readonly fraction: number }[]) {
  stories += 1;
  await database.pool.query(
    `truncate bans, events, conversations, appeal_conversations, group_assignments, appeals,
      main_ban_appeal_data, form_links, actions cascade`,
  );
  const clock = new ManualClock();
  const reddit = new MemoryReddit({ clock });
  const events = new RecordingEventLog();
  const store = createAppealStore(database);
  const communities = new MemoryCommunities();
  const register = createBanRegister(database, (row) => {
    throw row;
  });
  const follower = createModerationLogFollower({
    ...{ reddit, register, clock, events },
    subreddits: () => subreddits,
    onLifted: async () => {},
    onModeratorsChanged: async () => {},
  });
  const waitingIn = async () => [];
  const formLinks = createFormLinks("a secret that is long enough for a test", "http://localhost");
  let luck = 0;
  const ports = {
    ...{ reddit, store, communities, events, clock, formLinks, otherAccounts: [], isDryRun: false },
    bans: createBanLookup({ reddit, register, clock, events, follower, waitingIn }),
    draw: () => luck,
    mayDecide: async () => true,
  };
  const run = async (conversationId: string, subreddit: string) => {
    for (let tries = 0; tries < 20; tries += 1)
      try {
        await processConversation(ports, { conversationId, subreddit });
        return;
      } catch (error) {
        if (!(error instanceof Snooze)) throw error;
        clock.advance(error.delayMs);
      }
  };
  const wrote = new Set<string>();
  for (const [i, { life, fraction }] of told.entries()) {
    const subreddit = subreddits[life.subreddit] ?? subreddits[0];
    const username = `walker_${stories}_${i}`;
    communities.set(subreddit, { settings: { treatmentFraction: fraction } });
    clock.advance(60_000);
    luck = life.draw;
    if (life.ban !== "none")
      reddit.ban({ username, subreddit, ...(life.ban === "temporary" ? { days: 3 } : {}) });
    let conversationId: string | undefined;
    for (const act of life.acts) {
      if (act === "writes") {
        conversationId = reddit.redditorWrites({
          ...{ username, subreddit },
          ...(conversationId === undefined ? {} : { conversationId }),
        });
        wrote.add(username);
      }
      if (conversationId === undefined) continue;
      if (act === "answered") reddit.moderatorWrites(conversationId);
      if (act === "unbanned") reddit.liftBan(username, subreddit);
      if (act === "month") clock.advance(31 * 86_400_000);
      if (act === "deleted") reddit.deleteAccount(username);
      if (act === "sends") await send(username, clock.now());
      await run(conversationId, subreddit);
    }
  }
  return wrote;

  async function send(username: string, at: Date) {
    const { rows } = await database.pool.query<{ id: string }>(
      "select id from appeals where username_key = $1 and state = 'invited'",
      [username],
    );
    const [appeal] = rows;
    if (!appeal) return;
    const { token } = formLinks.linkFor(appeal.id);
    const redditor = { kind: "redditor", formToken: token } as const;
    await submitForm({ database }, redditor, {
      answers: someAnswers,
      seen: { answers: {}, otherAnswers: [] },
      at,
    });
  }
}

function expectToAddUp({ flow, strata }: ExperimentResults): void {
  const { screening } = flow;
  if (!screening) throw new Error("There is no screening.");
  expect(screening.wrote).toBe(screening.excludedTotal + flow.drawn);
  expect(screening.banned).toBe(screening.silent + screening.wroteInRegister);
  for (const group of ["treatment", "control"] as const) {
    const all = flow.arms[group];
    for (const arm of [all, ...strata.map(({ arms }) => arms[group])]) {
      expect(arm.drawn).toBe(arm.withAppeal + arm.withoutAppeal);
      expect(arm.withAppeal).toBe(
        arm.granted + arm.denied + arm.undecided + arm.unrecorded + arm.open,
      );
      expect(arm.unrecorded).toBe(0);
      expect(arm.formSent).toBeLessThanOrEqual(arm.formBegun);
      expect(arm.formBegun).toBeLessThanOrEqual(group === "control" ? 0 : arm.withAppeal);
    }
    for (const key of ["drawn", "granted", "denied", "undecided", "open", "reached"] as const)
      expect(strata.reduce((sum, { arms }) => sum + arms[group][key], 0)).toBe(all[key]);
  }
}

test("the flow adds up in every community and phase, whatever the engine was told", async () => {
  const seen = { drawn: 0, ended: 0, excluded: 0, phases: 0 };
  await fc.assert(
    fc.asyncProperty(story, async (told) => {
      const wrote = await tell(told);
      const all = await experimentResults({ database }, researcher, null);
      if (!all) throw new Error("There are no results.");
      expectToAddUp(all);
      expect(all.flow.screening?.wrote).toBeLessThanOrEqual(wrote.size);
      for (const { key } of all.communities) {
        const one = await experimentResults({ database }, researcher, key);
        if (one) expectToAddUp(one);
      }
      seen.drawn += all.flow.drawn;
      seen.excluded += all.flow.screening?.excludedTotal ?? 0;
      seen.phases = Math.max(seen.phases, ...all.strata.map(({ phase }) => phase));
      for (const arm of Object.values(all.flow.arms))
        seen.ended += arm.granted + arm.denied + arm.undecided;
    }),
    { numRuns: 25 },
  );
  // Stories in which nothing happens would add up as well.
  expect(seen.drawn).toBeGreaterThan(10);
  expect(seen.ended).toBeGreaterThan(0);
  expect(seen.excluded).toBeGreaterThan(0);
  expect(seen.phases).toBeGreaterThan(1);
});
