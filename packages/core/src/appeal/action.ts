import type { Group, Outcome } from "./appeal.ts";
import type { BanLift } from "./ban.ts";

/**
 * One thing to be done. Its key is deterministic: the same facts give the same key, and
 * a key is carried out once within its scope.
 */
export type Action = RecordAction | RedditAction;

/** Changes our own record only. */
export type RecordAction = DrawGroup | OpenAppeal | LinkConversation | MarkInvolved | CloseAppeal;

/** Has an effect on Reddit: claimed before, settled after. */
export type RedditAction = SendText | LeaveNote | MoveConversation;

/** `appeal`: once per appeal. `conversation`: once per conversation, with or without an appeal. */
export type ActionScope = "appeal" | "conversation";

export interface DrawGroup {
  readonly kind: "draw-group";
  readonly key: string;
  readonly group: Group;
}

export interface OpenAppeal {
  readonly kind: "open-appeal";
  readonly key: string;
  readonly group: Group;
  readonly bannedAt: Date | null;
}

export interface LinkConversation {
  readonly kind: "link-conversation";
  readonly key: string;
}

export interface MarkInvolved {
  readonly kind: "mark-involved";
  readonly key: string;
}

export interface CloseAppeal {
  readonly kind: "close-appeal";
  readonly key: string;
  readonly outcome: Outcome;
  /** Of a granted appeal, where it is known when and by whom the ban was lifted. */
  readonly lift?: BanLift | null;
}

/** A public answer to the appellant, written in the community's name. */
export interface SendText {
  readonly kind: "send";
  readonly key: string;
  readonly scope: "appeal";
  readonly text: "invite" | "reminder" | "final";
}

/** A private note that only moderators see. */
export interface LeaveNote {
  readonly kind: "note";
  readonly key: string;
  readonly scope: ActionScope;
  readonly note: "answers" | "no-reason" | "pointer" | "auto-responder";
  /** Which part of a long note this is, from 1. */
  readonly part: number;
}

/** May be repeated freely. */
export type MoveConversation = ArchiveConversation | UnarchiveConversation;

export interface ArchiveConversation {
  readonly kind: "archive";
  readonly key: string;
  readonly scope: "appeal";
}

export interface UnarchiveConversation {
  readonly kind: "unarchive";
  readonly key: string;
  readonly scope: "appeal";
}

export function isRedditAction(action: Action): action is RedditAction {
  return (
    action.kind === "send" ||
    action.kind === "note" ||
    action.kind === "archive" ||
    action.kind === "unarchive"
  );
}

/** Keys of actions, in one place so that none is written two ways. */
export const actionKey = {
  drawGroup: "draw-group",
  open: "open",
  involved: "involved",
  close: "close",
  invite: "invite",
  archiveInvite: "archive:invite",
  reminder: (messageId: string) => `reminder:${messageId}`,
  archiveReminder: (messageId: string) => `archive:reminder:${messageId}`,
  link: (conversationId: string) => `link:${conversationId}`,
  repeatInvite: (conversationId: string) => `invite:${conversationId}`,
  archiveRepeat: (conversationId: string) => `archive:invite:${conversationId}`,
  askedLink: (askedAt: Date) => `invite:asked:${askedAt.getTime()}`,
  archiveAskedLink: (askedAt: Date) => `archive:invite:asked:${askedAt.getTime()}`,
  replacedLink: (version: number) => `invite:version:${version}`,
  archiveReplacedLink: (version: number) => `archive:invite:version:${version}`,
  pointer: (conversationId: string) => `pointer:${conversationId}`,
  final: "final",
  answers: (part: number) => (part === 1 ? "note" : `note:${part}`),
  unarchive: "unarchive",
  undoLateArchive: (moderatorActionId: string) => `unarchive:${moderatorActionId}`,
  noReason: "no-reason",
  autoResponder: "auto-responder",
} as const;

/** Whether a key stands for sending the form link: at first, or repeated. */
export function isInviteKey(key: string): boolean {
  return key === actionKey.invite || key.startsWith(`${actionKey.invite}:`);
}

const day = 24 * 60 * 60 * 1000;
const mostAskedLinksInADay = 3;

/**
 * Whether a link that was asked for on the site is repeated once more: three times within a day
 * at most, so that nobody can be pestered by whoever asks in their name.
 *
 * @param keys of the appeal's actions
 */
export function mayRepeatAskedLink(keys: Iterable<string>, askedAt: Date): boolean {
  const beginning = "invite:asked:";
  const since = askedAt.getTime() - day;
  const times = [...keys]
    .filter((key) => key.startsWith(beginning))
    .map((key) => Number(key.slice(beginning.length)));
  return times.filter((at) => at > since).length < mostAskedLinksInADay;
}

const reminderPrefix = "reminder:";

/** How many reminders the settled keys of an appeal stand for. */
export function countReminders(settledKeys: ReadonlySet<string>): number {
  let count = 0;
  for (const key of settledKeys) if (key.startsWith(reminderPrefix)) count += 1;
  return count;
}
