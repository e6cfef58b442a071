/**
 * What answers must look like: key sets and types derived from recordings, the values are ours. A key
 * that is missing or not named here is a failure.
 */
export type Shape =
  | "string"
  | "number"
  | "boolean"
  | "null"
  | "any"
  | "epoch"
  | "modmailDate"
  | "profileDate"
  | "zeroDate"
  | readonly Shape[]
  | { readonly of: Shape }
  | { readonly each: Shape }
  | { readonly keys: Readonly<Record<string, Shape>> };

const keys = (one: Readonly<Record<string, Shape>>): Shape => ({ keys: one });
const list = (of: Shape): Shape => ({ of });
const map = (each: Shape): Shape => ({ each });
const nullable = (one: Shape): Shape => [one, "null"];
const nothing = keys({});

const bareAuthor = {
  name: "string",
  id: "number",
  isMod: "boolean",
  isAdmin: "boolean",
  isHidden: "boolean",
  isDeleted: "boolean",
} as const;
export const author = keys({
  ...bareAuthor,
  id: ["number", "string"],
  isOp: "boolean",
  isParticipant: "boolean",
  isApproved: "boolean",
});
const message = keys({
  body: "string",
  author,
  isInternal: "boolean",
  date: "modmailDate",
  bodyMarkdown: "string",
  id: "string",
  participatingAs: "string",
});
const modAction = keys({
  date: "modmailDate",
  actionTypeId: "number",
  id: "string",
  author: keys(bareAuthor),
});
export const conversation = keys({
  isAuto: "boolean",
  participant: [nothing, author],
  objIds: list(keys({ id: "string", key: "string" })),
  isRepliable: "boolean",
  lastUserUpdate: nullable("modmailDate"),
  isInternal: "boolean",
  lastModUpdate: nullable("modmailDate"),
  authors: list(author),
  lastUpdated: "modmailDate",
  participantSubreddit: nothing,
  legacyFirstMessageId: "string",
  state: "number",
  conversationType: "string",
  lastUnread: nullable("modmailDate"),
  owner: keys({ displayName: "string", type: "string", id: "string" }),
  subject: "string",
  id: "string",
  isHighlighted: "boolean",
  numMessages: "number",
});
export const user = keys({
  recentComments: map("any"),
  muteStatus: keys({
    muteCount: "number",
    isMuted: "boolean",
    endDate: nullable("profileDate"),
    reason: "string",
  }),
  name: "string",
  created: "profileDate",
  banStatus: keys({
    endDate: nullable("profileDate"),
    reason: "string",
    isBanned: "boolean",
    isPermanent: "boolean",
  }),
  isSuspended: "boolean",
  approveStatus: keys({ isApproved: "boolean" }),
  isShadowBanned: "boolean",
  recentPosts: map("any"),
  recentConvos: map(
    keys({
      date: ["modmailDate", "zeroDate"],
      permalink: "string",
      id: "string",
      subject: "string",
    }),
  ),
  id: "string",
});
export const modmailListing = keys({
  conversations: map(conversation),
  messages: map(message),
  viewerId: "string",
  conversationIds: list("string"),
});
export const modmailRead = keys({
  conversation,
  participantSubreddit: nothing,
  messages: map(message),
  modActions: map(modAction),
  user: [nothing, user],
});
export const modmailCreated = keys({
  conversation,
  messages: map(message),
  modActions: map(modAction),
});
const acted = { conversations: conversation, messages: map(message), modActions: map(modAction) };
export const modmailActed = keys(acted);
export const modmailMuted = keys({ ...acted, user });

const relation = { name: "string", id: "string", date: "epoch", rel_id: "string" } as const;
const relationList = (child: Shape): Shape =>
  keys({
    kind: "string",
    data: keys({
      modhash: "null",
      dist: "null",
      children: list(child),
      after: nullable("string"),
      before: "null",
    }),
  });
export const bannedList = relationList(
  keys({ ...relation, note: "string", days_left: nullable("number") }),
);
export const mutedList = relationList(keys(relation));
export const moderators = keys({
  kind: "string",
  data: keys({
    children: list(
      keys({
        ...relation,
        mod_permissions: list("string"),
        author_flair_text: "null",
        author_flair_css_class: "null",
      }),
    ),
  }),
});

const mailData = {
  first_message: nullable("number"),
  first_message_name: nullable("string"),
  subreddit: nullable("string"),
  likes: "null",
  author_fullname: nullable("string"),
  id: "string",
  subject: "string",
  associated_awarding_id: "null",
  score: "number",
  author: nullable("string"),
  num_comments: "null",
  parent_id: nullable("string"),
  subreddit_name_prefixed: nullable("string"),
  new: "boolean",
  type: "string",
  body: "string",
  dest: "string",
  was_comment: "boolean",
  body_html: "string",
  name: "string",
  created: "epoch",
  created_utc: "epoch",
  context: "string",
  distinguished: nullable("string"),
} as const;
const listingOf = (child: Shape): Shape =>
  keys({
    kind: "string",
    data: keys({
      after: nullable("string"),
      dist: nullable("number"),
      modhash: "null",
      geo_filter: "string",
      children: list(child),
      before: "null",
    }),
  });
const leaf = keys({ kind: "string", data: keys({ ...mailData, replies: "string" }) });
export const mail = keys({
  kind: "string",
  data: keys({ ...mailData, replies: ["string", listingOf(leaf)] }),
});
export const inbox = listingOf(mail);
export const commented = keys({
  json: keys({ errors: list("any"), data: keys({ things: list(mail) }) }),
});
export const log = listingOf(
  keys({
    kind: "string",
    data: keys({
      description: nullable("string"),
      target_body: "null",
      mod_id36: "string",
      created_utc: "epoch",
      subreddit: "string",
      target_title: "null",
      target_permalink: "null",
      subreddit_name_prefixed: "string",
      details: nullable("string"),
      action: "string",
      target_author: "string",
      target_fullname: nullable("string"),
      sr_id36: "string",
      id: "string",
      mod: "string",
    }),
  }),
);
export const rules = keys({
  rules: list(
    keys({
      kind: "string",
      description: "string",
      description_html: "string",
      short_name: "string",
      violation_reason: "string",
      created_utc: "epoch",
      priority: "number",
    }),
  ),
  site_rules: list("string"),
  site_rules_flow: list("any"),
});
export const unreadCount = keys(
  Object.fromEntries(
    "highlighted notifications archived appeals new inprogress mod filtered join_requests"
      .split(" ")
      .map((name) => [name, "number" as const]),
  ),
);
export const modmailSubreddits = keys({
  subreddits: map(
    keys({
      id: "string",
      name: "string",
      display_name: "string",
      subscribers: "number",
      lastUpdated: "modmailDate",
      icon: "string",
      keyColor: "string",
    }),
  ),
});

const PATTERNS: Record<string, RegExp> = {
  modmailDate: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}000\+0000$/,
  profileDate: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/,
  zeroDate: /^0001-01-01T00:00:00\+00:00$/,
};

/** Every way in which a value differs from its shape; empty when it fits. */
export function differences(value: unknown, shape: Shape, path = "$"): string[] {
  if (typeof shape === "string") return leafDifference(value, shape, path);
  if (Array.isArray(shape)) {
    const tries = shape.map((one: Shape) => differences(value, one, path));
    return tries.some((one) => one.length === 0) ? [] : (tries.at(-1) ?? []);
  }
  if ("of" in shape) {
    if (!Array.isArray(value)) return [`${path} is no list`];
    return value.flatMap((one, at) => differences(one, shape.of, `${path}[${at}]`));
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return [`${path} is no object`];
  }
  const entries = Object.entries(value);
  if ("each" in shape) {
    return entries.flatMap(([key, one]) => differences(one, shape.each, `${path}.${key}`));
  }
  const wanted: Readonly<Record<string, Shape>> = "keys" in shape ? (shape.keys as never) : {};
  const missing = Object.keys(wanted).filter((key) => !(key in value));
  const extra = entries.map(([key]) => key).filter((key) => !(key in wanted));
  return [
    ...missing.map((key) => `${path}.${key} is missing`),
    ...extra.map((key) => `${path}.${key} is not recorded`),
    ...entries.flatMap(([key, one]) => {
      const expected = wanted[key];
      return expected === undefined ? [] : differences(one, expected, `${path}.${key}`);
    }),
  ];
}

function leafDifference(value: unknown, shape: string, path: string): string[] {
  if (shape === "any") return [];
  const pattern = PATTERNS[shape];
  const type = value === null ? "null" : typeof value;
  if (pattern) return pattern.test(String(value)) ? [] : [`${path} is ${value}, no ${shape}`];
  const wanted = shape === "epoch" ? "number" : shape;
  return type === wanted ? [] : [`${path} is ${type}, not ${wanted}`];
}
