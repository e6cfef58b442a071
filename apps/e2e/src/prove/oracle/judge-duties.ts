import type { StoryEvidence } from "../stories/evidence.ts";
import type { Finding, FindingClass } from "./finding.ts";
import type { BanSpan, BotItem, FormSent, Scene, Talk } from "./scene.ts";
import { standingAt } from "./standing.ts";

const reminderCap = 5;
const end = Number.POSITIVE_INFINITY;

type Say = (kind: FindingClass, what: string, talk: Talk | null) => void;

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

  const arm = armOf(scene, evidence);
  const ban = scene.bans.at(-1);
  if (!ban || ban.to !== end) return findings;
  for (const talk of scene.talks) {
    if (standingAt(scene, talk, end) !== "no-reason" || !isRaisedIn(talk, ban)) continue;
    if (talk.items.some((item) => item.by === "bot" && item.read.word === "no-reason")) continue;
    if (isPutAwayUnseen(talk)) say("ambiguous", "put away by a person before the bot saw it", talk);
    else say("lost", "no note says that the ban carries no reason", talk);
  }

  if (arm === "control") {
    if (evidence.story.community.fraction === 0)
      for (const { talk } of dialogueOf(scene)) say("wrong", "the bot spoke to control", talk);
    return findings;
  }
  const own = dialogueOf(scene).filter(({ item }) => item.date > ban.from);
  const token = tokenOf(own);
  const form = scene.forms.find((sent) => sent.token === token) ?? null;
  const contested = scene.talks.filter(
    (talk) => standingAt(scene, talk, end) === "contested" && isRaisedIn(talk, ban),
  );
  if (form) judgeForwarding(scene, form, own, contested, say);
  else for (const talk of contested) judgeWaiting(talk, ban, reminders(own), say);
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
export function isContestedInTheEnd(scene: Scene): boolean {
  const ban = scene.bans.at(-1);
  if (!ban) return false;
  return scene.talks.some(
    (talk) => standingAt(scene, talk, end) === "contested" && isRaisedIn(talk, ban),
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
      item.by === "bot" && item.read.word !== "no-reason" ? [{ talk, item }] : [],
    ),
  );
}

function reminders(own: readonly Spoken[]): number {
  return own.filter(({ item }) => item.read.word === "reminder").length;
}

/** Whether the redditor wrote there since this ban. */
function isRaisedIn(talk: Talk, ban: BanSpan): boolean {
  return talk.items.some(({ by, date }) => by === "redditor" && date > ban.from);
}

/** A person archived it after the redditor's last word and before any of the bot's. */
function isPutAwayUnseen(talk: Talk): boolean {
  const written = lastDate(talk, ({ by }) => by === "redditor");
  const answered = lastDate(talk, ({ by }) => by === "bot");
  return (
    answered < written &&
    talk.items.some(
      (item) => item.by === "human-move" && item.move === "archive" && item.date > written,
    )
  );
}

function lastDate(talk: Talk, is: (item: Talk["items"][number]) => boolean): number {
  return talk.items.findLast(is)?.date ?? Number.NEGATIVE_INFINITY;
}

/** Invited, and nothing sent yet: every word of theirs is answered, and the conversation put away. */
function judgeWaiting(talk: Talk, ban: BanSpan, reminded: number, say: Say): void {
  const words = talk.items.filter(
    (item): item is BotItem => item.by === "bot" && !item.isPrivate && item.date > ban.from,
  );
  const last = words.at(-1);
  const written = lastDate(talk, ({ by }) => by === "redditor");
  if (isPutAwayUnseen(talk)) say("ambiguous", "put away by a person before the bot saw it", talk);
  else if (!last) say("lost", "an appeal without an invite", talk);
  else if (written > last.date && reminded < reminderCap)
    say("lost", "a message of the redditor without a reminder", talk);
  if (!last) return;
  const touched = lastDate(talk, ({ by }) => by === "human" || by === "human-move");
  if (!talk.isArchived && touched < last.date)
    say("lost", "the conversation was not put away after the bot's word", talk);
}

/** Sent: final, a whole note, and back with the moderators; pointers wherever they asked again. */
function judgeForwarding(
  scene: Scene,
  form: FormSent,
  own: readonly Spoken[],
  contested: readonly Talk[],
  say: Say,
): void {
  const home = homeOf(own);
  const standing = home && standingAt(scene, home, end);
  if (standing === "contested" || standing === "human-answered") {
    const notes = own.filter(({ item }) => item.read.word === "answers");
    const text = notes.map(({ item }) => item.body).join("\n");
    const missing = form.marks.filter((mark) => !text.includes(mark));
    if (notes.length === 0) say("lost", "a form was sent, and no note has its answers", home);
    else if (missing.length > 0)
      say("wrong", `the note lacks ${missing.length} answers: ${missing.join(", ")}`, home);
  }
  if (home && standing === "contested") {
    const final = home.items.findLast((item) => item.by === "bot" && item.read.word === "final");
    if (!final) say("lost", "a form was sent, and no final was", home);
    const touched = lastDate(home, ({ by }) => by === "human" || by === "human-move");
    if (home.isArchived && final && touched < final.date)
      say("lost", "the conversation did not come back to the moderators", home);
  }
  for (const talk of contested) {
    if (talk === home) continue;
    const written = lastDate(talk, ({ by }) => by === "redditor");
    const isPointed = talk.items.some((item) => item.by === "bot" && item.read.word === "pointer");
    const answered = lastDate(talk, (item) => item.by === "bot" && !item.isPrivate);
    if (isPointed || answered > written) continue;
    if (isPutAwayUnseen(talk)) say("ambiguous", "put away by a person before the bot saw it", talk);
    else say("lost", "a second conversation without a pointer to the answers", talk);
  }
}

/** The form of this ban. A reminder may still carry the link of the one before it. */
function tokenOf(own: readonly Spoken[]): string | null {
  const found =
    own.find(({ item }) => item.read.word === "invite") ??
    own.find(({ item }) => item.read.token !== null);
  return found?.item.read.token ?? null;
}

/** Where the appeal began: with the first invite, or, if a second conversation was faster, with the final. */
function homeOf(own: readonly Spoken[]): Talk | null {
  const found =
    own.find(({ item }) => item.read.word === "invite") ??
    own.find(({ item }) => item.read.word === "final") ??
    own[0];
  return found?.talk ?? null;
}
