import { z } from "zod";
import { type Ban, isSameEpisode } from "./ban.ts";

/**
 * What moderators can decide on the site:
 * - `lift`: the ban is lifted.
 * - `keep`: the ban stands, and the redditor is told so and why.
 * - `close`: the ban stands, and nothing is answered.
 */
export const moderatorDecisionKinds = ["lift", "keep", "close"] as const;
export type ModeratorDecisionKind = (typeof moderatorDecisionKinds)[number];

/**
 * - `pending`: stored; until it begins it can be taken back.
 * - `begun`: the bot is carrying it out.
 * - `done`: all of it is done.
 * - `taken-back`: by a moderator, before it began.
 * - `refused`: not carried out: another ban stands now, its moderator may not decide any more, or
 *   Reddit refused.
 */
export const moderatorDecisionStates = [
  "pending",
  "begun",
  "done",
  "taken-back",
  "refused",
] as const;
export type ModeratorDecisionState = (typeof moderatorDecisionStates)[number];

/** A decision that was stored and is not over. */
export interface ModeratorDecision {
  readonly id: string;
  readonly appealId: string;
  /** Which decision on the appeal it is, from 1. */
  readonly number: number;
  readonly kind: ModeratorDecisionKind;
  readonly state: UnderWay;
  /** The date of the ban that it is about; `null` where Reddit did not tell. */
  readonly bannedAt: Date | null;
  /** What the redditor is answered, as plain text; `null` for no answer. */
  readonly reply: string | null;
  /** Whether the answer is written in the community's name. */
  readonly isAuthorHidden: boolean;
  readonly rule: string | null;
  readonly reason: string;
  readonly categories: readonly string[];
  readonly mayAppealAgainAt: Date | null;
  readonly probation: Probation | null;
  /** Reddit's account id of whoever decided. */
  readonly decidedById: string;
  readonly decidedBy: string;
  readonly decidedAt: Date;
  readonly beginsAt: Date;
  readonly needsSecond: boolean;
  readonly secondedBy: string | null;
  /** When the bot lifted the ban for it; `null` until then. */
  readonly liftedAt: Date | null;
}

/** The conditions of a lifted ban, and until when they hold. */
export interface Probation {
  readonly until: Date;
  readonly conditions: string;
}

/** The states of a decision that is not over. */
export const statesUnderWay = ["pending", "begun"] as const satisfies ModeratorDecisionState[];
type UnderWay = (typeof statesUnderWay)[number];

/** How the end of a decision is stored. */
export const decisionEndSchema = z.object({
  id: z.string(),
  state: z.enum(["done", "refused"]),
  /** What went otherwise than decided, for people to read; `null` for nothing. */
  trouble: z.string().nullable(),
});

export type DecisionEnd = Readonly<z.infer<typeof decisionEndSchema>>;

/** How long a decision can be taken back. */
export const takeBackMs = 30_000;

/** Whether the bot is to carry it out now, or has begun to. */
export function isDecisionDue(
  { state, beginsAt, needsSecond, secondedBy }: ModeratorDecision,
  now: Date,
): boolean {
  return state === "begun" || (now >= beginsAt && (!needsSecond || secondedBy !== null));
}

/**
 * Whether a ban is the one that was decided about. Where its date was not known, one that was set
 * after the decision is another.
 */
export function isBanOfDecision(
  { bannedAt, decidedAt }: Pick<ModeratorDecision, "bannedAt" | "decidedAt">,
  ban: Ban,
): boolean {
  if (!ban.isBanned) return false;
  if (bannedAt === null && ban.bannedAt !== null) return ban.bannedAt <= decidedAt;
  return isSameEpisode(bannedAt, ban.bannedAt);
}
