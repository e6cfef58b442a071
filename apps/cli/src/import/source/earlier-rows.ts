import { redditorName, subredditName } from "@appealmod/config";
import { z } from "zod";

/** The collections and tables of the earlier AppealMod (Python, Django) that are read. */
export const sources = {
  users: "user-logs",
  conversations: "conversation-logs",
  logs: "application-logs",
  texts: "bot-responses",
  subreddits: "subreddits_info",
  signUps: "main_sign_up_data",
  forms: "main_ban_appeal_data",
} as const;

/** Postgres stores neither NUL nor half a character. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\uFFFD");
}

const text = z.string().transform(storable);
const written = text.nullish().transform((given) => given ?? "");
const flag = z
  .boolean()
  .nullish()
  .transform((given) => given ?? false);

const dateShape = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d(?::?\d\d)?)?$/;

/** As PRAW and Django write dates; without a zone they are UTC. */
export const earlierDate = z
  .union([z.date(), z.string()])
  .transform((given, context) => {
    if (given instanceof Date) return given;
    const zone = dateShape.exec(given)?.[1];
    const date = new Date(zone === undefined ? `${given.replace(" ", "T")}Z` : given);
    if (dateShape.test(given) && !Number.isNaN(date.getTime())) return date;
    context.addIssue({ code: "custom", message: "is no date" });
    return z.NEVER;
  })
  .refine((date) => !Number.isNaN(date.getTime()), "is no date");

const maybeDate = earlierDate.nullish().transform((date) => date ?? null);

function nameOf(what: string, read: (written: string) => string | undefined) {
  return z.string().transform((given, context) => {
    const name = read(given);
    if (name !== undefined) return name;
    context.addIssue({ code: "custom", message: `is no ${what}` });
    return z.NEVER;
  });
}

const username = nameOf("Reddit username", redditorName);
const subreddit = nameOf("community's name", (given) => subredditName(given.trim()));
const conversationId = z.string().regex(/^[0-9a-z]+$/i, "is no conversation's id");

/** One redditor in one community. */
export const userLogSchema = z.object({
  username,
  subreddit,
  conv_id: conversationId,
  group: z.literal([0, 1]),
  appeal_time: earlierDate,
  form_filled: flag,
  form_shared: flag,
  note_shared: flag,
  mod_involved: flag,
  user_deleted: flag,
  ignored: flag,
  other_conv_ids: z
    .array(conversationId)
    .nullish()
    .transform((ids) => ids ?? []),
  last_conv_update: maybeDate,
  appeal_accept: z.boolean().nullish(),
});

/** Python's way to write a list of words: `['c1', 'c4']`. */
const pythonList = z
  .string()
  .nullish()
  .transform((given, context) => {
    const inside = /^\s*\[(.*)\]\s*$/s.exec(given ?? "")?.[1];
    if (inside === undefined && (given ?? "").trim() !== "") {
      context.addIssue({ code: "custom", message: "is no list" });
      return z.NEVER;
    }
    return [...(inside ?? "").matchAll(/'([^']*)'|"([^"]*)"/g)].map(([, one, other]) =>
      storable(one ?? other ?? ""),
    );
  });

/** A form: of each redditor in each community one, made before the invite was sent. */
export const formSchema = z.object({
  reddit_username: username,
  subreddit,
  why_banned: written,
  why_appealing: written,
  why_appealing_other: written,
  describe_rule: written,
  describe_actions: written,
  wrong_actions: written,
  will_not_repeat: written,
  what_steps: written,
  allowed_comments: pythonList,
  updated_at: earlierDate,
  created_at: earlierDate,
});

/** People wrote addresses without their beginning, too. */
function withScheme(address: string): string {
  return /^(?:[a-z]+\.)?reddit\.com\//i.test(address.trim())
    ? `https://${address.trim()}`
    : address.trim();
}

export const signUpSchema = z.object({
  name: text,
  email: text,
  reddit_username: username,
  subreddit_url: text
    .transform(withScheme)
    .refine((given) => subredditName(given) !== undefined, "names no community"),
  created_at: earlierDate,
});

export const botResponseSchema = z.object({
  subreddit,
  initial: written,
  reminder: written,
  final: written,
  form_link: written,
});

const object = z.record(z.string(), z.unknown());

/** JSON is kept as text in some documents. */
const json = <T>(schema: z.ZodType<T>) =>
  z.preprocess((given, context) => {
    if (typeof given !== "string") return given;
    try {
      return JSON.parse(given);
    } catch {
      context.addIssue({ code: "custom", message: "is no JSON" });
      return z.NEVER;
    }
  }, schema);

/** A conversation: what has to fit for it to be known as handled. */
export const conversationLogSchema = z.object({
  id: conversationId,
  conversation_data: json(object.nullish().transform((data) => data ?? {})),
  message_data: json(
    z
      .array(z.unknown())
      .nullish()
      .transform((messages) => messages ?? []),
  ),
  unbanned_time: maybeDate,
});

/** A name, or Python's way to write whose it is: `Redditor(name='x')`. */
const nameInPython = z
  .string()
  .nullish()
  .transform((given) => {
    const inside = /^\w+\(\w+=(?:'([^']*)'|"([^"]*)")\)$/.exec(given ?? "");
    return storable(inside?.[1] ?? inside?.[2] ?? given ?? "") || null;
  });

export const conversationDataSchema = z.object({
  owner: nameInPython,
  participant: nameInPython,
  subject: text.nullish(),
  is_internal: flag,
  is_auto: flag,
  last_updated: maybeDate,
});

export const messageSchema = z.object({
  id: z.string().min(1),
  author: nameInPython,
  body_markdown: text,
  date: earlierDate,
  is_internal: flag,
});

export type UserLog = z.infer<typeof userLogSchema>;
export type FormRow = z.infer<typeof formSchema>;
export type SignUpRow = z.infer<typeof signUpSchema>;
export type BotResponse = z.infer<typeof botResponseSchema>;
export type ConversationLog = z.infer<typeof conversationLogSchema>;
export type EarlierMessage = z.infer<typeof messageSchema>;
