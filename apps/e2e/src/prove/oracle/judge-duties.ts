import type { StoryEvidence } from "../stories/evidence.ts";
import { type BanSpan, openToAppealsFrom } from "./ban-spans.ts";
import { meanwhile } from "./circumstances.ts";
import type { Finding, Say } from "./finding.ts";
import { type Delivery, judgeDelivery, waitsSinceSuspension } from "./judge-delivery.ts";
import type { Scene } from "./scene.ts";
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

const reminderCap = 5;
const end = Number.POSITIVE_INFINITY;

/** After a cutoff the bot has closed what is over, in any case. */
const closingTakesMs = 6_000;

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
  const missing = missingAnswer(scene, own, last, written);
  if (isPutAwayUnseen(talk)) say("ambiguous", "put away by a person before the bot saw it", talk);
  else if (missing !== null) {
    if (waitsSinceSuspension(scene, talk))
      say("ambiguous", "nothing was written since the suspension ended", talk);
    else if (!isUnreachable(scene, talk) && !mayBeTooOld(scene, written)) {
      const told = meanwhile(scene, scene.talks, written, end);
      say("lost", `${missing}${told}`, talk);
    }
  }
  if (!last || missing !== null) return;
  judgeLink(scene, own, last, written, say, talk);
  if (!talk.isArchived && lastTouched(talk) < last.date)
    say("lost", "the conversation was not put away after the bot's word", talk);
}

/** Which answer to their last words is not there; `null` where it is, or none is due. */
function missingAnswer(
  scene: Scene,
  own: readonly Spoken[],
  last: BotItem | undefined,
  written: number,
): string | null {
  if (last && last.date > written) return null;
  if (own.length > 0 && isWrittenAfterTheEnd(scene, written, 0))
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
  last: BotItem,
  written: number,
  say: Say,
  talk: Talk,
): void {
  if (!isWrittenAfterTheEnd(scene, written, closingTakesMs)) return;
  const isOld = own.some(({ item }) => item.read.token === last.read.token && item.date < written);
  if (isOld && isUndisturbed(scene, lastBefore(scene, written), last.date))
    say("wrong", "the link of an appeal that was over, to whoever wrote again", talk);
}

/** Whether nothing had happened for the time of the cutoff when they wrote. */
function isWrittenAfterTheEnd(scene: Scene, written: number, marginMs: number): boolean {
  if (scene.cutoffMs === null) return false;
  const silence = scene.wallOf(written) - scene.wallOf(lastBefore(scene, written));
  return silence >= scene.cutoffMs + marginMs;
}

/** The date of the last thing that redditor or bot did before. */
function lastBefore({ talks }: Scene, date: number): number {
  const dates = talks
    .flatMap(({ items }) => items)
    .filter((item) => item.date < date && (item.by === "redditor" || item.by.startsWith("bot")));
  return Math.max(Number.NEGATIVE_INFINITY, ...dates.map((item) => item.date));
}

/** While the bot was kept from work, their words may have become old mail. */
function mayBeTooOld(scene: Scene, written: number): boolean {
  return scene.cutoffMs !== null && !isUndisturbed(scene, written, written + scene.cutoffMs);
}

/** Pointers wherever they asked again after they had sent the form. */
function judgePointer(scene: Scene, talk: Talk, { home, place }: Delivery, say: Say): void {
  if (talk === home || talk === place) return;
  const isPointed = talk.items.some((item) => item.by === "bot" && item.read.word === "pointer");
  const answered = lastDate(talk, (item) => item.by === "bot" && !item.isPrivate);
  if (isPointed || answered > lastWritten(talk)) return;
  if (isWrittenAfterTheEnd(scene, lastWritten(talk), 0)) return;
  if (waitsSinceSuspension(scene, talk) || mayBeTooOld(scene, lastWritten(talk))) return;
  if (isPutAwayUnseen(talk)) say("ambiguous", "put away by a person before the bot saw it", talk);
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
