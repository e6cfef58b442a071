import {
  type AppealState,
  actionKey,
  type CommunitySettings,
  cutoffDate,
  isSameName,
  nextCheck,
  type Outcome,
  type QuestionSet,
  type RedditAction,
} from "@appealmod/core";
import type { ImportedAppeal, ImportedEffect } from "@appealmod/db";
import { type FormRow, sources, type UserLog } from "../source/earlier-rows.ts";
import type { GatheredConversation } from "../source/gather.ts";
import { earlierAnswers, earlierQuestions } from "./earlier-questions.ts";
import { importId } from "./import-id.ts";

export interface PlanningFacts {
  readonly now: Date;
  readonly settings: CommunitySettings;
  /** What those are asked who have not sent their form yet. */
  readonly questions: QuestionSet;
  readonly conversations: ReadonlyMap<string, GatheredConversation>;
}

export interface PlannedAppeal {
  readonly appeal: ImportedAppeal;
  readonly toRead: readonly string[];
  /** What it is here, in words for the report. */
  readonly reason: string;
}

/** How an appeal of the earlier system stands here. */
interface Standing {
  readonly state: AppealState;
  readonly outcome: Outcome | null;
  readonly reason: string;
  /** The bot looks at it at once. */
  readonly isDue: boolean;
}

/** An appeal of the earlier system as it goes on here. */
export function planAppeal(
  key: string,
  user: UserLog,
  form: FormRow | null,
  facts: PlanningFacts,
): PlannedAppeal {
  const { conversations, questions, settings, now } = facts;
  const main = conversations.get(user.conv_id);
  const isTreated = user.group === 1;
  const answers = form && isTreated ? earlierAnswers(form) : null;
  const sent = form && answers ? { answers, at: form.updated_at } : null;
  const unbannedAt = main?.unbannedAt ?? null;
  const standing = standingOf(user, { isSent: sent !== null, unbannedAt });
  const { state, outcome } = standing;
  const openedAt = user.appeal_time;
  const lastChangedAt = latest(openedAt, user.last_conv_update, sent?.at ?? null);
  const appeal: ImportedAppeal = {
    id: importId(sources.users, key),
    ...{ subreddit: user.subreddit, username: user.username, state, outcome },
    group: isTreated ? "treatment" : "control",
    isModeratorInvolved: user.mod_involved,
    conversationId: user.conv_id,
    otherConversationIds: user.other_conv_ids.filter((id) => id !== user.conv_id),
    ...{ openedAt, lastChangedAt, nextCheckAt: null },
    closedAt: state !== "closed" ? null : latest(openedAt, unbannedAt ?? lastChangedAt),
    form: isTreated
      ? {
          questions: sent ? earlierQuestions : questions,
          createdAt: form?.created_at ?? openedAt,
          updatedAt: form?.updated_at ?? openedAt,
          sent,
        }
      : null,
    effects: isTreated ? effectsOf(user, state, sent?.at ?? null, lastChangedAt) : [],
  };
  if (state === "closed") return { appeal, toRead: [], reason: standing.reason };
  const waits = (id: string) => {
    const author = conversations.get(id)?.lastPublicAuthor;
    return author == null ? null : isSameName(author, user.username);
  };
  const isStale = now > cutoffDate(lastChangedAt, settings);
  const isDue = standing.isDue || (state === "invited" && waits(user.conv_id) === true);
  const checked = nextCheck(
    {
      ...appeal,
      ...{ redditorId: null, bannedAt: null, banNote: "", banMessage: null, grantedBy: null },
      ...{ linkAskedAt: null, linkVersion: 1 },
      form: sent && { ...sent, questions: earlierQuestions, submittedAt: sent.at },
    },
    lastChangedAt,
    now,
    settings,
  );
  return {
    appeal: { ...appeal, nextCheckAt: isDue ? lastChangedAt : checked },
    // Where nobody knows who spoke last, the bot looks.
    toRead:
      isTreated && !isStale ? appeal.otherConversationIds.filter((id) => waits(id) !== false) : [],
    reason: standing.reason,
  };
}

function standingOf(
  user: UserLog,
  { isSent, unbannedAt }: { readonly isSent: boolean; readonly unbannedAt: Date | null },
): Standing {
  const closed = (outcome: Outcome | null, reason: string): Standing => ({
    ...{ state: "closed", outcome, reason, isDue: false },
  });
  const open = (state: AppealState, reason: string, isDue: boolean): Standing => ({
    ...{ state, outcome: null, reason, isDue },
  });
  if (user.appeal_accept || unbannedAt) return closed("granted", "closed: the ban was lifted");
  if (user.user_deleted) return closed("none", "closed: the account was gone");
  if (user.group === 0)
    return open("new", "control: the bot looks once whether the ban was lifted", true);
  if (user.note_shared && user.ignored)
    return closed(null, "closed after it was forwarded: how it ended is not known");
  if (user.note_shared) return open("forwarded", "forwarded: people have it", false);
  if (isSent)
    return open(
      "invited",
      "the form was sent and not forwarded: the bot reads the conversation and forwards it",
      true,
    );
  if (user.ignored)
    return user.mod_involved
      ? closed(null, "closed, a moderator was involved: how it ended is not known")
      : closed("none", "closed without a form");
  if (user.form_shared || user.form_filled)
    return open(
      "invited",
      user.form_filled
        ? "invited: the form was sent, but no answers are there; they are asked for again"
        : "invited: the new link is sent if they write, or by `appeal ID new-link`",
      false,
    );
  return open(
    "new",
    "new: the bot reads whether the invitation stands there, and sends it otherwise",
    true,
  );
}

const send = (key: string, text: "invite" | "final"): RedditAction => ({
  ...{ kind: "send", key, scope: "appeal", text },
});
const invite = send(actionKey.invite, "invite");
const archive: RedditAction = {
  kind: "archive",
  key: actionKey.archiveInvite,
  scope: "appeal",
};
const final = send(actionKey.final, "final");
const note: RedditAction = {
  kind: "note",
  key: actionKey.answers(1),
  scope: "appeal",
  note: "answers",
  part: 1,
};
const unarchive: RedditAction = {
  kind: "unarchive",
  key: actionKey.unarchive,
  scope: "appeal",
};

/**
 * What the earlier system did. It noted that only after all of a step was done: what it was in the
 * middle of is claimed here, so that the bot looks in the conversation before it says it again.
 */
function effectsOf(
  user: UserLog,
  state: AppealState,
  sentAt: Date | null,
  lastChangedAt: Date,
): readonly ImportedEffect[] {
  const settled = (action: RedditAction, at: Date): ImportedEffect => ({
    ...{ action, at, status: "settled" },
  });
  const claimed = (action: RedditAction, at: Date): ImportedEffect => ({
    ...{ action, at, status: "claimed" },
  });
  const invitedAt = user.appeal_time;
  if (state === "new") return [claimed(invite, invitedAt)];
  const isInvited = user.form_shared || user.form_filled || user.note_shared || sentAt !== null;
  const invited = isInvited ? [settled(invite, invitedAt), settled(archive, invitedAt)] : [];
  if (user.note_shared) {
    const at = sentAt ?? lastChangedAt;
    return [...invited, settled(final, at), settled(note, at), settled(unarchive, at)];
  }
  if (sentAt === null || state === "closed") return invited;
  return [...invited, claimed(final, sentAt), claimed(note, sentAt)];
}

function latest(first: Date, ...others: readonly (Date | null)[]): Date {
  return others.reduce<Date>((last, date) => (date !== null && date > last ? date : last), first);
}
