import { type Random, seededRandom } from "../random.ts";
import { type AnswerFault, answerFault } from "./answer-fault.ts";

export const faultKinds = [
  "kill-bot",
  "second-bot",
  "kill-postgres",
  "answer-lost",
  "status-401",
  "status-403",
  "status-429",
  "status-5xx",
  "html",
  "hang",
  "reset",
  "truncate",
  "latency",
  "clock",
  "revoke-token",
  "no-permission",
  "log-lag",
  "log-gap",
  "log-refused",
  "move-community",
] as const;

export type FaultKind = (typeof faultKinds)[number];

/** One thing that breaks, and when; `forMs` until it is mended. */
export interface PlannedFault {
  readonly kind: FaultKind;
  /** What it is in detail, in a word or two; the report counts by it. */
  readonly label: string;
  readonly atMs: number;
  readonly forMs: number;
  /** For faults of Reddit's answers. */
  readonly answer: AnswerFault | null;
  /** For the clock. */
  readonly shiftMs: number;
  /** For a bot's place among moderators: what it is left with; `null` takes all away. */
  readonly permissions: readonly ("access" | "mail")[] | null;
  /** For the moderation log: by how much it lags, or how many of its newest entries vanish. */
  readonly log: { readonly lagMs?: number; readonly forget?: number } | null;
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
  html: 3,
  hang: 2,
  reset: 4,
  truncate: 4,
  latency: 4,
  clock: 2,
  "revoke-token": 2,
  "no-permission": 2,
  "log-lag": 2,
  "log-gap": 2,
  "log-refused": 1,
  "move-community": 2,
};

const allWeights = Object.values(weights).reduce((sum, weight) => sum + weight, 0);

/** Between two faults of whatever kind, when all kinds are asked for. */
const meanPauseMs = 1300;

/** The bots have started by then. */
const earliestMs = 2000;

/**
 * What breaks in a run. The same seed gives the same plan, and each kind its own share of it:
 * whatever other kinds are asked for, a kind happens at the same times in the same way. Every
 * kind happens once at least.
 */
export function planFaults(options: {
  readonly seed: number;
  readonly durationMs: number;
  readonly kinds: readonly FaultKind[];
}): readonly PlannedFault[] {
  const { seed, durationMs, kinds } = options;
  return kinds
    .flatMap((kind) => planKind(kind, seededRandom("faults", seed, kind), seed, durationMs))
    .sort((one, other) => one.atMs - other.atMs);
}

function planKind(
  kind: FaultKind,
  random: Random,
  seed: number,
  durationMs: number,
): readonly PlannedFault[] {
  const firstMs = Math.min(earliestMs, Math.floor(durationMs / 4));
  const meanMs = (meanPauseMs * allWeights) / weights[kind];
  // Exponential pauses: nobody who waits for the next one knows how long.
  const pauseMs = () => -Math.log(1 - random.number()) * meanMs;
  const times: number[] = [];
  for (let at = firstMs + pauseMs(); at < durationMs; at += pauseMs()) times.push(Math.floor(at));
  if (times.length === 0) times.push(random.between(firstMs, Math.max(firstMs, durationMs - 1)));
  const place = seed + faultKinds.indexOf(kind);
  return times.map((atMs, index) => {
    const chosen = details(kind, random, index === 0 ? place : null);
    return { ...chosen, kind, atMs };
  });
}

/** @param place for the first of its kind, which must strike; `null` for all others */
function details(
  kind: FaultKind,
  random: Random,
  place: number | null,
): Omit<PlannedFault, "kind" | "atMs"> {
  const base = {
    label: kind,
    forMs: random.between(500, 4000),
    answer: null,
    shiftMs: 0,
    permissions: null,
    log: null,
    whom: random.between(0, 1000),
  };
  switch (kind) {
    case "kill-bot":
      return { ...base, forMs: random.between(100, 2500) };
    case "second-bot":
      return { ...base, forMs: random.between(4000, 10_000) };
    case "kill-postgres":
      return { ...base, forMs: random.between(100, 3000) };
    case "clock": {
      const { label, shiftMs } = random.weighted([
        [5, { label: "clock ahead", shiftMs: random.between(1, 60) * 1000 }],
        [3, { label: "clock back", shiftMs: -random.between(1, 3) * 1000 }],
        [1, { label: "clock ahead 1 h", shiftMs: 3_600_000 }],
        [1, { label: "clock ahead 26 h", shiftMs: 26 * 3_600_000 }],
      ]);
      return { ...base, label, shiftMs };
    }
    case "revoke-token":
    case "log-refused":
    case "move-community":
      return base;
    case "log-lag":
      return { ...base, log: { lagMs: random.between(3_000, 15_000) } };
    case "log-gap":
      return { ...base, log: { forget: random.between(1, 60) } };
    case "no-permission": {
      const { label, permissions } = random.pick<Pick<PlannedFault, "label" | "permissions">>([
        { label: "no moderator", permissions: null },
        { label: "no mail permission", permissions: ["access"] },
        { label: "no access permission", permissions: ["mail"] },
      ]);
      return { ...base, label, permissions, forMs: random.between(1000, 12_000) };
    }
    default: {
      const answer = answerFault(kind, random, place);
      return { ...base, answer, label: answer.input.label };
    }
  }
}
