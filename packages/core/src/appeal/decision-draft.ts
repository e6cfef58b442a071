import { z } from "zod";
import { cleanText } from "../questions/answers.ts";
import { placeholdersIn } from "../texts/text-set.ts";
import { dayMs } from "./cutoff.ts";
import { type ModeratorDecisionKind, moderatorDecisionKinds } from "./moderator-decision.ts";

/** Reddit takes 10,000 characters in a message; marks that are escaped take room as well. */
export const longestReply = 5_000;
export const longestReason = 2_000;

/** Why a decision was taken, in short: for a community's own statistics, and never shown to the redditor. */
export const decisionCategories = [
  "understood",
  "apologised",
  "ban-mistaken",
  "first-time",
  "repeated",
  "serious",
  "not-understood",
  "abusive",
] as const;
export type DecisionCategory = (typeof decisionCategories)[number];

/** When one may appeal again: days from now, a date, or nothing is said. */
export const appealAgainChoices = ["unsaid", "30", "90", "180", "365", "date"] as const;

/** What the form of a decision holds as it is filled in, right or wrong. */
export const decisionDraftSchema = z.object({
  kind: z.enum(moderatorDecisionKinds).nullable().default(null),
  reply: z.string().default(""),
  isAuthorHidden: z.boolean().default(true),
  /** The name of a rule; empty for none. */
  rule: z.string().default(""),
  reason: z.string().default(""),
  categories: z.array(z.enum(decisionCategories)).default([]),
  appealAgain: z.enum(appealAgainChoices).default("unsaid"),
  /** Dates as the browser's own field writes them: `2026-11-27`. */
  appealAgainOn: z.string().default(""),
  isProbation: z.boolean().default(false),
  probationUntil: z.string().default(""),
  probationConditions: z.string().default(""),
});

export type DecisionDraft = Readonly<z.infer<typeof decisionDraftSchema>>;

export const emptyDecisionDraft: DecisionDraft = decisionDraftSchema.parse({});

/** A decision whose form is filled in as it must be. */
export interface CheckedDecision {
  readonly kind: ModeratorDecisionKind;
  /** `null` for no answer. */
  readonly reply: string | null;
  readonly isAuthorHidden: boolean;
  readonly rule: string | null;
  readonly reason: string;
  readonly categories: readonly DecisionCategory[];
  readonly mayAppealAgainAt: Date | null;
  readonly probation: { readonly until: Date; readonly conditions: string } | null;
}

/** A field of the form and what is wrong with it. */
export interface DecisionProblem {
  readonly field: keyof DecisionDraft;
  readonly code:
    | "required"
    | "too-long"
    | "unfilled"
    | "not-a-date"
    | "not-in-the-future"
    | "too-far";
}

/** Nobody is told to wait longer, and no probation lasts longer, in days. */
const furthestDays = 3650;

/** Checks the form of a decision. What does not belong to its kind is left out. */
export function checkDecision(
  draft: DecisionDraft,
  now: Date,
):
  | { readonly isValid: true; readonly decision: CheckedDecision }
  | { readonly isValid: false; readonly problems: readonly DecisionProblem[] } {
  const problems: DecisionProblem[] = [];
  const { kind } = draft;
  if (kind === null) problems.push({ field: "kind", code: "required" });
  const text = (field: "reply" | "reason" | "probationConditions", longest: number) => {
    const cleaned = cleanText(draft[field]);
    if ([...cleaned].length > longest) problems.push({ field, code: "too-long" });
    return cleaned;
  };
  const date = (field: "appealAgainOn" | "probationUntil"): Date | null => {
    const read = readDate(draft[field], now);
    if (read instanceof Date) return read;
    problems.push({ field, code: read });
    return null;
  };
  const reply = kind === "close" ? "" : text("reply", longestReply);
  // A saved reply has places that are filled in when it is chosen; one may be left to fill in by hand.
  if (placeholdersIn(reply).length > 0) problems.push({ field: "reply", code: "unfilled" });
  const reason = text("reason", longestReason);
  // A ban that stays is to be explained: whoever is turned down must learn why.
  if (kind === "keep" && reason === "" && reply === "")
    problems.push({ field: "reason", code: "required" });
  const isKept = kind === "keep" || kind === "close";
  const mayAppealAgainAt = !isKept ? null : appealAgainAt(draft, now, date);
  const isProbation = kind === "lift" && draft.isProbation;
  const until = isProbation ? date("probationUntil") : null;
  const conditions = isProbation ? text("probationConditions", longestReason) : "";
  if (isProbation && conditions === "")
    problems.push({ field: "probationConditions", code: "required" });
  if (problems.length > 0 || kind === null) return { isValid: false, problems };
  return {
    isValid: true,
    decision: {
      kind,
      reply: reply === "" ? null : reply,
      isAuthorHidden: draft.isAuthorHidden,
      rule: draft.rule === "" ? null : draft.rule,
      reason,
      categories: draft.categories,
      mayAppealAgainAt,
      probation: until && { until, conditions },
    },
  };
}

function appealAgainAt(
  { appealAgain }: DecisionDraft,
  now: Date,
  date: (field: "appealAgainOn") => Date | null,
): Date | null {
  if (appealAgain === "unsaid") return null;
  if (appealAgain === "date") return date("appealAgainOn");
  return new Date(now.getTime() + Number(appealAgain) * dayMs);
}

/** When a draft says that one may appeal again; `null` for nothing, and for what is no date yet. */
export function appealAgainOf(draft: DecisionDraft, now: Date): Date | null {
  return appealAgainAt(draft, now, () => {
    const read = readDate(draft.appealAgainOn, now);
    return read instanceof Date ? read : null;
  });
}

/** The beginning of a day, in UTC. */
function readDate(written: string, now: Date): Date | DecisionProblem["code"] {
  if (written === "") return "required";
  if (!/^\d{4}-\d{2}-\d{2}$/.test(written)) return "not-a-date";
  const date = new Date(`${written}T00:00:00Z`);
  // The 31st of a month that has none is a day of the next one to JavaScript.
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== written)
    return "not-a-date";
  if (date <= now) return "not-in-the-future";
  return date.getTime() - now.getTime() > furthestDays * dayMs ? "too-far" : date;
}

/** What a redditor is shown of a decision: not who took it, and nothing that is for moderators alone. */
export type ShownDecision = Pick<
  CheckedDecision,
  "kind" | "rule" | "reason" | "mayAppealAgainAt" | "probation"
>;
