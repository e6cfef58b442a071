import type { ConversationView } from "@appealmod/reddit-simulator/testing";
import type { RunEvidence } from "../stories/evidence.ts";
import type { ReadWord } from "./bot-words.ts";

/** One thing that stands in a conversation, by who put it there. */
export type Item =
  | {
      /** `mute`: what Reddit tells the redditor in the name of whoever muted them. */
      readonly by: "redditor" | "human" | "other-bot" | "auto-responder" | "mute";
      readonly date: number;
      readonly isPrivate: boolean;
    }
  | {
      readonly by: "bot";
      readonly date: number;
      readonly isPrivate: boolean;
      readonly body: string;
      readonly read: ReadWord;
    }
  | Move<"bot-move">
  | Move<"human-move">;

interface Move<By> {
  readonly by: By;
  readonly date: number;
  readonly move: "archive" | "unarchive";
}

export type BotItem = Extract<Item, { by: "bot" }>;
export type BotMove = Move<"bot-move">;

/** A conversation of the story, as the oracle sees it. */
export interface Talk {
  readonly id: string;
  readonly beganWithNotice: boolean;
  readonly noticeHasQuote: boolean;
  readonly isArchived: boolean;
  /** Public replies that Reddit refused. */
  readonly refusedReplies: number;
  /** In order; the first message included. */
  readonly items: readonly Item[];
}

const archived = 2;
const muteAction = 5;

export function talkOf(
  run: RunEvidence,
  view: ConversationView,
  read: (body: string, isPrivate: boolean) => ReadWord,
): Talk {
  const messages = view.messages.map((message): Item => {
    const { author, side, body, isInternal: isPrivate, date } = message;
    if (side === "user") return { by: "redditor", date, isPrivate: false };
    if (isNamed(run.bots, author))
      return { by: "bot", date, isPrivate, body, read: read(body, isPrivate) };
    if (isNamed(run.autoResponders, author)) return { by: "auto-responder", date, isPrivate };
    if (isNamed(run.otherBots, author)) return { by: "other-bot", date, isPrivate };
    return { by: isOfMute(view, date) ? "mute" : "human", date, isPrivate };
  });
  const moves = view.actions
    .filter(({ type }) => type === 2 || type === 3)
    .map(
      ({ author, type, date }): Item => ({
        by: isNamed(run.bots, author) ? "bot-move" : "human-move",
        date,
        move: type === 2 ? "archive" : "unarchive",
      }),
    );
  return {
    id: view.id,
    beganWithNotice: view.isAuto && view.messages[0]?.side === "moderator",
    noticeHasQuote: /^> .*\S/m.test(view.messages[0]?.body ?? ""),
    isArchived: view.state === archived,
    refusedReplies: view.refusedReplies,
    items: [...messages, ...moves].sort((one, other) => one.date - other.date),
  };
}

function isNamed(names: readonly string[], name: string): boolean {
  return names.some((one) => one.toLowerCase() === name.toLowerCase());
}

/** A mute brings its message with it: nothing comes between the two. */
function isOfMute({ messages, actions }: ConversationView, date: number): boolean {
  const before = [...messages, ...actions].filter((one) => one.date < date);
  const last = before.sort((one, other) => one.date - other.date).at(-1);
  return last !== undefined && "type" in last && last.type === muteAction;
}

/** Whether it is said to treatment only, and not to moderators about anybody. */
export function isOfDialogue({ read }: BotItem): boolean {
  return read.word !== "no-reason" && read.word !== "auto-responder";
}

export function lastDate(talk: Talk, is: (item: Item) => boolean): number {
  return talk.items.findLast(is)?.date ?? Number.NEGATIVE_INFINITY;
}

/** When the redditor last wrote there. */
export function lastWritten(talk: Talk): number {
  return lastDate(talk, ({ by }) => by === "redditor");
}

/** When anybody but the redditor and the bot last wrote there or moved it: that may bring it back. */
export function lastTouched(talk: Talk): number {
  return lastDate(talk, ({ by }) => by !== "redditor" && by !== "bot" && by !== "bot-move");
}

/** Whether it lay in the archive just after a date. Every message takes a conversation out of it. */
export function isArchivedAt(talk: Talk, date: number): boolean {
  const last = talk.items.findLast((item) => item.date <= date);
  return last !== undefined && "move" in last && last.move === "archive";
}
