import { randomBytes } from "node:crypto";
import {
  type Conversation,
  decidedEvent,
  type Group,
  type Message,
  nameKey,
  type ReasonCode,
} from "@appealmod/core";
import { createAppealStore, type Database, storeEvents } from "@appealmod/db";
import { submitForm } from "@appealmod/use-cases";
import { defaultQuestions, goodAnswers } from "./an-invited-appeal.ts";

export interface ReviewedAppeal {
  readonly appealId: string;
  readonly username: string;
  readonly token: string;
  readonly conversationId: string;
}

interface Wanted {
  readonly subreddit?: string;
  readonly username?: string;
  readonly group?: Group;
  /** `forwarded`: answers are there. `with-bot`: invited. `involved`: a moderator has answered. */
  readonly as?: "forwarded" | "with-bot" | "involved";
  readonly words?: string;
  readonly openedAt?: Date;
}

let count = 0;

/** An appeal that people have, with its ban, its conversation and what the policy decided about it. */
export async function aReviewedAppeal(
  database: Database,
  wanted: Wanted = {},
): Promise<ReviewedAppeal> {
  const { subreddit = "PineLakeHikers", group = "treatment", as = "forwarded" } = wanted;
  count += 1;
  const username = wanted.username ?? `walker_${count}_${randomBytes(3).toString("hex")}`;
  const openedAt = wanted.openedAt ?? new Date(Date.now() - 3 * 86_400_000);
  const after = (minutes: number) => new Date(openedAt.getTime() + minutes * 60_000);
  const conversationId = `r${count}${randomBytes(3).toString("hex")}`;
  const store = createAppealStore(database);
  const appeal = await store.openAppeal({
    ...{ subreddit, redditor: { id: null, name: username }, group },
    ...{ bannedAt: after(-120), banNote: "Rule 2: third time", conversationId },
    ...{ questions: defaultQuestions, at: openedAt },
  });
  const appealId = appeal.id;
  const token = randomBytes(32).toString("base64url");
  await store.registerFormToken(appealId, token);
  await database.pool.query(
    `insert into bans (subreddit, subreddit_key, username, username_key, banned_at, banned_by,
      permanence, note, source, is_in_log, checked_at)
    values ($1, $2, $3, $4, $5, 'trail_warden', 'permanent', 'Rule 2: third time', 'log', true, $5)`,
    [subreddit, nameKey(subreddit), username, nameKey(username), after(-120)],
  );
  const messages: readonly Message[] = [
    message(
      `a${count}`,
      username,
      wanted.words ?? "Why was I banned? I only picked flowers.",
      openedAt,
    ),
    ...(as === "involved" || group === "control"
      ? [message(`m${count}`, "trail_warden", "Because of rule 2.", after(3), true)]
      : [message(`b${count}`, "AppealModBot", "Please fill in the form.", after(1), true)]),
  ];
  const conversation: Conversation = {
    ...{ id: conversationId, subreddit, subject: "My ban", startedBy: username },
    ...{ isInternal: false, isAuto: false, isArchived: false, moderatorActions: [] },
    appellant: { id: null, name: username, account: "active" },
    ...{ messages, lastUpdated: openedAt, messageCount: messages.length, isComplete: true },
  };
  const ban = { isBanned: false } as const;
  await store.rememberConversation({
    ...{ conversationId, subreddit, redditor: { id: null, name: username }, lastUpdated: openedAt },
    observed: { conversation, ban },
  });
  const reason: ReasonCode = group === "control" ? "control" : "eligible";
  const about = { conversationId, subreddit, username, appealId, isDryRun: false, at: openedAt };
  await storeEvents(database.orm, [decidedEvent({ ...about, decision: { reason, actions: [] } })]);
  if (group === "treatment" && as !== "involved") await invite(database, { ...about, count });
  if (as === "involved" || group === "control") await store.markInvolved(appealId, after(4));
  if (as === "forwarded" && group === "treatment") {
    const sent = { answers: goodAnswers, seen: null, at: after(60) };
    await submitForm({ database }, { kind: "redditor", formToken: token }, sent);
    await database.pool.query("update appeals set state = 'forwarded' where id = $1", [appealId]);
  }
  return { appealId, username, token, conversationId };
}

function message(id: string, name: string, body: string, date: Date, isModerator = false): Message {
  const author = { id: null, name, isModerator, isAdmin: false, isDeleted: false };
  return { id, author, body, isPrivate: false, date };
}

async function invite(
  database: Database,
  about: {
    readonly appealId: string;
    readonly conversationId: string;
    readonly subreddit: string;
    readonly at: Date;
    readonly count: number;
  },
): Promise<void> {
  const { appealId, conversationId, subreddit, at } = about;
  const store = createAppealStore(database);
  const claimed = await store.claimAction({
    ...{ scope: "appeal", appealId, conversationId, afterMessageId: null, bodyHash: null, at },
    action: { kind: "send", key: "invite", scope: "appeal", text: "invite" },
  });
  if (claimed.status !== "claimed") throw new Error("The invitation was claimed before.");
  const place = { appealId, conversationId, subreddit };
  await store.settleClaim(claimed.claim.id, {
    ...{ messageId: `b${about.count}`, at },
    event: {
      ...{ event: "invite-sent", message: "Invited.", level: "info", audience: "milestone", at },
      ...place,
    },
  });
}
