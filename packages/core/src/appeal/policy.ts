import { assignGroup } from "../experiment/assign-group.ts";
import { showsNothing } from "../texts/visible-characters.ts";
import type { Action } from "./action.ts";
import { actionKey } from "./action.ts";
import type { Appeal, EarlierAppeal } from "./appeal.ts";
import { isSameEpisode } from "./ban.ts";
import { isNameAmong } from "./conversation.ts";
import type { Decision, ReasonCode } from "./decision.ts";
import { dialogue, firstSteps } from "./dialogue.ts";
import type { AppealFacts } from "./facts.ts";
import { answersNotes } from "./forwarding.ts";
import {
  beganWithBanNotice,
  isHumanAnswer,
  lastFromAppellant,
  subjectSaysTemporary,
} from "./reading.ts";
import { closeStale, isStale } from "./staleness.ts";
import { reasonInNotice } from "./told-reason.ts";

interface Rule {
  readonly reason: ReasonCode;
  readonly applies: (facts: AppealFacts) => boolean;
  readonly actions: (facts: AppealFacts) => readonly Action[];
}

const nothing = (): readonly Action[] => [];

/** In order: the first rule that applies wins. */
const rules: readonly Rule[] = [
  {
    reason: "no-appellant",
    applies: ({ conversation }) => conversation.isInternal || conversation.appellant === null,
    actions: nothing,
  },
  {
    reason: "nothing-from-appellant",
    applies: (facts) => lastFromAppellant(facts) === null,
    actions: nothing,
  },
  {
    reason: "user-deleted",
    applies: ({ conversation }) => conversation.appellant?.account !== "active",
    actions: ({ appeal }) =>
      appeal ? [{ kind: "close-appeal", key: actionKey.close, outcome: "none" }] : [],
  },
  {
    reason: "handled-by-other-bot",
    applies: ({ conversation, community }) => {
      const last = conversation.messages.at(-1);
      return last !== undefined && isNameAmong(last.author.name, community.otherBots);
    },
    actions: nothing,
  },
  {
    reason: "not-banned",
    applies: ({ ban }) => !ban.isBanned,
    actions: ({ appeal }) =>
      appeal ? [{ kind: "close-appeal", key: actionKey.close, outcome: "granted" }] : [],
  },
  {
    reason: "temporary-ban",
    applies: ({ ban, conversation }) => {
      if (!ban.isBanned || ban.permanence === "permanent") return false;
      return ban.permanence === "temporary" || subjectSaysTemporary(conversation.subject);
    },
    actions: nothing,
  },
  {
    reason: "human-involved",
    applies: (facts) =>
      facts.conversation.messages.some((message, index) => isHumanAnswer(message, index, facts)),
    actions: (facts) => {
      const { appeal } = facts;
      if (!appeal) return [];
      const isKnown = appeal.isModeratorInvolved || !concernsAppeal(facts, appeal);
      const mark: Action[] = isKnown ? [] : [{ kind: "mark-involved", key: actionKey.involved }];
      // In a second conversation nothing is left: the first one gets the answers, whole.
      const isItsPlace = facts.conversation.id === appeal.conversationId;
      const isWaiting = appeal.group === "treatment" && appeal.state !== "forwarded";
      return [...mark, ...(isItsPlace && isWaiting ? answersNotes(facts) : [])];
    },
  },
  {
    reason: "autoban",
    applies: ({ ban, community }) =>
      ban.isBanned && community.autobanPrefixes.some((prefix) => ban.note.startsWith(prefix)),
    actions: nothing,
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
  },
];

/**
 * Decides what is to be done about a conversation. Pure and total: any facts give a
 * decision, the same facts give the same one. Actions already settled are not named
 * again, so a decision that was half carried out is simply taken once more.
 */
export function decideAppeal(facts: AppealFacts): Decision {
  const rule = rules.find((candidate) => candidate.applies(facts));
  if (rule) return closeStale(facts, { reason: rule.reason, actions: rule.actions(facts) });
  return closeStale(facts, decideContestedBan(facts));
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
    actions: [...closeFormer(facts), ...draw, open, ...(group === "treatment" ? firstSteps : [])],
  };
}

/** What was answered in some other conversation, before the appeal, was about something else. */
function concernsAppeal(facts: AppealFacts, appeal: Appeal): boolean {
  const { id, messages } = facts.conversation;
  if (id === appeal.conversationId || facts.settledForAppeal.has(actionKey.link(id))) return true;
  return messages.some(
    (message, index) => message.date > appeal.openedAt && isHumanAnswer(message, index, facts),
  );
}

function reasonOf(group: "treatment" | "control"): ReasonCode {
  return group === "control" ? "control" : "eligible";
}

/** Where the ban of this moment stands among the appeals that we know. */
function currentEpisode({
  ban,
  appeal,
  earlierAppeals,
}: AppealFacts): "open" | "earlier-closed" | "unknown" {
  const bannedAt = ban.isBanned ? ban.bannedAt : null;
  if (appeal) return isSameEpisode(appeal.bannedAt, bannedAt) ? "open" : "unknown";
  // A granted appeal ended its episode: whoever is banned after it is banned anew.
  const isContestedBefore = earlierAppeals.some(
    (earlier) =>
      earlier.outcome !== "granted" &&
      isSameEpisode(earlier.bannedAt, bannedAt) &&
      !isBannedAfter(earlier, bannedAt),
  );
  return isContestedBefore ? "earlier-closed" : "unknown";
}

/** A ban set after an appeal of unknown date was opened is another one. */
function isBannedAfter({ openedAt }: EarlierAppeal, bannedAt: Date | null): boolean {
  return bannedAt !== null && bannedAt > openedAt;
}

/** Whoever appealed before has to write again after a new ban: their old words were about the old one. */
function contestsNewBan(facts: AppealFacts): boolean {
  const { appeal, earlierAppeals, ban } = facts;
  if (!appeal && earlierAppeals.length === 0) return true;
  const last = lastFromAppellant(facts);
  return !ban.isBanned || ban.bannedAt === null || (last !== null && last.date >= ban.bannedAt);
}

/** An open appeal of another episode: that ban was lifted, or there could be no second one. */
function closeFormer({ appeal }: AppealFacts): readonly Action[] {
  return appeal ? [{ kind: "close-appeal", key: actionKey.close, outcome: "granted" }] : [];
}
