import type { FaultInput } from "@appealmod/reddit-simulator/testing";
import { type Random, seededRandom } from "../random.ts";

export const faultKinds = [
  "kill-bot",
  "second-bot",
  "kill-postgres",
  "answer-lost",
  "status-401",
  "status-403",
  "status-429",
  "status-5xx",
  "hang",
  "reset",
  "truncate",
  "latency",
  "clock",
  "revoke-token",
  "no-permission",
] as const;

export type FaultKind = (typeof faultKinds)[number];

/** One thing that breaks, and when; `forMs` until it is mended. */
export interface PlannedFault {
  readonly kind: FaultKind;
  readonly atMs: number;
  readonly forMs: number;
  /** For faults of Reddit's answers. */
  readonly answer: FaultInput | null;
  /** For the clock. */
  readonly shiftMs: number;
  /** Which bot or community, by a number that is taken modulo how many there are. */
  readonly whom: number;
}

/** How often each kind happens, in comparison. */
const weights: Readonly<Record<FaultKind, number>> = {
  "kill-bot": 6,
  "second-bot": 2,
  "kill-postgres": 2,
  "answer-lost": 8,
  "status-401": 3,
  "status-403": 2,
  "status-429": 3,
  "status-5xx": 6,
  hang: 2,
  reset: 4,
  truncate: 4,
  latency: 4,
  clock: 2,
  "revoke-token": 2,
  "no-permission": 2,
};

const endpoints: readonly (readonly [number, string])[] = [
  [6, "modmail.reply"],
  [4, "modmail.archive"],
  [2, "modmail.unarchive"],
  [3, "modmail.read"],
  [3, "modmail.list"],
  [3, "bans.list"],
  [2, "oauth."],
  [4, "modmail."],
];

const meanPauseMs = 1800;

/** What breaks in a run. The same seed gives the same plan. */
export function planFaults(options: {
  readonly seed: number;
  readonly durationMs: number;
  readonly kinds: readonly FaultKind[];
}): readonly PlannedFault[] {
  const { seed, durationMs, kinds } = options;
  if (kinds.length === 0) return [];
  const random = seededRandom("faults", seed, ...kinds);
  const plan: PlannedFault[] = [];
  for (let atMs = 2000; atMs < durationMs; atMs += random.between(200, 2 * meanPauseMs)) {
    const kind = random.weighted(kinds.map((one) => [weights[one], one] as const));
    plan.push({ kind, atMs, ...details(kind, random) });
  }
  return plan;
}

function details(kind: FaultKind, random: Random): Omit<PlannedFault, "kind" | "atMs"> {
  const whom = random.between(0, 1000);
  const endpoint = random.weighted(endpoints);
  const answer = (input: Omit<FaultInput, "endpoint">): FaultInput => ({
    probability: random.chance(0.4) ? 1 : 0.3,
    seed: random.between(1, 1_000_000),
    endpoint,
    ...input,
  });
  const base = { forMs: random.between(500, 4000), answer: null, shiftMs: 0, whom };
  switch (kind) {
    case "kill-bot":
      return { ...base, forMs: random.between(100, 2500) };
    case "second-bot":
      return { ...base, forMs: random.between(4000, 10_000) };
    case "kill-postgres":
      return { ...base, forMs: random.between(100, 3000) };
    case "answer-lost": {
      const how = random.pick(["status", "reset", "truncate"] as const);
      const on = random.pick(["modmail.reply", "modmail.archive", "modmail.reply", endpoint]);
      const lost = answer({ kind: how, status: 500, effect: "done", times: 12 });
      return { ...base, answer: { ...lost, endpoint: on } };
    }
    case "status-401":
      return { ...base, answer: answer({ kind: "status", status: 401, times: 10 }) };
    case "status-403":
      // A community that forbids is left in peace for a minute or two: few of them do.
      return { ...base, answer: answer({ kind: "status", status: 403, times: 4 }) };
    case "status-429":
      return {
        ...base,
        answer: answer({ kind: "status", status: 429, retryAfter: random.between(1, 4), times: 6 }),
      };
    case "status-5xx":
      return {
        ...base,
        answer: answer({ kind: "status", status: random.pick([500, 502, 503, 504]), times: 30 }),
      };
    case "hang": {
      const effect = random.pick(["done", "skipped"] as const);
      return { ...base, answer: answer({ kind: "hang", effect, times: 2 }) };
    }
    case "reset":
      return { ...base, answer: answer({ kind: "reset", times: 20 }) };
    case "truncate":
      return { ...base, answer: answer({ kind: "truncate", times: 20 }) };
    case "latency":
      return { ...base, answer: answer({ kind: "latency", delayMs: random.between(100, 2500) }) };
    case "clock": {
      const shiftMs = random.weighted([
        [5, random.between(1, 60) * 1000],
        [3, -random.between(1, 3) * 1000],
        [1, 3_600_000],
        [1, 26 * 3_600_000],
      ]);
      return { ...base, shiftMs };
    }
    case "revoke-token":
    case "no-permission":
      return { ...base, forMs: random.between(1000, 12_000) };
  }
}
