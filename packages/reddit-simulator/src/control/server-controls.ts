import { z } from "zod";
import { faultInput } from "../faults/fault.ts";
import { seedAppeals } from "../seed/appeals.ts";
import { seedDemo } from "../seed/demo.ts";
import { present } from "../simulation.ts";
import { createWorld } from "../state/create-world.ts";
import { readSnapshot, writeSnapshot } from "../state/snapshot.ts";
import { reading, writing } from "./command.ts";

const nothing = z.object({});

export const serverControls = {
  health: reading(nothing, (simulation) => ({
    ok: true,
    now: simulation.now(),
    /** Date of the newest event: no two events share one, so what a test does finds its place among them. */
    newest: simulation.world.lastDate,
  })),
  requests: reading(
    z.object({
      endpoint: z.string().optional(),
      account: z.string().optional(),
      last: z.coerce.number().int().nonnegative().optional(),
    }),
    ({ requests }, { endpoint, account, last }) =>
      requests.summary({
        ...(endpoint === undefined ? {} : { endpoint }),
        ...(account === undefined ? {} : { account }),
        ...(last === undefined ? {} : { last }),
      }),
  ),
  "requests/reset": writing(nothing, ({ requests }) => {
    requests.reset();
    return {};
  }),
  faults: reading(nothing, ({ faults }) => faults.list()),
  "faults/add": writing(faultInput, ({ faults }, input) => faults.add(input)),
  "faults/clear": writing(z.object({ id: z.number().optional() }), ({ faults }, { id }) => ({
    cleared: faults.clear(id),
  })),
  "rate-limit": writing(
    z.object({
      /** Requests in ten minutes; null turns the limit off. */
      quota: z.number().int().positive().nullable().optional(),
      past: z.enum(["refuse", "count"]).optional(),
      headers: z.boolean().optional(),
    }),
    ({ rateLimit }, { quota, past, headers }) => {
      if (quota !== undefined) rateLimit.settings.quota = quota;
      if (past !== undefined) rateLimit.settings.past = past;
      if (headers !== undefined) rateLimit.settings.headers = headers;
      rateLimit.reset();
      return { ...rateLimit.settings };
    },
  ),
  /** How the moderation log misbehaves; a fault on `moderation_log.list` refuses it. */
  "moderation-log/faults": writing(
    z.object({
      /** An entry is shown so long after it happened. */
      lagMs: z.number().nonnegative().optional(),
      /** So many entries to come are never written. */
      loseNext: z.number().int().nonnegative().optional(),
      /** So many of the newest entries are taken out of each community's log. */
      forget: z.number().int().nonnegative().optional(),
    }),
    ({ world }, { lagMs, loseNext, forget = 0 }) => {
      if (lagMs !== undefined) world.logFaults.lagMs = lagMs;
      if (loseNext !== undefined) world.logFaults.loseNext = loseNext;
      if (forget > 0) for (const { log } of world.subreddits.values()) log.splice(-forget);
      return { ...world.logFaults };
    },
  ),
  clock: writing(
    z.object({ advanceMs: z.number().optional(), offsetMs: z.number().optional() }),
    (simulation, { advanceMs, offsetMs }) => {
      const { world } = simulation;
      const newest = world.lastDate;
      if (offsetMs !== undefined) world.clockOffset = offsetMs;
      if (advanceMs !== undefined) world.clockOffset += advanceMs;
      // The last date by the clock as it was: whoever asked for it before might miss one.
      return { now: present(simulation), offsetMs: world.clockOffset, newest };
    },
  ),
  /** Forgets everything: people, conversations, tokens, faults, counts. */
  reset: writing(nothing, (simulation) => {
    simulation.world = createWorld();
    simulation.faults.clear();
    simulation.rateLimit.reset();
    simulation.requests.reset();
    return {};
  }),
  snapshot: reading(nothing, ({ world }) => ({ snapshot: writeSnapshot(world) })),
  restore: writing(z.object({ snapshot: z.string() }), (simulation, { snapshot }) => {
    simulation.world = readSnapshot(snapshot);
    return {};
  }),
  "seed/demo": writing(
    z.object({ redirectUris: z.array(z.string()).optional() }),
    (simulation, { redirectUris }) => seedDemo(simulation.world, present(simulation), redirectUris),
  ),
  "seed/appeals": writing(
    z.object({
      subreddit: z.string(),
      count: z.number().int().positive().max(100_000),
      prefix: z.string().default("hiker"),
      reason: z.string().default("Rule 1"),
      message: z.string().default("You broke rule 1."),
      text: z.string().default("Please let me back in. I have read the rules."),
    }),
    (simulation, input) => seedAppeals(simulation.world, present(simulation), input),
  ),
};
