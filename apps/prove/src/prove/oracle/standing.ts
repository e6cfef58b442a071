import { banAt, phaseAt } from "./ban-spans.ts";
import type { Scene } from "./scene.ts";
import { isWithin } from "./spans.ts";
import type { Talk } from "./talk.ts";

/** How a conversation stands at a date: which of the rules of the house is the first to apply. */
export type Standing =
  | "nothing-from-redditor"
  | "account-deleted"
  | "account-suspended"
  | "other-bot-spoke-last"
  | "not-banned"
  | "temporary-ban"
  | "human-answered"
  /** Muted from this very conversation: whether that is a person's answer nobody has laid down. */
  | "muted-here"
  | "autoban"
  | "no-reason"
  | "contested";

/**
 * How things stood just before a date. Written from the rules as people read them, and
 * knowing nothing of how the bot applies them.
 */
export function standingAt(scene: Scene, talk: Talk, date: number): Standing {
  const items = talk.items.filter((item) => item.date < date);
  const messages = items.flatMap((item) => ("move" in item ? [] : [item]));
  if (!messages.some(({ by }) => by === "redditor")) return "nothing-from-redditor";
  if (scene.deletedFrom < date) return "account-deleted";
  if (isWithin(scene.suspensions, date)) return "account-suspended";
  // A private note is nobody's last word.
  if (messages.findLast(({ isPrivate }) => !isPrivate)?.by === "other-bot")
    return "other-bot-spoke-last";
  const ban = banAt(scene.bans, date);
  if (!ban) return "not-banned";
  if (isAnsweredBy("human", talk, date)) return "human-answered";
  if (phaseAt(ban, date).days !== null) return "temporary-ban";
  if (isAnsweredBy("mute", talk, date)) return "muted-here";
  if (ban.note.startsWith("Autoba")) return "autoban";
  if (talk.beganWithNotice && !talk.noticeHasQuote && ban.note === "") return "no-reason";
  return "contested";
}

/** Whether somebody had said something publicly by then, the first message excepted. */
export function isAnsweredBy(who: "human" | "mute", talk: Talk, date: number): boolean {
  return talk.items.some(
    (item, index) => index > 0 && item.date < date && item.by === who && !item.isPrivate,
  );
}

/** Whether something was right when it was done, was right a moment before, or never was. */
export type Justification = "right" | "race" | "wrong";

/**
 * Holds an effect of the bot against how things stood. The bot acts a moment after it looked:
 * what was right before the happenings of the last moments is a race that it could not win.
 */
export function justify(
  scene: Scene,
  date: number,
  isRight: (date: number) => boolean,
): Justification {
  if (isRight(date)) return "right";
  const wall = scene.wallOf(date);
  const slackMs = scene.slackAt(wall);
  const recent = scene.happenings.filter(
    (happening) => happening < date && wall - scene.wallOf(happening) <= slackMs,
  );
  return recent.some(isRight) ? "race" : "wrong";
}
