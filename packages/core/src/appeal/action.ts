import { z } from "zod";
import { storedDateSchema } from "../stored/stored-date.ts";
import { groups, outcomes } from "./appeal.ts";
import { banLiftSchema } from "./ban.ts";
import { dayMs } from "./cutoff.ts";
import { decisionEndSchema } from "./moderator-decision.ts";

/** `appeal`: once per appeal. `conversation`: once per conversation, with or without an appeal. */
export const actionScopes = ["appeal", "conversation"] as const;
export type ActionScope = (typeof actionScopes)[number];

const key = z.string().min(1);
const group = z.enum(groups);
const ofAppeal = z.literal("appeal");

const drawGroup = z.object({ kind: z.literal("draw-group"), key, group });
const openAppeal = z.object({
  kind: z.literal("open-appeal"),
  key,
  group,
  bannedAt: storedDateSchema.nullable(),
});
const linkConversation = z.object({ kind: z.literal("link-conversation"), key });
const markInvolved = z.object({ kind: z.literal("mark-involved"), key });
const closeAppeal = z.object({
  kind: z.literal("close-appeal"),
  key,
  outcome: z.enum(outcomes),
  /** Of a granted appeal, where it is known when and by whom the ban was lifted. */
  lift: banLiftSchema.nullable().exactOptional(),
  /** How what moderators decided about it ends, where that is under way: in the same moment. */
  decision: decisionEndSchema.exactOptional(),
});
/** From here on the moderators' decision cannot be taken back any more. */
const beginDecision = z.object({ kind: z.literal("begin-decision"), key, decisionId: z.string() });
/** Ends a decision whose appeal stays open. */
const settleDecision = z.object({
  kind: z.literal("settle-decision"),
  key,
  decision: decisionEndSchema,
});

const sendText = z.object({
  kind: z.literal("send"),
  key,
  scope: ofAppeal,
  text: z.enum(["invite", "reminder", "final", "decision", "question"]),
});
const leaveNote = z.object({
  kind: z.literal("note"),
  key,
  scope: z.enum(actionScopes),
  note: z.enum(["answers", "no-reason", "pointer", "auto-responder", "decision", "probation"]),
  /** Which part of a long note this is, from 1. */
  part: z.int().min(1),
});
const archiveConversation = z.object({ kind: z.literal("archive"), key, scope: ofAppeal });
const unarchiveConversation = z.object({ kind: z.literal("unarchive"), key, scope: ofAppeal });
/** The redditor has answered what moderators asked on the site. */
const noteAnswer = z.object({ kind: z.literal("note-answer"), key, questionId: z.string() });
const unban = z.object({
  kind: z.literal("unban"),
  key,
  scope: ofAppeal,
  /** The ban that was decided about, by its date and that of the decision: a later one is left alone. */
  bannedAt: storedDateSchema.nullable(),
  decidedAt: storedDateSchema,
});

const recordActions = [
  drawGroup,
  openAppeal,
  linkConversation,
  markInvolved,
  closeAppeal,
  beginDecision,
  settleDecision,
  noteAnswer,
] as const;
const redditActions = [
  sendText,
  leaveNote,
  archiveConversation,
  unarchiveConversation,
  unban,
] as const;

/** How an effect on Reddit is stored. */
export const redditActionSchema = z.discriminatedUnion("kind", redditActions);

/** How an action is stored. */
export const actionSchema = z.discriminatedUnion("kind", [...recordActions, ...redditActions]);

/**
 * One thing to be done. Its key is deterministic: the same facts give the same key, and
 * a key is carried out once within its scope.
 */
export type Action = RecordAction | RedditAction;

/** Changes our own record only. */
export type RecordAction =
  | DrawGroup
  | OpenAppeal
  | LinkConversation
  | MarkInvolved
  | CloseAppeal
  | BeginDecision
  | SettleDecision
  | NoteAnswer;

/** Has an effect on Reddit: claimed before, settled after. */
export type RedditAction = SendText | LeaveNote | MoveConversation | Unban;

export type DrawGroup = Readonly<z.infer<typeof drawGroup>>;
export type OpenAppeal = Readonly<z.infer<typeof openAppeal>>;
export type LinkConversation = Readonly<z.infer<typeof linkConversation>>;
export type MarkInvolved = Readonly<z.infer<typeof markInvolved>>;
export type CloseAppeal = Readonly<z.infer<typeof closeAppeal>>;
export type BeginDecision = Readonly<z.infer<typeof beginDecision>>;
export type SettleDecision = Readonly<z.infer<typeof settleDecision>>;
export type NoteAnswer = Readonly<z.infer<typeof noteAnswer>>;

/** A public answer to the appellant, written in the community's name. */
export type SendText = Readonly<z.infer<typeof sendText>>;

/** A private note that only moderators see. */
export type LeaveNote = Readonly<z.infer<typeof leaveNote>>;

/** May be repeated freely. */
export type MoveConversation = ArchiveConversation | UnarchiveConversation;

export type ArchiveConversation = Readonly<z.infer<typeof archiveConversation>>;
export type UnarchiveConversation = Readonly<z.infer<typeof unarchiveConversation>>;

/** Lifts the ban that moderators decided about, and no other. */
export type Unban = Readonly<z.infer<typeof unban>>;

const isOnReddit: Readonly<Record<Action["kind"], boolean>> = {
  "draw-group": false,
  "open-appeal": false,
  "link-conversation": false,
  "mark-involved": false,
  "close-appeal": false,
  "begin-decision": false,
  "settle-decision": false,
  "note-answer": false,
  send: true,
  note: true,
  archive: true,
  unarchive: true,
  unban: true,
};

export function isRedditAction(action: Action): action is RedditAction {
  return isOnReddit[action.kind];
}

/** What the keys of all reminders begin with. */
export const reminderPrefix = "reminder:";

const askedLinkPrefix = "invite:asked:";
const mostAskedLinksInADay = 3;

/** Keys of actions, in one place so that none is written two ways. */
export const actionKey = {
  drawGroup: "draw-group",
  open: "open",
  involved: "involved",
  close: "close",
  invite: "invite",
  archiveInvite: "archive:invite",
  reminder: (messageId: string) => `${reminderPrefix}${messageId}`,
  archiveReminder: (messageId: string) => `archive:reminder:${messageId}`,
  link: (conversationId: string) => `link:${conversationId}`,
  repeatInvite: (conversationId: string) => `invite:${conversationId}`,
  archiveRepeat: (conversationId: string) => `archive:invite:${conversationId}`,
  askedLink: (askedAt: Date) => `${askedLinkPrefix}${askedAt.getTime()}`,
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
  question: (questionId: string) => `question:${questionId}`,
  answered: (questionId: string) => `answered:${questionId}`,
  decision: (number: number, part: DecisionPart) => `decision:${number}:${part}`,
} as const;

/** What carrying out a moderators' decision consists of. */
export type DecisionPart = "begin" | "unban" | "reply" | "note" | "archive" | "settle";

/** Whether a key stands for sending the form link: at first, or repeated. */
export function isInviteKey(key: string): boolean {
  return key === actionKey.invite || key.startsWith(`${actionKey.invite}:`);
}

/**
 * Whether a link that was asked for on the site is repeated once more: three times within a day
 * at most, so that nobody can be pestered by whoever asks in their name.
 *
 * @param keys of the appeal's actions
 */
export function mayRepeatAskedLink(keys: Iterable<string>, askedAt: Date): boolean {
  const since = askedAt.getTime() - dayMs;
  const times = [...keys]
    .filter((key) => key.startsWith(askedLinkPrefix))
    .map((key) => Number(key.slice(askedLinkPrefix.length)));
  return times.filter((at) => at > since).length < mostAskedLinksInADay;
}

/** How many reminders the settled keys of an appeal stand for. */
export function countReminders(settledKeys: ReadonlySet<string>): number {
  let count = 0;
  for (const key of settledKeys) if (key.startsWith(reminderPrefix)) count += 1;
  return count;
}
