import type { StoryEvidence } from "../stories/evidence.ts";
import { type BanSpan, openToAppealsFrom } from "./ban-spans.ts";
import { meanwhile } from "./circumstances.ts";
import type { Finding, Say } from "./finding.ts";
import { type Delivery, judgeDelivery, waitsSinceSuspension } from "./judge-delivery.ts";
import type { Scene } from "./scene.ts";
import { silencesBetween } from "./silences.ts";
import { reachesBeyond } from "./spans.ts";
import { standingAt } from "./standing.ts";
import {
  type BotItem,
  isOfDialogue,
  lastDate,
  lastTouched,
  lastWritten,
  type Talk,
} from "./talk.ts";
import { isUndisturbed } from "./undisturbed.ts";

const outOfTime = "the community's cutoff was over before the bot got so far";
const reminderCap = 5;
const end = Number.POSITIVE_INFINITY;

/** After a cutoff the bot has closed what is over, even on a busy machine. */
const closingTakesMs = 10_000;

/** Which arm a story's redditor is in, as far as anybody can tell from outside. */
export type Arm = "treatment" | "control";

/**
 * Looks for what should be there at the end and is not. Only how things stand in the end
 * makes a duty: what was due for a while and no longer is may have been left out.
 */
export function judgeDuties(scene: Scene, evidence: StoryEvidence): Finding[] {
  const findings: Finding[] = [];
  const say: Say = (kind, what, talk) =>
    findings.push({ class: kind, what, conversationId: talk?.id ?? null });
  for (const { form } of evidence.deeds)
    if (form?.outcome === "unknown") say("wrong", "the link in the invite leads nowhere", null);
  judgeClosedForms(scene, evidence, say);
  const deliveries = judgeDelivery(scene, say);

  const arm = armOf(scene, evidence);
  const ban = scene.bans.at(-1);
  if (!ban || ban.to !== end) return findings;
  for (const talk of scene.talks) {
    if (standingAt(scene, talk, end) !== "no-reason" || !isRaisedIn(talk, ban)) continue;
    if (talk.items.some((item) => item.by === "bot" && item.read.word === "no-reason")) continue;
    if (waitsSinceSuspension(scene, talk)) continue;
    if (isPutAwayUnseen(talk)) say("ambiguous", "put away by a person before the bot saw it", talk);
    else say("lost", "no note says that the ban carries no reason", talk);
  }

  if (arm === "control") {
    if (evidence.story.community.fraction === 0)
      for (const { talk } of dialogueOf(scene)) say("wrong", "the bot spoke to control", talk);
    return findings;
  }
  const own = dialogueOf(scene).filter(({ item }) => item.date > ban.from);
  const delivery = deliveries.findLast((one) => one.ban === ban);
  const contested = scene.talks.filter((talk) => isContestedInTheEnd(scene, talk, ban));
  for (const talk of contested)
    if (delivery) judgePointer(scene, talk, delivery, say);
    else judgeWaiting(scene, talk, ban, own, say);
  return findings;
}

/** Nobody tells the oracle the group: whoever is spoken to at all must get everything. */
export function armOf(scene: Scene, { story }: StoryEvidence): Arm {
  const { fraction } = story.community;
  if (fraction === 1) return "treatment";
  if (fraction === 0) return "control";
  return dialogueOf(scene).length > 0 ? "treatment" : "control";
}

/** Whether the story's end calls for a dialogue, so that its group can be told. */
export function callsForDialogue(scene: Scene): boolean {
  const ban = scene.bans.at(-1);
  if (!ban) return false;
  return scene.talks.some(
    (talk) =>
      isContestedInTheEnd(scene, talk, ban) &&
      !waitsSinceSuspension(scene, talk) &&
      !isUnreachable(scene, talk),
  );
}

interface Spoken {
  readonly talk: Talk;
  readonly item: BotItem;
}

/** Everything that only treatment hears or causes. */
function dialogueOf(scene: Scene): readonly Spoken[] {
  return scene.talks.flatMap((talk) =>
    talk.items.flatMap((item): Spoken[] =>
      item.by === "bot" && isOfDialogue(item) ? [{ talk, item }] : [],
    ),
  );
}

function isContestedInTheEnd(scene: Scene, talk: Talk, ban: BanSpan): boolean {
  return standingAt(scene, talk, end) === "contested" && isRaisedIn(talk, ban);
}

/** Whether the redditor wrote there since this ban, and since it is one for good. */
function isRaisedIn(talk: Talk, ban: BanSpan): boolean {
  return lastWritten(talk) > openToAppealsFrom(ban);
}

/** Whether Reddit may have refused what the bot had to say to their last words. */
function isUnreachable({ mutes, refusals }: Scene, talk: Talk): boolean {
  return reachesBeyond([...mutes, ...refusals], lastWritten(talk));
}

/** A person archived it after the redditor's last word and before any of the bot's. */
function isPutAwayUnseen(talk: Talk): boolean {
  const written = lastWritten(talk);
  const answered = lastDate(talk, ({ by }) => by === "bot");
  return (
    answered < written &&
    talk.items.some(
      (item) => item.by === "human-move" && item.move === "archive" && item.date > written,
    )
  );
}

/** Invited, and nothing sent yet: every word of theirs is answered, and the conversation put away. */
function judgeWaiting(
  scene: Scene,
  talk: Talk,
  ban: BanSpan,
  own: readonly Spoken[],
  say: Say,
): void {
  const words = talk.items.filter(
    (item): item is BotItem => item.by === "bot" && !item.isPrivate && item.date > ban.from,
  );
  const last = words.at(-1);
  const written = lastWritten(talk);
  const missing = missingAnswer(scene, ban, own, last, written);
  if (isPutAwayUnseen(talk)) say("ambiguous", "put away by a person before the bot saw it", talk);
  else if (missing !== null) {
    if (waitsSinceSuspension(scene, talk))
      say("ambiguous", "nothing was written since the suspension ended", talk);
    else if (wasBotBehind(scene, written)) say("ambiguous", outOfTime, talk);
    else if (!isUnreachable(scene, talk) && !mayBeTooOld(scene, written)) {
      const told = meanwhile(scene, scene.talks, written, end);
      say(looksLikeContested(scene, ban) ? "ambiguous" : "lost", `${missing}${told}`, talk);
    }
  }
  if (!last || missing !== null) return;
  judgeLink(scene, own, words, say, talk);
  if (!talk.isArchived && lastTouched(talk) < last.date)
    say("lost", "the conversation was not put away after the bot's word", talk);
}

/**
 * A clock that was behind gave the ban a date before a form that had come earlier, or their second
 * was the same: bans are dated to the second.
 */
function looksLikeContested({ forms, wallOf }: Scene, ban: BanSpan): boolean {
  const second = Math.floor(ban.from / 1_000) * 1_000;
  return forms.some(({ date }) => date < ban.from && second <= wallOf(date));
}

/** Which answer to their last words is not there; `null` where it is, or none is due. */
function missingAnswer(
  scene: Scene,
  ban: BanSpan,
  own: readonly Spoken[],
  last: BotItem | undefined,
  written: number,
): string | null {
  if (last && last.date > written) return null;
  if (own.length > 0 && isAfterTheEnd(scene, last?.date ?? ban.from, written, 0))
    return "whoever wrote again after the end of an unsent appeal was not invited once more";
  if (!last) return "an appeal without an invite";
  const { token } = own.at(-1)?.item.read ?? {};
  const reminded = own.filter(
    ({ item }) => item.read.word === "reminder" && item.read.token === token,
  ).length;
  return reminded < reminderCap ? "a message of the redditor without a reminder" : null;
}

/** An answer with the link of an appeal that was over by then. */
function judgeLink(
  scene: Scene,
  own: readonly Spoken[],
  words: readonly BotItem[],
  say: Say,
  talk: Talk,
): void {
  const [before, last] = [words.at(-2), words.at(-1)];
  if (!before || !last || before.read.token !== last.read.token) return;
  if (!own.some(({ item }) => item === last)) return;
  if (
    isAfterTheEnd(scene, before.date, last.date, closingTakesMs) &&
    isUndisturbed(scene, before.date, last.date)
  )
    say("wrong", "the link of an appeal that was over, to whoever wrote again", talk);
}

/** Whether what they wrote between two dates ended a silence as long as the cutoff. */
function isAfterTheEnd(scene: Scene, from: number, to: number, marginMs: number): boolean {
  const { cutoffMs } = scene;
  if (cutoffMs === null) return false;
  return silencesBetween(scene, from, to).some(({ ms }) => ms >= cutoffMs + marginMs);
}

/** While the bot was kept from work, their words may have become old mail. */
function mayBeTooOld(scene: Scene, written: number): boolean {
  return scene.cutoffMs !== null && !isUndisturbed(scene, written, written + scene.cutoffMs);
}

/** Somebody who wrote no later than they did waited for longer than the cutoff. */
function wasBotBehind({ cutoffMs, waits, wallOf }: Scene, written: number): boolean {
  if (cutoffMs === null) return false;
  const at = wallOf(written);
  return waits.some(({ from, to }) => from <= at && to >= at + cutoffMs);
}

/** Pointers wherever they asked again after they had sent the form. */
function judgePointer(scene: Scene, talk: Talk, { form, home, place }: Delivery, say: Say): void {
  if (talk === home || talk === place) return;
  const isPointed = talk.items.some((item) => item.by === "bot" && item.read.word === "pointer");
  const answered = lastDate(talk, (item) => item.by === "bot" && !item.isPrivate);
  if (isPointed || answered > lastWritten(talk)) return;
  if (isAfterTheEnd(scene, form.date, lastWritten(talk), 0)) return;
  if (waitsSinceSuspension(scene, talk) || mayBeTooOld(scene, lastWritten(talk))) return;
  if (isPutAwayUnseen(talk)) say("ambiguous", "put away by a person before the bot saw it", talk);
  else if (wasBotBehind(scene, lastWritten(talk))) say("ambiguous", outOfTime, talk);
  else say("lost", "a second conversation without a pointer to the answers", talk);
}

/** The form of the newest invite can be sent for as long as its ban is contested. */
function judgeClosedForms(scene: Scene, { deeds }: StoryEvidence, say: Say): void {
  if (scene.bans.length > 1 || scene.bans[0]?.to !== end || scene.cutoffMs !== null) return;
  if (Number.isFinite(scene.deletedFrom)) return;
  if (scene.bans[0].phases.some(({ isRenewed }) => isRenewed)) return;
  for (const { form } of deeds)
    if (form?.outcome === "closed") {
      const told = meanwhile(scene, scene.talks, Number.NEGATIVE_INFINITY, end);
      say("wrong", `a form was closed although its ban stands${told}`, null);
    }
}
