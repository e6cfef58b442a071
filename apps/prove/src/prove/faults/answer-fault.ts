import type { FaultInput } from "@appealmod/reddit-simulator/testing";
import type { Random } from "../random.ts";
import type { FaultKind } from "./fault-plan.ts";

export type AnswerFaultKind = Exclude<
  FaultKind,
  | "kill-bot"
  | "second-bot"
  | "kill-postgres"
  | "clock"
  | "revoke-token"
  | "no-permission"
  | "log-lag"
  | "log-gap"
  | "log-refused"
  | "move-community"
>;

/** Something that becomes of Reddit's answers. */
export interface AnswerFault {
  readonly input: FaultInput & { readonly label: string };
  /** Stays until it has struck once, so that a run that has it in its plan has lived it. */
  readonly mustStrike: boolean;
}

/** Endpoints of the bot, by how often they are struck; `null` is any of them. */
const endpoints: readonly [
  readonly [number, string | null],
  ...(readonly [number, string | null])[],
] = [
  [6, "modmail.reply"],
  [4, "modmail.archive"],
  [2, "modmail.unarchive"],
  [3, "modmail.read"],
  [3, "modmail.list"],
  [3, "bans.list"],
  [2, "oauth."],
  [3, "modmail."],
  [1, "subreddits."],
  [1, "moderators.list"],
  [1, "moderation_log.list"],
  [2, null],
];

/** @param place makes the first of its kind, which strikes for certain, at this one of the endpoints */
export function answerFault(
  kind: AnswerFaultKind,
  random: Random,
  place: number | null,
): AnswerFault {
  const drawn = random.weighted(endpoints);
  const mustStrike = place !== null;
  const endpoint = mustStrike ? (endpoints[place % endpoints.length] ?? endpoints[0])[1] : drawn;
  const probability = random.chance(0.4) || mustStrike ? 1 : 0.3;
  const seed = random.between(1, 1_000_000);
  const { label = kind, on, ...detail } = details(kind, random);
  const where = on ?? endpoint;
  const input = {
    ...detail,
    probability,
    seed,
    label,
    ...(where === null ? {} : { endpoint: where }),
  };
  return { input, mustStrike };
}

type Details = FaultInput & { readonly on?: string };

function details(kind: AnswerFaultKind, random: Random): Details {
  const status = (code: number, more: Omit<FaultInput, "kind">): Details => ({
    kind: "status",
    status: code,
    label: `status ${code}`,
    ...more,
  });
  switch (kind) {
    case "answer-lost": {
      const how = random.pick(["status", "reset", "truncate"] as const);
      const on = random.pick(["modmail.reply", "modmail.archive", "modmail.reply", null]);
      return {
        kind: how,
        effect: "done",
        times: 12,
        label: `done, then ${how === "status" ? "status 500" : how}`,
        ...(on === null ? {} : { on }),
      };
    }
    case "status-401":
      return status(401, { times: 10 });
    case "status-403":
      // A community that forbids is left in peace for a minute or two: few of them do.
      return status(403, { times: 4 });
    case "status-429":
      return status(429, { retryAfter: random.between(1, 4), times: 6 });
    case "status-5xx":
      return status(random.pick([500, 502, 503, 504]), { times: 30 });
    case "html": {
      const code = random.pick([200, 403, 503]);
      const effect = random.pick(["done", "skipped"] as const);
      const label = `page, ${code}, ${effect}`;
      return { kind: "html", status: code, effect, label, times: 6 };
    }
    case "hang": {
      const effect = random.pick(["done", "skipped"] as const);
      return { kind: "hang", effect, label: `hang, ${effect}`, times: 2 };
    }
    case "reset":
    case "truncate":
      return { kind, times: 20 };
    case "latency":
      return { kind, delayMs: random.between(100, 2500) };
  }
}
