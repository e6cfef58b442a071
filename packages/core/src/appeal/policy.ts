import { assignGroup } from "../experiment/assign-group.ts";
import { showsNothing } from "../texts/visible-characters.ts";
import type { Action } from "./action.ts";
import { actionKey } from "./action.ts";
import { type Appeal, type EarlierAppeal, type Group, isForwarded, isTreated } from "./appeal.ts";
import { isSameEpisode, notBanned } from "./ban.ts";
import { reasonInNotice } from "./ban-message.ts";
import { isNameAmong } from "./conversation.ts";
import { dayMs } from "./cutoff.ts";
import {
  decideByModerators,
  isAccountGone,
  isCarriedOutHere,
  liftByPeople,
} from "./decide-by-moderators.ts";
import type { Decision, ReasonCode } from "./decision.ts";
import { dialogue, firstSteps } from "./dialogue.ts";
import type { AppealFacts } from "./facts.ts";
import { type SentFormHandling, sentForm } from "./forwarding.ts";
import { revealedAutoResponder } from "./quick-answers.ts";
import {
  beganWithBanNotice,
  isHumanAnswer,
  lastFromAppellant,
  lastPublicMessage,
  subjectSaysTemporary,
} from "./reading.ts";
import { questionSteps } from "./redditor-question.ts";
import { closeStale, isStale } from "./staleness.ts";

interface Rule {
  readonly reason: ReasonCode;
  readonly applies: (facts: AppealFacts) => boolean;
  readonly actions: (facts: AppealFacts) => readonly Action[];
  /** What becomes of a form that was sent before the rule came to apply. */
  readonly sentForm: SentFormHandling;
}

const nothing = (): readonly Action[] => [];

/** In order: the first rule that applies wins. */
const rules: readonly Rule[] = [
  {
    reason: "no-appellant",
    applies: ({ conversation }) => conversation.isInternal || conversation.appellant === null,
    actions: nothing,
    sentForm: "nothing",
  },
  {
    reason: "nothing-from-appellant",
    applies: (facts) => lastFromAppellant(facts) === null,
    actions: nothing,
    sentForm: "forward",
  },
  {
    reason: "user-deleted",
    applies: ({ conversation }) => conversation.appellant?.account === "deleted",
    actions: ({ appeal }) =>
      appeal ? [{ kind: "close-appeal", key: actionKey.close, outcome: "none" }] : [],
    sentForm: "nothing",
  },
  {
    // Nothing is said to an account that cannot answer; its appeal waits for its return.
    reason: "user-suspended",
    applies: ({ conversation }) => conversation.appellant?.account === "suspended",
    actions: nothing,
    sentForm: "note-only",
  },
  {
    reason: "handled-by-other-bot",
    applies: (facts) => {
      const last = lastPublicMessage(facts);
      const isLastWord = last !== null && isNameAmong(last.author.name, facts.community.otherBots);
      return isLastWord || isBannedByOtherBot(facts);
    },
    actions: nothing,
    sentForm: "forward",
  },
  {
    reason: "not-banned",
    applies: ({ ban }) => !ban.isBanned,
    actions: closeFormer,
    sentForm: "nothing",
  },
  {
    // Keeps an appeal from being opened. One that is open was about a permanent ban, and goes on.
    reason: "temporary-ban",
    applies: ({ appeal, ban, conversation }) => {
      if (appeal !== null || !ban.isBanned || ban.permanence === "permanent") return false;
      return ban.permanence === "temporary" || subjectSaysTemporary(conversation.subject);
    },
    actions: nothing,
    sentForm: "nothing",
  },
  {
    reason: "human-involved",
    applies: (facts) =>
      facts.conversation.messages.some((message, index) => isHumanAnswer(message, index, facts)),
    actions: (facts) => {
      const { appeal } = facts;
      const isNew = appeal !== null && !appeal.isModeratorInvolved && concernsAppeal(facts, appeal);
      const mark: Action[] = isNew ? [{ kind: "mark-involved", key: actionKey.involved }] : [];
      return [...mark, ...reportAutoResponder(facts)];
    },
    sentForm: "note-only",
  },
  {
    reason: "autoban",
    applies: ({ ban, community }) =>
      ban.isBanned && community.autobanPrefixes.some((prefix) => ban.note.startsWith(prefix)),
    actions: nothing,
    sentForm: "forward",
  },
  {
    reason: "no-reason",
    applies: (facts) => {
      const first = facts.conversation.messages[0];
      if (!facts.ban.isBanned || first === undefined || !beganWithBanNotice(facts)) return false;
      return showsNothing(facts.ban.note) && reasonInNotice(first) === null;
    },
    actions: (facts) =>
      facts.settledForConversation.has(actionKey.noReason)
        ? []
        : [
            {
              kind: "note",
              key: actionKey.noReason,
              scope: "conversation",
              note: "no-reason",
              part: 1,
            },
          ],
    sentForm: "forward",
  },
];

/** Whether a rule that does not look at the ban decides, so that the ban need not be found out. */
export function isDecidedWithoutBan(facts: AppealFacts): boolean {
  if (isCarriedOutHere(facts)) return isAccountGone(facts);
  const unknown = { ...facts, ban: notBanned };
  const firstAboutBan = rules.findIndex(({ reason }) => reason === "not-banned");
  return rules.slice(0, firstAboutBan).some((rule) => rule.applies(unknown));
}

/**
 * Decides what is to be done about a conversation. Pure and total: any facts give a
 * decision, the same facts give the same one. Actions already settled are not named
 * again, so a decision that was half carried out is simply taken once more.
 */
export function decideAppeal(facts: AppealFacts): Decision {
  return decideByModerators(facts, withQuestion(facts, decideByRules(facts)));
}

/** Whatever the rules say, moderators may ask; nobody is asked whose appeal ends. */
function withQuestion(facts: AppealFacts, { reason, actions }: Decision): Decision {
  if (actions.some(({ kind }) => kind === "close-appeal")) return { reason, actions };
  return { reason, actions: [...actions, ...questionSteps(facts)] };
}

function decideByRules(facts: AppealFacts): Decision {
  const rule = rules.find((candidate) => candidate.applies(facts));
  if (!rule) return closeStale(facts, decideContestedBan(facts));
  const actions = [...rule.actions(facts), ...sentForm(facts, rule.sentForm)];
  return closeStale(facts, { reason: rule.reason, actions });
}

/**
 * Whether another bot set the ban: the moderation log names it, it began the conversation with its
 * notice, or the ban's note says so, as the notes of widespread apps do (`Banned by /u/bot-bouncer
 * at 2025-10-26`).
 */
function isBannedByOtherBot({ ban, community, conversation }: AppealFacts): boolean {
  const { isAuto, startedBy } = conversation;
  if (isAuto && startedBy !== null && isNameAmong(startedBy, community.otherBots)) return true;
  if (ban.isBanned && ban.bannedBy !== null && isNameAmong(ban.bannedBy, community.otherBots))
    return true;
  const named = ban.isBanned ? /\bbanned by \/?u\/([\w-]+)/i.exec(ban.note)?.[1] : undefined;
  return named !== undefined && isNameAmong(named, community.otherBots);
}

/** Rules 10 and 11, and the row of the dialogue for old mail, which comes before any draw. */
function decideContestedBan(facts: AppealFacts): Decision {
  const current = currentEpisode(facts);
  if (current === "earlier-closed")
    return { reason: reasonOf(facts.group ?? "treatment"), actions: [] };
  if (current === "open" && facts.appeal) {
    const { group } = facts.appeal;
    return { reason: reasonOf(group), actions: dialogue(facts, facts.appeal) };
  }

  const last = lastFromAppellant(facts);
  if (last && isStale(last.date, facts)) return { reason: "too-old", actions: closeFormer(facts) };
  if (!contestsNewBan(facts))
    return { reason: reasonOf(facts.group ?? "treatment"), actions: closeFormer(facts) };

  const group = facts.group ?? assignGroup(facts.draw, facts.community.treatmentFraction);
  const draw: Action[] = facts.group
    ? []
    : [{ kind: "draw-group", key: actionKey.drawGroup, group }];
  const bannedAt = facts.ban.isBanned ? facts.ban.bannedAt : null;
  const open: Action = { kind: "open-appeal", key: actionKey.open, group, bannedAt };
  return {
    reason: reasonOf(group),
    actions: [...closeFormer(facts), ...draw, open, ...(isTreated({ group }) ? firstSteps : [])],
  };
}

/** Tells moderators, once, of an account that answers everybody and is taken for a person. */
function reportAutoResponder(facts: AppealFacts): readonly Action[] {
  const key = actionKey.autoResponder;
  if (revealedAutoResponder(facts) === null || facts.settledForConversation.has(key)) return [];
  return [{ kind: "note", key, scope: "conversation", note: "auto-responder", part: 1 }];
}

/** What was answered in some other conversation, before the appeal, was about something else. */
function concernsAppeal(facts: AppealFacts, appeal: Appeal): boolean {
  const { id, messages } = facts.conversation;
  if (id === appeal.conversationId || facts.settledForAppeal.has(actionKey.link(id))) return true;
  return messages.some(
    (message, index) => message.date > appeal.openedAt && isHumanAnswer(message, index, facts),
  );
}

function reasonOf(group: Group): ReasonCode {
  const reasons: Readonly<Record<Group, ReasonCode>> = {
    treatment: "eligible",
    control: "control",
  };
  return reasons[group];
}

/** Where the ban of this moment stands among the appeals that we know. */
function currentEpisode(facts: AppealFacts): "open" | "earlier-closed" | "unknown" {
  const { ban, appeal, earlierAppeals } = facts;
  const bannedAt = ban.isBanned ? ban.bannedAt : null;
  const submittedAt = appeal?.form?.submittedAt ?? null;
  if (appeal) {
    const isAbout = isAboutBan({ ...appeal, submittedAt }, ban);
    return isAbout || holdsSentForm(facts) ? "open" : "unknown";
  }
  // A granted appeal ended its episode: whoever is banned after it is banned anew.
  const former = earlierAppeals.findLast(
    (earlier) =>
      earlier.outcome !== "granted" &&
      isSameEpisode(earlier.bannedAt, bannedAt) &&
      !isBannedAfter(earlier, bannedAt),
  );
  return former && !isTakenUpAgain(former, facts) ? "earlier-closed" : "unknown";
}

/**
 * A ban that was changed may have another date: a form that was sent goes on its way, and stays with
 * people in its own conversation, unless the ban that it contests is known to have been lifted.
 */
function holdsSentForm({ appeal, lift, conversation }: AppealFacts): boolean {
  if (!appeal?.form?.submittedAt || lift !== null) return false;
  return !isForwarded(appeal) || conversation.id === appeal.conversationId;
}

/**
 * A temporary ban opens no appeal, so words about it belong to the one that is open; and a form
 * contests the ban that stood when it was sent.
 */
export function isAboutBan(
  {
    bannedAt,
    submittedAt,
  }: Pick<Appeal, "bannedAt"> & { /** Of its form. */ readonly submittedAt: Date | null },
  ban: AppealFacts["ban"],
): boolean {
  if (!ban.isBanned || ban.permanence === "temporary") return true;
  const isFormLater = ban.bannedAt !== null && submittedAt !== null && submittedAt >= ban.bannedAt;
  return isFormLater || isSameEpisode(bannedAt, ban.bannedAt);
}

/** Words that arrive while an appeal is being closed are from so shortly before its end at most. */
const crossedWithClosingMs = 60 * 60_000;

/** Whoever let an appeal lapse without its form, and writes again after its end, is invited again. */
function isTakenUpAgain(former: EarlierAppeal, facts: AppealFacts): boolean {
  const last = lastFromAppellant(facts);
  if (former.outcome !== "none" || former.formSubmittedAt !== null) return false;
  if (last === null || former.closedAt === null) return false;
  // A message as fresh as this would have kept the appeal open, had it been seen.
  const fresh = Math.min(crossedWithClosingMs, facts.community.updateCutoffDays * dayMs);
  return last.date.getTime() > former.closedAt.getTime() - fresh;
}

/**
 * Whether a ban was set after an appeal was opened that bears no other date. The same date is the
 * same ban, even by a clock of Reddit's that is ahead of ours.
 */
function isBannedAfter(
  { bannedAt: contestedAt, openedAt }: EarlierAppeal,
  bannedAt: Date | null,
): boolean {
  const isSame = contestedAt?.getTime() === bannedAt?.getTime();
  return bannedAt !== null && !isSame && bannedAt > openedAt;
}

/** Words contest the ban that stood when they were written: after a new one they have to write again. */
function contestsNewBan(facts: AppealFacts): boolean {
  const { ban } = facts;
  const last = lastFromAppellant(facts);
  return !ban.isBanned || ban.bannedAt === null || (last !== null && last.date >= ban.bannedAt);
}

/** The ban was lifted; where another one stands, it was lifted before, or there could be no second. */
function closeFormer(facts: AppealFacts): readonly Action[] {
  if (!facts.appeal) return [];
  const lift = liftByPeople(facts);
  return [{ kind: "close-appeal", key: actionKey.close, outcome: "granted", lift }];
}
