import { z } from "zod";
import { present } from "../simulation.ts";
import { requireAccount, requireActive } from "../state/accounts.ts";
import { banRedditor } from "../state/bans.ts";
import { FOLDERS, isInFolder } from "../state/folders.ts";
import { checkLetter, deliver, readFolder, recipientOf } from "../state/inbox.ts";
import { readLog } from "../state/moderation-log.ts";
import {
  archive,
  createAsModerator,
  muteParticipant,
  replyAsModerator,
  replyAsRedditor,
  setHighlight,
  unarchive,
  unmuteParticipant,
  writeToModerators,
} from "../state/modmail.ts";
import { conversationNotFound, Refusal } from "../state/refusal.ts";
import { listRelationships, takeRelationship } from "../state/relationships.ts";
import { requireSubreddit } from "../state/subreddits.ts";
import type { Account, Conversation, Subreddit, World } from "../state/world.ts";
import { reading, writing } from "./command.ts";
import { banView, conversationView, logEntryView, mailView } from "./views.ts";

const banInput = z.object({
  subreddit: z.string(),
  name: z.string(),
  /** The moderator; absent: the most senior one. */
  by: z.string().optional(),
  reason: z.string().default(""),
  note: z.string().default(""),
  message: z.string().default(""),
  days: z.number().int().nullable().default(null),
  /** Of a ban set again: whether it bears a date and an id of its own; by default those of the first stay. */
  renewsDate: z.boolean().default(false),
});

const actions = ["archive", "unarchive", "highlight", "unhighlight", "mute", "unmute"] as const;

export const happeningCommands = {
  ban: writing(banInput, (simulation, input) => {
    const { world } = simulation;
    const subreddit = requireSubreddit(world, input.subreddit);
    const moderator = moderatorNamed(world, subreddit, input.by);
    const redditor = requireAccount(world, input.name);
    const { reason, note, message, days, renewsDate } = input;
    const ban = { reason, note, message, days, renewsDate };
    const done = banRedditor(world, present(simulation), subreddit, redditor, moderator, ban);
    const mailId = done.conversation?.firstMailId ?? null;
    return {
      relId: done.relationship.relId,
      date: done.relationship.date,
      /** null when the duration had not changed: no new notice then. */
      conversationId: done.conversation?.id ?? null,
      mailId: mailId === null ? null : `t4_${mailId}`,
    };
  }),
  unban: writing(
    z.object({ subreddit: z.string(), name: z.string(), by: z.string().optional() }),
    (simulation, input) => {
      const { world } = simulation;
      const subreddit = requireSubreddit(world, input.subreddit);
      const moderator = moderatorNamed(world, subreddit, input.by);
      const redditor = requireAccount(world, input.name);
      const now = present(simulation);
      const wasBanned = takeRelationship(
        world,
        now,
        subreddit,
        "banned",
        redditor.id,
        moderator.id,
      );
      return { wasBanned };
    },
  ),
  compose: writing(
    z.object({ from: z.string(), to: z.string(), subject: z.string(), text: z.string() }),
    (simulation, input) => {
      const { world } = simulation;
      const now = present(simulation);
      const from = requireAccount(world, input.from, "from");
      requireActive(from);
      const to = recipientOf(world, input.to);
      checkLetter(input.subject, input.text);
      if (to.subreddit) {
        const made = writeToModerators(world, now, to.subreddit, from, input.subject, input.text);
        return { conversationId: made.id, mailId: `t4_${made.firstMailId}` };
      }
      const letter = { subject: input.subject, body: input.text };
      const mail = deliver(world, now, {
        authorId: from.id,
        recipientId: to.account.id,
        ...letter,
      });
      return { conversationId: null, mailId: `t4_${mail.id}` };
    },
  ),
  reply: writing(
    z.object({ from: z.string(), conversationId: z.string(), text: z.string() }),
    (simulation, input) => {
      const { world } = simulation;
      const conversation = conversationAt(world, input.conversationId);
      const from = requireAccount(world, input.from, "from");
      const now = present(simulation);
      const message = replyAsRedditor(world, now, conversation, from, input.text);
      return { conversationId: conversation.id, messageId: message.id };
    },
  ),
  "ban-notice/reply": writing(
    z.object({ name: z.string(), subreddit: z.string(), text: z.string() }),
    (simulation, input) => {
      const { world } = simulation;
      const subreddit = requireSubreddit(world, input.subreddit);
      const redditor = requireAccount(world, input.name);
      const conversation = lastNotice(world, subreddit, redditor);
      const now = present(simulation);
      const message = replyAsRedditor(world, now, conversation, redditor, input.text);
      return { conversationId: conversation.id, messageId: message.id };
    },
  ),
  "moderator/reply": writing(
    z.object({
      conversationId: z.string(),
      by: z.string(),
      body: z.string(),
      isInternal: z.boolean().default(false),
      isAuthorHidden: z.boolean().default(false),
    }),
    (simulation, input) => {
      const { world } = simulation;
      const conversation = conversationAt(world, input.conversationId);
      const moderator = requireAccount(world, input.by, "by");
      const message = replyAsModerator(world, present(simulation), conversation, moderator, input);
      return { messageId: message.id };
    },
  ),
  "moderator/create": writing(
    z.object({
      subreddit: z.string(),
      by: z.string(),
      subject: z.string(),
      body: z.string(),
      to: z.string().default(""),
      isAuthorHidden: z.boolean().default(false),
    }),
    (simulation, input) => {
      const { world } = simulation;
      const subreddit = requireSubreddit(world, input.subreddit);
      const moderator = requireAccount(world, input.by, "by");
      const made = createAsModerator(world, present(simulation), subreddit, moderator, input);
      return { conversationId: made.id };
    },
  ),
  "moderator/act": writing(
    z.object({
      conversationId: z.string(),
      by: z.string(),
      action: z.enum(actions),
      hours: z.number().default(72),
    }),
    (simulation, { conversationId, by, action, hours }) => {
      const { world } = simulation;
      const conversation = conversationAt(world, conversationId);
      const moderator = requireAccount(world, by, "by");
      act(world, present(simulation), conversation, moderator, action, hours);
      return { state: conversation.state };
    },
  ),
  conversation: reading(z.object({ id: z.string() }), (simulation, { id }) => {
    present(simulation);
    return conversationView(simulation.world, conversationAt(simulation.world, id));
  }),
  conversations: reading(
    z.object({
      subreddit: z.string(),
      state: z.enum(FOLDERS).optional(),
      participant: z.string().optional(),
      /** Whole conversations instead of their newest messages. */
      whole: z.stringbool().or(z.boolean()).default(false),
    }),
    (simulation, input) => {
      present(simulation);
      const { world } = simulation;
      const subreddit = requireSubreddit(world, input.subreddit);
      const order = world.index.conversationOrder.get(subreddit.id) ?? [];
      const wanted = input.participant?.toLowerCase();
      return order
        .filter((one) => input.state === undefined || isInFolder(one, input.state))
        .map((one) => conversationView(world, one, input.whole ? "whole" : "newest"))
        .filter((view) => wanted === undefined || view.participant?.toLowerCase() === wanted)
        .reverse();
    },
  ),
  inbox: reading(
    z.object({ name: z.string(), folder: z.enum(["inbox", "unread", "sent"]).default("inbox") }),
    (simulation, { name, folder }) => {
      present(simulation);
      const { world } = simulation;
      const mails = readFolder(world, requireAccount(world, name), folder);
      return [...mails].map((one) => mailView(world, one));
    },
  ),
  bans: reading(z.object({ subreddit: z.string() }), (simulation, input) => {
    present(simulation);
    const subreddit = requireSubreddit(simulation.world, input.subreddit);
    const bans = listRelationships(subreddit, "banned", null);
    return bans.map((one) => banView(simulation.world, one));
  }),
  "moderation-log": reading(z.object({ subreddit: z.string() }), (simulation, input) => {
    present(simulation);
    const subreddit = requireSubreddit(simulation.world, input.subreddit);
    const entries = [...readLog([subreddit], {})];
    return entries.map(({ entry }) => logEntryView(simulation.world, entry));
  }),
};

export function act(
  world: World,
  now: number,
  conversation: Conversation,
  moderator: Account,
  action: (typeof actions)[number],
  hours: number,
): void {
  switch (action) {
    case "archive":
      archive(world, now, conversation, moderator);
      break;
    case "unarchive":
      unarchive(world, now, conversation, moderator);
      break;
    case "highlight":
    case "unhighlight":
      setHighlight(world, now, conversation, moderator, action === "highlight");
      break;
    case "mute":
      muteParticipant(world, now, conversation, moderator, hours);
      break;
    case "unmute":
      unmuteParticipant(world, now, conversation, moderator);
      break;
  }
}

function conversationAt(world: World, id: string): Conversation {
  const conversation = world.conversations.get(id);
  if (!conversation) throw conversationNotFound();
  return conversation;
}

function moderatorNamed(world: World, subreddit: Subreddit, name: string | undefined): Account {
  if (name !== undefined) return requireAccount(world, name, "by");
  const senior = world.accounts.get(subreddit.moderators[0]?.accountId ?? "");
  if (!senior) {
    throw new Refusal("NO_MODERATOR", `r/${subreddit.name} has no moderator who could act`, "by");
  }
  return senior;
}

function lastNotice(world: World, subreddit: Subreddit, redditor: Account): Conversation {
  const known = world.index.conversationsWith.get(`${subreddit.id}/${redditor.id}`) ?? [];
  const notice = known.findLast((one) => one.isAuto && one.opId !== redditor.id);
  if (!notice) {
    const text = `u/${redditor.name} has no ban notice from r/${subreddit.name} to answer`;
    throw new Refusal("NO_BAN_NOTICE", text, "name", 404);
  }
  return notice;
}
