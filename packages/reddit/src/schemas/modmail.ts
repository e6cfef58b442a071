import * as z from "zod";
import { redditDate } from "./reddit-date.ts";

/*
 * Modmail's answers, as far as we need them. The newest recording is of July 2023
 * (`modmail.reply.2023-internal-python-True`); keys that only some years have are optional.
 */

const flag = z.boolean().nullish();

/** `authors[]`, `participant`, and the author of a message or action. `{}` stands for nobody. */
export const authorSchema = z.object({
  /** The account's id as a decimal number; `""` for a deleted account. */
  id: z.union([z.number(), z.string()]).nullish(),
  name: z.string().nullish(),
  isMod: flag,
  isAdmin: flag,
  /** Who began the conversation; of a ban notice, the moderator who set the ban. */
  isOp: flag,
  isParticipant: flag,
  isDeleted: flag,
});

export const messageSchema = z.object({
  id: z.string().min(1),
  /** HTML. Begins with a comment, so its first character tells whether the answer is escaped. */
  body: z.string().nullish(),
  bodyMarkdown: z.string(),
  author: authorSchema,
  isInternal: z.boolean(),
  date: redditDate,
});

export const moderatorActionSchema = z.object({
  id: z.string().min(1),
  actionTypeId: z.number(),
  author: authorSchema.nullish(),
  date: redditDate,
});

/** A map by id, in no order. Its entries are read when they are needed. */
const entries = z.record(z.string(), z.unknown());

export const conversationSchema = z.object({
  id: z.string().min(1),
  subject: z.string().nullish(),
  state: z.number(),
  isInternal: z.boolean(),
  isAuto: z.boolean(),
  numMessages: z.number().nullish(),
  objIds: z.array(z.object({ id: z.string(), key: z.string() })),
  authors: z.array(authorSchema).nullish(),
  participant: authorSchema.nullish(),
  participantSubreddit: z.record(z.string(), z.unknown()).nullish(),
  conversationType: z.string().nullish(),
  owner: z.object({ displayName: z.string().min(1) }),
  lastUpdated: redditDate,
  /** Here, and not beside the conversation, in the answers to a reply until 2022. */
  modActions: entries.nullish(),
});

/** `{}` for internal conversations and notices; absent or `null` at times. */
export const userSchema = z.object({
  /** A fullname, `t2_…`, other than the number of the same account among `authors`. */
  id: z.string().nullish(),
  name: z.string().nullish(),
  isSuspended: flag,
  banStatus: z
    .object({
      isBanned: z.boolean(),
      isPermanent: flag,
      endDate: z.string().nullish(),
    })
    .nullish(),
});

/** Read, reply, archive: one conversation, under `conversation` or under `conversations`. */
export const oneConversationSchema = z.object({
  conversation: z.unknown().optional(),
  conversations: z.unknown().optional(),
  messages: entries.nullish(),
  modActions: entries.nullish(),
  user: userSchema.nullish(),
});

/** `GET /api/mod/conversations`. Only `conversationIds` has an order. */
export const conversationListSchema = z.object({
  conversationIds: z.array(z.string()),
  conversations: entries,
  messages: entries,
});

export type RedditAuthor = z.infer<typeof authorSchema>;
export type RedditMessage = z.infer<typeof messageSchema>;
export type RedditModeratorAction = z.infer<typeof moderatorActionSchema>;
export type RedditConversation = z.infer<typeof conversationSchema>;
export type RedditUser = z.infer<typeof userSchema>;
