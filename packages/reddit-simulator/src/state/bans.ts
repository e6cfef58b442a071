import { openConversation } from "./conversations.ts";
import { Refusal, tooLong } from "./refusal.ts";
import { durationText, giveRelationship } from "./relationships.ts";
import { isModerator } from "./subreddits.ts";
import type { Account, Conversation, Relationship, Subreddit, World } from "./world.ts";

export interface Ban {
  reason?: string;
  note?: string;
  /** What the redditor is told; the list of bans never returns it. */
  message?: string;
  /** 1–999 whole days; null: without end. */
  days?: number | null;
  /** A link to the post or comment, quoted in the notice. */
  context?: string;
  /**
   * Whether a ban set again bears a date and an id of its own. By Reddit's source of 2017 the same
   * relation is brought up to date (contract 3); what today's Reddit does nobody has recorded.
   */
  renewsDate?: boolean;
}

const LIMITS = { ban_reason: 100, note: 300, ban_message: 1000 } as const;

/** @throws Refusal TOO_LONG, BAD_NUMBER, CANT_RESTRICT_MODERATOR */
export function banRedditor(
  world: World,
  now: number,
  subreddit: Subreddit,
  redditor: Account,
  moderator: Account,
  ban: Ban,
): { relationship: Relationship; conversation: Conversation | null } {
  checkLength("ban_reason", ban.reason);
  checkLength("note", ban.note);
  checkLength("ban_message", ban.message);
  const days = ban.days ?? null;
  if (days !== null && !(Number.isInteger(days) && days >= 1 && days <= 999)) {
    throw new Refusal("BAD_NUMBER", "that number isn't in the right range (1 to 999)", "duration");
  }
  if (isModerator(subreddit, redditor.id)) {
    throw new Refusal(
      "CANT_RESTRICT_MODERATOR",
      "You can't perform that action because that user is a moderator.",
      "name",
    );
  }
  const known = subreddit.relationships.banned.get(redditor.id);
  const sameDuration = known !== undefined && known.days === days;
  if (ban.renewsDate) subreddit.relationships.banned.delete(redditor.id);
  const relationship = giveRelationship(world, now, subreddit, {
    kind: "banned",
    accountId: redditor.id,
    byId: moderator.id,
    reason: ban.reason ?? "",
    note: ban.note ?? "",
    days,
    endsAt: days === null ? null : now + days * 86_400_000,
    details: `${known && !sameDuration ? "changed to " : ""}${durationText(days)}`,
  });
  // Only a changed duration is worth a new notice (contract 3).
  if (sameDuration) return { relationship, conversation: null };
  const conversation = openConversation(world, now, {
    subreddit,
    subject: noticeSubject(subreddit, redditor, days),
    participantId: redditor.id,
    opId: moderator.id,
    isAuto: true,
    message: {
      authorId: moderator.id,
      side: "moderator",
      body: noticeBody(subreddit, days, ban.message ?? "", ban.context ?? ""),
      isHidden: true,
    },
  });
  return { relationship, conversation };
}

function checkLength(field: keyof typeof LIMITS, text: string | undefined): void {
  if (text !== undefined && [...text].length > LIMITS[field]) throw tooLong(field, LIMITS[field]);
}

function noticeSubject(subreddit: Subreddit, redditor: Account, days: number | null): string {
  const how = days === null ? "permanently" : "temporarily";
  return `u/${redditor.name} is ${how} banned from r/${subreddit.name}`;
}

/** The wording of `inbox.messages.2025-05-ban-notices`. */
function noticeBody(
  subreddit: Subreddit,
  days: number | null,
  message: string,
  context: string,
): string {
  const span = days === null ? "" : ` for ${days} ${days === 1 ? "day" : "days"}`;
  const cause = context
    ? `[your ${context.includes("/comment/") ? "comment" : "post"}](${context}) violates this community's rules`
    : "you broke this community's rules";
  const parts = [
    `Hello,\nYou have been ${days === null ? "permanently " : ""}banned from participating in r/${subreddit.name}${span} because ${cause}. You won't be able to post or comment, but you can still view and subscribe to it.`,
  ];
  if (message.trim() !== "") {
    const quoted = message.split("\n").map((line) => `> ${line}`);
    parts.push("Note from the moderators:", quoted.join("\n"));
  }
  parts.push(
    "If you have a question regarding your ban, you can contact the moderator team by replying to this message.",
    "**Reminder from the Reddit Admin team**: If you use another account to circumvent this community ban, that will be considered a violation of the [Reddit Rules](https://reddit.com/help/contentpolicy#section_prohibited_behavior) and may result in your account being [banned](https://www.reddithelp.com/en/categories/reddit-101/rules-reporting/account-and-community-restrictions/suspensions) from the platform as a whole.",
  );
  return parts.join("\n\n");
}

/** Whole days that remain, floored: 6 right after a ban for 7 (`banned.list.2020-temporary-days_left`). */
export function daysLeft(relationship: Relationship, now: number): number | null {
  if (relationship.endsAt === null) return null;
  return Math.max(0, Math.ceil((relationship.endsAt - now) / 86_400_000) - 1);
}
