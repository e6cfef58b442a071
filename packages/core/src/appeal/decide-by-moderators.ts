import type { Action, CloseAppeal } from "./action.ts";
import { actionKey } from "./action.ts";
import type { BanLift } from "./ban.ts";
import { isNameAmong } from "./conversation.ts";
import type { Decision } from "./decision.ts";
import type { AppealFacts } from "./facts.ts";
import { isToDo, sentForm } from "./forwarding.ts";
import type { ModeratorDecision } from "./moderator-decision.ts";
import { type DecisionEnd, isBanOfDecision, isDecisionDue } from "./moderator-decision.ts";
import { lastFromAppellant } from "./reading.ts";

/**
 * Carries out what moderators decided on the site, once it can be taken back no more, before
 * anything that the rules say. Where it cannot be carried out, or the appeal ends otherwise before
 * it begins, it ends with that, and what the rules say holds.
 *
 * @param byRules what the rules say of the same facts
 */
export function decideByModerators(facts: AppealFacts, byRules: Decision): Decision {
  const { moderatorDecision: decision, appeal, now } = facts;
  if (decision === null || appeal === null) return byRules;
  const isDue = isDecisionDue(decision, now);
  if (isCarriedOutHere(facts)) {
    const refusal = whyRefused(facts, decision);
    if (refusal !== null) return endedByRules(decision, byRules, refusal);
    return { reason: "moderator-decision", actions: steps(facts, decision) };
  }
  const opensAnother = byRules.actions.some(({ kind }) => kind === "open-appeal");
  // Where it is carried out, it closes the appeal as well: here nothing comes before that.
  if (isDue && !opensAnother)
    return { ...byRules, actions: byRules.actions.filter(({ kind }) => kind !== "close-appeal") };
  const closing = byRules.actions.find((action) => action.kind === "close-appeal");
  if (!closing) return byRules;
  // Moderators decided in the nick of time: silence closes nothing any more.
  const isLapse = closing.outcome !== "granted" && !isAccountGone(facts);
  const willBegin = !decision.needsSecond || decision.secondedBy !== null;
  if (isLapse && willBegin) return { ...byRules, actions: [] };
  return endedByRules(decision, byRules, whyOver(facts, closing));
}

/** Whether what moderators decided is to be carried out now, in this conversation. */
export function isCarriedOutHere({
  moderatorDecision,
  appeal,
  conversation,
  now,
}: Pick<AppealFacts, "moderatorDecision" | "appeal" | "conversation" | "now">): boolean {
  if (moderatorDecision === null || appeal?.conversationId !== conversation.id) return false;
  return isDecisionDue(moderatorDecision, now);
}

/** How a ban was lifted: what our own account lifted was decided by a moderator, not by the bot. */
export function liftByPeople({
  lift,
  ownAccounts,
  moderatorDecision,
}: Pick<AppealFacts, "lift" | "ownAccounts" | "moderatorDecision">): BanLift | null {
  if (lift === null || lift.by === null || !isNameAmong(lift.by, ownAccounts)) return lift;
  const by = moderatorDecision?.kind === "lift" ? moderatorDecision.decidedBy : null;
  return { ...lift, by };
}

/** Why a decision is not carried out; `null` where it is. */
function whyRefused(facts: AppealFacts, decision: ModeratorDecision): string | null {
  const { ban, isDeciderEntitled, settledForAppeal, givenUpForAppeal } = facts;
  const isGone = isAccountGone(facts);
  const isOther = ban.isBanned && !isBanOfDecision(decision, ban);
  if (decision.state === "pending") {
    if (isGone) return trouble.deleted;
    if (!isDeciderEntitled) return trouble.notEntitled(decision.decidedBy);
    if (!ban.isBanned) return trouble.lifted(facts);
    if (isOther) return trouble.otherBan;
    return isFormUnread(facts, decision) ? trouble.formSince : null;
  }
  const unban = actionKey.decision(decision.number, "unban");
  if (decision.kind !== "lift" || settledForAppeal.has(unban)) return null;
  if (isGone) return trouble.deleted;
  if (isOther) return trouble.otherBan;
  return givenUpForAppeal.has(unban) ? trouble.unbanRefused : null;
}

/** A ban is not upheld over answers that nobody had seen. */
function isFormUnread({ appeal }: AppealFacts, { kind, decidedAt }: ModeratorDecision): boolean {
  const submittedAt = appeal?.form?.submittedAt ?? null;
  return kind !== "lift" && submittedAt !== null && submittedAt > decidedAt;
}

/** What is left to do, in the order in which it is done. */
function steps(facts: AppealFacts, decision: ModeratorDecision): readonly Action[] {
  const { number, id } = decision;
  const begin: Action[] =
    decision.state === "pending"
      ? [{ kind: "begin-decision", key: actionKey.decision(number, "begin"), decisionId: id }]
      : [];
  return [...begin, ...effects(facts, decision), close(facts, decision)];
}

function effects(facts: AppealFacts, decision: ModeratorDecision): readonly Action[] {
  const { number, bannedAt, decidedAt } = decision;
  const key = {
    unban: actionKey.decision(number, "unban"),
    reply: actionKey.decision(number, "reply"),
    note: actionKey.decision(number, "note"),
    archive: actionKey.decision(number, "archive"),
  };
  const isLifted = decision.kind !== "lift" || !facts.ban.isBanned;
  const isAnswered = decision.reply === null || isAccountGone(facts);
  const scope = "appeal";
  const all: readonly Action[] = [
    ...(isLifted ? [] : [{ kind: "unban", key: key.unban, scope, bannedAt, decidedAt } as const]),
    ...(isAnswered ? [] : [{ kind: "send", key: key.reply, scope, text: "decision" } as const]),
    // Answers that had not reached the conversation yet stand there before what was decided on them.
    ...sentForm(facts, "note-only"),
    { kind: "note", key: key.note, scope, note: "decision", part: 1 },
    ...(wroteSince(facts, decision) ? [] : [{ kind: "archive", key: key.archive, scope } as const]),
  ];
  return all.filter((action) => isToDo(facts, action));
}

function close(facts: AppealFacts, decision: ModeratorDecision): CloseAppeal {
  const end: DecisionEnd = {
    id: decision.id,
    state: "done",
    trouble: whatWentOtherwise(facts, decision),
  };
  const closing = { kind: "close-appeal", key: actionKey.close, decision: end } as const;
  return decision.kind === "lift"
    ? { ...closing, outcome: "granted", lift: liftOf(facts, decision) }
    : { ...closing, outcome: "denied" };
}

/** By whom and when the ban was lifted: by the bot in the decider's name, or by hand before it could. */
function liftOf(facts: AppealFacts, { liftedAt, decidedBy }: ModeratorDecision): BanLift | null {
  if (liftedAt !== null) return { at: liftedAt, by: decidedBy };
  return facts.ban.isBanned ? { at: facts.now, by: decidedBy } : liftByPeople(facts);
}

function whatWentOtherwise(facts: AppealFacts, decision: ModeratorDecision): string | null {
  const { number, kind, liftedAt, reply } = decision;
  const isByHand = kind === "lift" && liftedAt === null && !facts.ban.isBanned;
  const isGivenUp = (part: "reply" | "note") =>
    facts.givenUpForAppeal.has(actionKey.decision(number, part));
  const said = [
    ...(isByHand ? [trouble.liftedByHand(facts)] : []),
    ...(isGivenUp("reply") ? [trouble.replyRefused] : []),
    ...(reply !== null && isAccountGone(facts) ? [trouble.nobodyToAnswer] : []),
    ...(isGivenUp("note") ? [trouble.noteRefused] : []),
    ...(wroteSince(facts, decision) ? [trouble.wroteSince] : []),
  ];
  return said.length > 0 ? said.join(" ") : null;
}

/** Words that nobody can have known of who decided are left where people see them. */
function wroteSince(facts: AppealFacts, { decidedAt }: ModeratorDecision): boolean {
  const last = lastFromAppellant(facts);
  return last !== null && last.date > decidedAt;
}

export function isAccountGone({ conversation: { appellant } }: AppealFacts): boolean {
  return appellant === null || appellant.account === "deleted";
}

/** What the rules say, and with it the end of a decision that is not carried out. */
function endedByRules(decision: ModeratorDecision, byRules: Decision, why: string): Decision {
  const end: DecisionEnd = { id: decision.id, state: "refused", trouble: why };
  const isClosing = byRules.actions.some(({ kind }) => kind === "close-appeal");
  const actions = byRules.actions.map((action) =>
    action.kind === "close-appeal" ? { ...action, decision: end } : action,
  );
  const key = actionKey.decision(decision.number, "settle");
  const settle: Action[] = isClosing ? [] : [{ kind: "settle-decision", key, decision: end }];
  return { reason: byRules.reason, actions: [...settle, ...actions] };
}

/** Why an appeal was over before what moderators decided could begin. */
function whyOver(facts: AppealFacts, { outcome }: CloseAppeal): string {
  if (isAccountGone(facts)) return trouble.deleted;
  if (outcome !== "granted") return trouble.closed;
  return facts.ban.isBanned ? trouble.otherBan : trouble.lifted(facts);
}

const trouble = {
  deleted: "The redditor's account was deleted before this was carried out. Nothing was done.",
  notEntitled: (name: string) =>
    `u/${name} may no longer decide in this community, by Reddit's list of its moderators. Nothing was done: another moderator can decide.`,
  otherBan: "Another ban has been set since. It was left alone: decide about it by itself.",
  formSince:
    "The redditor sent the form after this was decided. Nothing was done: read the answers and decide again.",
  lifted: (facts: AppealFacts) => `${trouble.liftedByHand(facts)} Nothing else was done.`,
  liftedByHand: (facts: AppealFacts) => {
    const by = liftByPeople(facts)?.by;
    return `The ban had already been lifted${by ? ` by u/${by}` : ""}.`;
  },
  unbanRefused:
    "Reddit did not let the bot lift the ban: it may lack the permission to manage users. The ban stands, and nothing was answered.",
  replyRefused:
    "Reddit did not take the answer: the redditor may be muted or have blocked the community.",
  nobodyToAnswer: "The redditor's account was deleted, so that there was nobody to answer.",
  noteRefused: "Reddit did not take the private note.",
  wroteSince: "The redditor wrote again meanwhile, so the conversation was not archived.",
  closed: "The appeal was closed before this was carried out. Nothing was done.",
} as const;
