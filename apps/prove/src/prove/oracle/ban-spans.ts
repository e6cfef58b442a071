import type { Deed } from "../stories/evidence.ts";
import { justAfter } from "./just-after.ts";
import type { Span } from "./spans.ts";

/** A stretch of one ban with the same days. */
export interface BanPhase {
  readonly from: number;
  /** `null`: for good. */
  readonly days: number | null;
  /** Whether Reddit gave it a date of its own, so that it looks like another ban. */
  readonly isRenewed: boolean;
}

/** A stretch of time in which the redditor was banned, however often the days changed. */
export interface BanSpan extends Span {
  /** In order; at least one. */
  readonly phases: readonly BanPhase[];
  /** As moderators see it in the list of bans: reason and note in one. */
  readonly note: string;
}

export function banSpans(deeds: readonly Deed[]): BanSpan[] {
  const spans: BanSpan[] = [];
  for (const [index, { step, at }] of deeds.entries()) {
    if (step.do !== "ban") continue;
    const from = justAfter(at);
    const later = deeds.slice(index + 1);
    const lifted = later.findIndex((one) => one.step.do === "unban");
    const during = lifted === -1 ? later : later.slice(0, lifted);
    const unban = later[lifted];
    const changes = during.flatMap((one): BanPhase[] =>
      one.step.do === "change-ban"
        ? [{ from: justAfter(one.at), days: one.step.days, isRenewed: one.step.renewsDate }]
        : [],
    );
    spans.push({
      from,
      to: unban ? justAfter(unban.at) : Number.POSITIVE_INFINITY,
      phases: [{ from, days: step.days, isRenewed: false }, ...changes],
      note: [step.reason, step.note].filter((part) => part !== "").join(": "),
    });
  }
  return spans;
}

export function banAt(bans: readonly BanSpan[], date: number): BanSpan | undefined {
  return bans.find(({ from, to }) => from < date && date <= to);
}

/** The days in force at a date; of a ban that had not begun yet, its first ones. */
export function phaseAt(ban: BanSpan, date: number): BanPhase {
  const phase = ban.phases.findLast(({ from }) => from < date) ?? ban.phases[0];
  if (!phase) throw new Error("a ban without any days");
  return phase;
}

/** Since when words raise an appeal: since the ban, or since it became one for good. */
export function openToAppealsFrom(ban: BanSpan): number {
  const temporary = ban.phases.findLastIndex(({ days }) => days !== null);
  return (ban.phases[temporary + 1] ?? ban.phases[0])?.from ?? ban.from;
}
