import type { BanSpan, Scene, Talk } from "./scene.ts";

/** How a conversation stands at a date: which of the rules of the house is the first to apply. */
export type Standing =
  | "nothing-from-redditor"
  | "account-gone"
  | "other-bot-spoke-last"
  | "not-banned"
  | "temporary-ban"
  | "human-answered"
  | "autoban"
  | "no-reason"
  | "contested";

export function banAt(scene: Scene, date: number): BanSpan | undefined {
  return scene.bans.find(({ from, to }) => from < date && date <= to);
}

/**
 * How things stood just before a date. Written from the rules as people read them, and
 * knowing nothing of how the bot applies them.
 */
export function standingAt(scene: Scene, talk: Talk, date: number): Standing {
  const items = talk.items.filter((item) => item.date < date);
  const messages = items.filter(({ by }) => by !== "bot-move" && by !== "human-move");
  if (!messages.some(({ by }) => by === "redditor")) return "nothing-from-redditor";
  if (scene.goneFrom < date) return "account-gone";
  if (messages.at(-1)?.by === "other-bot") return "other-bot-spoke-last";
  const ban = banAt(scene, date);
  if (!ban) return "not-banned";
  if (ban.isTemporary) return "temporary-ban";
  const isAnswered = messages.some(
    (item, index) => index > 0 && item.by === "human" && !item.isPrivate,
  );
  if (isAnswered) return "human-answered";
  if (ban.note.startsWith("Autoba")) return "autoban";
  if (talk.beganWithNotice && !talk.noticeHasQuote && ban.note === "") return "no-reason";
  return "contested";
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
