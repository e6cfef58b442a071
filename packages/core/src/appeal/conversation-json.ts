import { z } from "zod";
import { type Conversation, moderatorActionKinds } from "./conversation.ts";

const moment = z.coerce.date();

/** Jobs that were enqueued before ids were kept carry none. */
const accountId = z.string().nullable().default(null);

const moderatorActionSchema = z.object({
  id: z.string(),
  kind: z.enum(moderatorActionKinds),
  author: z.string(),
  date: moment,
});

/** How a conversation of an appeal is stored, as it was last seen. */
export const storedConversationSchema: z.ZodType<Conversation> = z.object({
  id: z.string(),
  subreddit: z.string(),
  subject: z.string(),
  startedBy: z.string().nullable().default(null),
  isInternal: z.boolean(),
  isAuto: z.boolean(),
  isArchived: z.boolean(),
  appellant: z
    .object({
      id: accountId,
      name: z.string(),
      account: z.enum(["active", "suspended", "deleted"]),
    })
    .nullable(),
  messages: z.array(
    z.object({
      id: z.string(),
      author: z.object({
        id: accountId,
        name: z.string(),
        isModerator: z.boolean(),
        isAdmin: z.boolean(),
        isDeleted: z.boolean(),
      }),
      body: z.string(),
      isPrivate: z.boolean(),
      date: moment,
    }),
  ),
  moderatorActions: z.array(moderatorActionSchema),
  lastUpdated: moment,
  messageCount: z.int().nullable(),
  isComplete: z.boolean(),
});

const listedSchema = z.object({
  conversation: storedConversationSchema,
  seenAt: moment,
  /** Under which it is kept how far that listing was seen; absent where nobody follows it. */
  cursorKey: z.string().exactOptional(),
});

/** A conversation as a listing showed it, and when. */
export type ListedConversation = z.infer<typeof listedSchema>;

/**
 * A listed conversation that went through JSON on its way between two processes; `null` for
 * what is none: whoever gets nothing reads the conversation instead.
 */
export function parseListedConversation(json: unknown): ListedConversation | null {
  const result = listedSchema.safeParse(json);
  return result.success ? result.data : null;
}
