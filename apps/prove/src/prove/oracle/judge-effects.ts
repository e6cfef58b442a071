import type { Finding, Say } from "./finding.ts";
import { judgeCounts } from "./judge-counts.ts";
import { afterEventMs } from "./just-after.ts";
import type { Scene } from "./scene.ts";
import { isWithin } from "./spans.ts";
import { type Justification, justify, type Standing, standingAt } from "./standing.ts";
import type { BotItem, BotMove, Talk } from "./talk.ts";

/** Holds everything that the bot did in a story against what it might do: once each, and rightly. */
export function judgeEffects(scene: Scene): Finding[] {
  const findings: Finding[] = [];
  const say: Say = (kind, what, talk) =>
    findings.push({ class: kind, what, conversationId: talk?.id ?? null });
  for (const talk of scene.talks) {
    for (const item of talk.items) {
      if (item.by === "bot") judgeWord(scene, talk, item, say);
      else if (item.by === "bot-move") judgeMove(scene, talk, item, say);
    }
    judgeTurns(talk, say);
  }
  judgeCounts(scene, say);
  return findings;
}

function judgeWord(scene: Scene, talk: Talk, item: BotItem, say: Say): void {
  const { word } = item.read;
  if (word === "unknown") {
    say("wrong", "the bot wrote something that is none of its texts", talk);
    return;
  }
  const what =
    !item.isPrivate && isWithin(scene.suspensions, item.date)
      ? `${word} to an account that is suspended`
      : `${word} where there was no cause for it`;
  const justification = permission(scene, talk, item);
  const isUnseen = justification === "wrong" && isSuspensionUnseen(scene, talk, item);
  weigh(isUnseen ? "race" : justification, what, talk, say);
}

function judgeMove(scene: Scene, talk: Talk, item: BotMove, say: Say): void {
  const justification = moveIsRight(scene, talk, item.move, item.date);
  const isUnseen = justification === "wrong" && isSuspensionUnseen(scene, talk, item);
  const what = `${item.move}d where there was no cause for it`;
  weigh(isUnseen ? "race" : justification, what, talk, say);
}

/**
 * A first answer may be given for what the listing shows, which says of nobody that they are
 * suspended: whoever has just written is not.
 */
function isSuspensionUnseen(scene: Scene, talk: Talk, item: BotItem | BotMove): boolean {
  const { date } = item;
  const words = talk.items.flatMap((item) => (item.by === "bot" && item.date < date ? [item] : []));
  const written = talk.items.findLast((item) => item.by === "redditor" && item.date < date);
  if (!written || words.length > (item.by === "bot" ? 0 : 1)) return false;
  return (
    isWithin(scene.suspensions, date) &&
    standingAt(scene, talk, written.date + afterEventMs) === "contested" &&
    (scene.wallOf(date) - scene.wallOf(written.date) <= surelyActiveMs ||
      hadToQueue(scene, written.date, date))
  );
}

/** Whoever wrote within this time passes for somebody who is not suspended. */
const surelyActiveMs = 60_000;
/** Answers of one time are given by several workers. */
const besideMs = 10_000;

/** Whether others, who had written before, had their answers no earlier. */
function hadToQueue({ waits, wallOf }: Scene, written: number, answered: number): boolean {
  return waits.some(({ from, to }) => from < wallOf(written) && to >= wallOf(answered) - besideMs);
}

function weigh(justification: Justification, what: string, talk: Talk, say: Say): void {
  if (justification === "wrong") say("wrong", what, talk);
  if (justification === "race")
    say("ambiguous", `${what}, a moment after the cause was gone`, talk);
}

function permission(scene: Scene, talk: Talk, item: BotItem): Justification {
  const { token } = item.read;
  const isStanding =
    (...allowed: Standing[]) =>
    (date: number) =>
      allowed.includes(standingAt(scene, talk, date));
  const isContested = isStanding("contested", "muted-here");
  // A ban that is given an end keeps an appeal from being opened, and stops none.
  const isTalkedOver = (date: number) =>
    isContested(date) || (isStanding("temporary-ban")(date) && isKnown(scene, token, date));
  const isSent = scene.forms.some((form) => form.date < item.date);
  switch (item.read.word) {
    case "invite":
    case "repeated-invite":
    case "reminder":
      return justify(
        scene,
        item.date,
        (date) => isTalkedOver(date) && !isSentFor(scene, token, date),
      );
    case "final": {
      const isOpen = isStanding("contested", "muted-here", "temporary-ban", "other-bot-spoke-last");
      return justify(scene, item.date, (date) => isOpen(date) && isSent);
    }
    case "pointer": {
      const isOpen = isStanding("contested", "muted-here", "temporary-ban");
      return justify(scene, item.date, (date) => isOpen(date) && isSent);
    }
    case "answers": {
      const isOpen = isStanding(
        "contested",
        "muted-here",
        "human-answered",
        "temporary-ban",
        "other-bot-spoke-last",
        "account-suspended",
      );
      return justify(scene, item.date, (date) => isOpen(date) && isSent);
    }
    case "no-reason":
      return justify(scene, item.date, isStanding("no-reason"));
    case "auto-responder":
      return hasQuickAnswer(talk, item.date) ? "right" : "wrong";
    case "unknown":
      return "wrong";
  }
}

/** Within which nobody answers who has to read first. */
const quickMs = 10_000;

/** Whether somebody who passes for a person answered within seconds there. */
function hasQuickAnswer({ items }: Talk, until: number): boolean {
  return items.some((item, index) => {
    if (item.date > until || (item.by !== "human" && item.by !== "mute")) return false;
    const asked = items.slice(0, index).findLast(({ by }) => by === "redditor");
    return asked !== undefined && item.date - asked.date <= quickMs;
  });
}

function isSentFor(scene: Scene, token: string | null, date: number): boolean {
  return scene.forms.some((form) => form.token === token && form.date < date);
}

/** Whether a link had been given by then. */
function isKnown(scene: Scene, token: string | null, date: number): boolean {
  return scene.talks.some(({ items }) =>
    items.some((item) => item.by === "bot" && item.read.token === token && item.date < date),
  );
}

function moveIsRight(
  scene: Scene,
  talk: Talk,
  move: "archive" | "unarchive",
  date: number,
): Justification {
  const standing = (when: number) => standingAt(scene, talk, when);
  if (move === "unarchive") {
    const isOpen: readonly Standing[] = [
      "contested",
      "muted-here",
      "temporary-ban",
      "other-bot-spoke-last",
      "account-suspended",
    ];
    const isSent = scene.forms.some((form) => form.date < date);
    return justify(scene, date, (when) => isSent && isOpen.includes(standing(when)));
  }
  const word = talk.items.findLast(
    (item) => item.by === "bot" && !item.isPrivate && item.date < date,
  );
  if (word?.by !== "bot") return "wrong";
  if (word.read.word === "final") return "wrong";
  const isOpen: readonly Standing[] = ["contested", "muted-here", "temporary-ban"];
  return justify(
    scene,
    date,
    (when) => isOpen.includes(standing(when)) && !isSentFor(scene, word.read.token, when),
  );
}

/** Whoever has just heard of the form is not told of it again before they have written. */
function judgeTurns(talk: Talk, say: Say): void {
  let last: BotItem | null = null;
  for (const item of talk.items) {
    if (item.by === "redditor") last = null;
    if (item.by !== "bot" || item.isPrivate) continue;
    const isLink = item.read.word !== "final" && item.read.word !== "unknown";
    if (isLink && last && last.read.token === item.read.token)
      say("doubled", `${item.read.word} right after ${last.read.word}`, talk);
    last = item;
  }
}
