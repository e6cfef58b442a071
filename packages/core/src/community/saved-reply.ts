import { z } from "zod";
import { languageTagSchema } from "../texts/localized-text.ts";
import { type PlaceholderRule, placeholderProblems } from "../texts/text-set.ts";
import { showsNothing, showsNothingOnReddit } from "../texts/visible-characters.ts";

/** The decisions that a saved reply is offered for. */
export const replyOccasions = ["lift", "keep", "any"] as const;

export type ReplyOccasion = (typeof replyOccasions)[number];

/** What may stand in a saved reply between double braces. */
export const savedReplyPlaceholders = [
  "username",
  "subreddit",
  "rule",
  "may_appeal_again",
] as const;

const placeholderRule: PlaceholderRule = { needs: [], allows: savedReplyPlaceholders };

/** The longest saved reply, in characters: Reddit takes 10,000 once it is filled in. */
export const longestSavedReply = 8000;

/** More would be no choice any more. */
export const mostSavedReplies = 100;

/** An answer that moderators choose from when they decide, and may change before it is sent. */
export const savedReplySchema = z.strictObject({
  /** Which one it is, whatever it is called. */
  id: z.string().regex(/^[a-z0-9-]{1,40}$/, "an id has lower-case letters, digits and -"),
  /** What moderators find it by; redditors never see it. */
  title: z
    .string()
    .trim()
    .refine((title) => !showsNothing(title), { error: "the title is empty", abort: true })
    .max(100, "the title is over 100 characters"),
  language: languageTagSchema,
  suits: z.enum(replyOccasions),
  text: z
    .string()
    .trim()
    .refine((text) => !showsNothingOnReddit(text), { error: "the text is empty", abort: true })
    .max(longestSavedReply, `the text is over ${longestSavedReply} characters`)
    .superRefine((text, context) => {
      for (const message of placeholderProblems(placeholderRule, text))
        context.addIssue({ code: "custom", message });
    }),
});

export type SavedReply = Readonly<z.infer<typeof savedReplySchema>>;

export const savedRepliesSchema = z
  .array(savedReplySchema)
  .max(mostSavedReplies, `there are over ${mostSavedReplies} saved replies`)
  .superRefine((replies, context) => {
    const ids = new Set<string>();
    for (const [index, { id, title }] of replies.entries()) {
      if (ids.has(id))
        context.addIssue({
          code: "custom",
          path: [index, "id"],
          message: `the id of "${title}" stands twice`,
        });
      ids.add(id);
    }
  });
