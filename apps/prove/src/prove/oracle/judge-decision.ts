import type { Deed, RunEvidence, StoryEvidence } from "../stories/evidence.ts";
import type { Finding, Say } from "./finding.ts";
import { judgeEffects } from "./judge-effects.ts";
import { justAfter } from "./just-after.ts";
import type { Scene } from "./scene.ts";
import type { BotItem, Talk } from "./talk.ts";

/** For so long a decision can be taken back; clocks and the way to the site take a little. */
const takeBackMs = 28_000;

/** Reddit lifts whichever ban stands when it gets to a request: so near to each other, nobody can tell. */
const sameMomentMs = 1_000;

interface Marked {
  readonly talk: Talk;
  readonly item: BotItem;
}

/**
 * Holds what became of a moderator's decision against what it was: once each, no ban but the one
 * decided about, nothing where it was taken back or overtaken, and nothing left out. What was said
 * before it was decided is judged like any other appeal.
 */
export function judgeDecision(run: RunEvidence, scene: Scene, evidence: StoryEvidence): Finding[] {
  const decided = evidence.deeds.find(({ decision }) => decision !== null);
  if (!decided?.decision || decided.step.do !== "decide") return [];
  const findings: Finding[] = [];
  const say: Say = (kind, what, talk) =>
    findings.push({ class: kind, what, conversationId: talk?.id ?? null });
  const at = decided.at.until;
  findings.push(...judgeEffects(until(scene, decided.at.after)));

  const { mark, isAnswered } = decided.decision;
  const { kind } = decided.step;
  const words = markedWords(scene, mark);
  const notes = words.filter(({ item }) => item.isPrivate);
  const replies = words.filter(({ item }) => !item.isPrivate);
  const unbans = evidence.unbansByBot.filter((date) => date > decided.at.after);
  const [home] = scene.talks;
  const place = words[0]?.talk ?? home ?? null;

  if (notes.length > 1) say("doubled", "the note about a decision twice", place);
  if (replies.length > 1) say("doubled", "the answer of a decision twice", place);
  if (unbans.length > 1) say("doubled", "a ban lifted twice for one decision", place);
  if (kind !== "lift" && unbans.length > 0) say("wrong", `lifted a ban to ${kind} it`, place);
  if (!isAnswered && replies.length > 0) say("wrong", "answered where nothing was to be", place);

  const effects = [...words.map(({ item }) => item.date), ...unbans].sort((one, two) => one - two);
  const [first] = effects;
  const beginsAt = scene.wallOf(at) + takeBackMs;
  if (first !== undefined && scene.wallOf(first) < scene.wallOf(decided.at.after) + takeBackMs)
    say("wrong", "a decision was begun while it could be taken back", place);

  const overtaking = overtakenBy(evidence.deeds, decided);
  judgeLaterBan(scene, evidence, { at: decided.at.after, unbans, place }, say);
  if (overtaking) {
    const isBefore = scene.wallOf(overtaking.at.until) < beginsAt;
    const isTaken = overtaking.step.do === "take-back";
    if ((isBefore || isTaken) && effects.length > 0)
      say("wrong", `carried out a decision after: ${overtaking.step.do}`, place);
    return findings;
  }
  judgeWhole(run, scene, evidence, { kind, isAnswered, notes, replies, at, place }, say);
  return findings;
}

function markedWords(scene: Scene, mark: string): readonly Marked[] {
  // One story's number may begin another's: the mark ends where its word does.
  const pattern = new RegExp(`${mark}\\b`);
  return scene.talks.flatMap((talk) =>
    talk.items.flatMap((item) =>
      item.by === "bot" && pattern.test(item.body) ? [{ talk, item }] : [],
    ),
  );
}

/** The scene as it was at a date. */
function until(scene: Scene, date: number): Scene {
  const talks = scene.talks.map((talk) => ({
    ...talk,
    items: talk.items.filter((item) => item.date <= date),
  }));
  return { ...scene, talks };
}

/** What people did after a decision that keeps it from being carried out, if it came in time. */
function overtakenBy(deeds: readonly Deed[], decided: Deed): Deed | null {
  const overtaking = ["take-back", "unban", "ban", "remove-decider", "delete-account"];
  const later = deeds.slice(deeds.indexOf(decided) + 1);
  return later.find(({ step, isVain }) => !isVain && overtaking.includes(step.do)) ?? null;
}

function judgeLaterBan(
  scene: Scene,
  { deeds, isBanned }: StoryEvidence,
  decided: { readonly at: number; readonly unbans: readonly number[]; readonly place: Talk | null },
  say: Say,
): void {
  const { place } = decided;
  const isAfter = ({ step, at, isVain }: Deed) =>
    step.do === "ban" && !isVain && at.after > decided.at;
  const ban = deeds.find(isAfter);
  if (!ban || Number.isFinite(scene.deletedFrom)) return;
  const from = justAfter(ban.at);
  const late = decided.unbans.find((date) => date > ban.at.until);
  if (late === undefined && isBanned) return;
  if (late === undefined) {
    // The log may have lost the entry; nobody else lifted it.
    if (decided.unbans.length === 0) say("wrong", "a later ban does not stand any more", place);
    return;
  }
  const gapMs = scene.wallOf(late) - scene.wallOf(from);
  const isBroken = scene.windows.some(
    ({ from: begin, to }) => begin <= scene.wallOf(late) && to >= scene.wallOf(from),
  );
  const isRace = gapMs <= (isBroken ? scene.slackAt(scene.wallOf(late)) : sameMomentMs);
  say(isRace ? "ambiguous" : "wrong", "a later ban was lifted", place);
}

/** Nothing came in between: all of it has to be there. */
function judgeWhole(
  run: RunEvidence,
  scene: Scene,
  { isBanned }: StoryEvidence,
  decided: {
    readonly kind: "lift" | "keep" | "close";
    readonly isAnswered: boolean;
    readonly notes: readonly Marked[];
    readonly replies: readonly Marked[];
    readonly at: number;
    readonly place: Talk | null;
  },
  say: Say,
): void {
  const { kind, place, at } = decided;
  const isForbidden = run.windows.some(
    (window) => window.isForbidding && window.to >= scene.wallOf(at),
  );
  // What Reddit forbids for good, nobody can tell from what it forbids for now.
  const missing = isForbidden ? "ambiguous" : "lost";
  if (kind === "lift" && isBanned) say(missing, "a ban that was to be lifted stands", place);
  if (kind !== "lift" && !isBanned) say("wrong", `a ban is gone that was to be kept`, place);
  if (decided.notes.length === 0) say(missing, "no note tells of a decision", place);
  const isUnreachable = [...scene.mutes, ...scene.refusals].some(({ to }) => to > at);
  if (decided.isAnswered && decided.replies.length === 0 && !isUnreachable)
    say(missing, "a decision without its answer", place);
}
