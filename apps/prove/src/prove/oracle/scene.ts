import type { FaultWindow, RunEvidence, StoryEvidence, Wait } from "../stories/evidence.ts";
import { type BanSpan, banSpans } from "./ban-spans.ts";
import type { ReadWord } from "./bot-words.ts";
import { afterEventMs, justAfter } from "./just-after.ts";
import { type Span, spansBetween } from "./spans.ts";
import { type Talk, talkOf } from "./talk.ts";

export interface FormSent {
  readonly token: string;
  readonly date: number;
  readonly marks: readonly string[];
}

/** Everything the oracle knows of one story, put in order. */
export interface Scene {
  readonly talks: readonly Talk[];
  readonly bans: readonly BanSpan[];
  readonly forms: readonly FormSent[];
  /** When the account was deleted; infinity if never. */
  readonly deletedFrom: number;
  readonly suspensions: readonly Span[];
  readonly mutes: readonly Span[];
  /** When public replies to the redditor were refused. */
  readonly refusals: readonly Span[];
  /** When the account got another name; infinity if never. */
  readonly renamedAt: number;
  /** Whether some of the community's appellants are in treatment, and some in control. */
  readonly isDrawn: boolean;
  /** Of the community, where appeals end within the run. */
  readonly cutoffMs: number | null;
  /** Dates at which people did something, oldest first. */
  readonly happenings: readonly number[];
  /** Real time of a date of the pretend Reddit. */
  readonly wallOf: (date: number) => number;
  /** How much older than a date of the real clock the sight may be that the bot acted on. */
  readonly slackAt: (wall: number) => number;
  /** How long redditors of all stories waited for their invites, real time. */
  readonly waits: readonly Wait[];
  /** Stretches of real time in which something was broken or bore the traces. */
  readonly windows: readonly FaultWindow[];
}

type WordReader = (body: string, isPrivate: boolean) => ReadWord;

export function setScene(run: RunEvidence, evidence: StoryEvidence, read: WordReader): Scene {
  const deeds = evidence.deeds.filter(({ isVain }) => !isVain);
  const talks = evidence.conversations.map((view) => talkOf(run, view, read));
  const bans = banSpans(deeds);
  const forms = deeds.flatMap(({ form, at }) =>
    form?.outcome === "submitted"
      ? [{ token: form.token, marks: form.marks, date: justAfter(at) }]
      : [],
  );
  const first = (what: "delete-account" | "rename-account") => {
    const found = deeds.find(({ step }) => step.do === what);
    return found ? justAfter(found.at) : Number.POSITIVE_INFINITY;
  };
  const deletedFrom = first("delete-account");
  const renamedAt = first("rename-account");
  const suspensions = spansBetween(deeds, ["suspend-account"], "unsuspend-account");
  const mutes = spansBetween(deeds, ["mute"], "unmute");
  const refusingMutes = deeds.filter(({ step }) => step.do !== "mute" || step.refuses);
  const refusals = [
    ...spansBetween(refusingMutes, ["mute"], "unmute"),
    ...spansBetween(deeds, ["refuse-replies"], null),
  ];
  const people = talks.flatMap(({ items }) =>
    items.filter(({ by }) => by !== "bot" && by !== "bot-move").map(({ date }) => date),
  );
  const edges = (spans: readonly Span[]) => spans.flatMap(({ from, to }) => [from, to]);
  const happenings = [
    ...people,
    ...edges(bans),
    ...bans.flatMap(({ phases }) => phases.map(({ from }) => from)),
    ...edges(suspensions),
    ...edges(mutes),
    ...edges(refusals),
    ...forms.map(({ date }) => date),
    deletedFrom,
    renamedAt,
  ]
    .filter(Number.isFinite)
    .sort((one, other) => one - other);
  // What is dated just after the last event before a shift still bears the old clock's date.
  const wallOf = (date: number) =>
    date - (run.shifts.findLast((shift) => shift.date + afterEventMs < date)?.offsetMs ?? 0);
  const slackAt = (wall: number) =>
    run.windows.some(({ from, to }) => from <= wall && wall <= to)
      ? run.slackMs.broken
      : run.slackMs.calm;
  const { fraction, cutoffMs = null } = evidence.story.community;
  const { windows } = run;
  return {
    talks,
    bans,
    forms,
    deletedFrom,
    suspensions,
    mutes,
    refusals,
    renamedAt,
    isDrawn: fraction > 0 && fraction < 1,
    cutoffMs,
    waits: run.waits,
    happenings,
    wallOf,
    slackAt,
    windows,
  };
}
