import {
  action,
  author,
  byId,
  conversation,
  deletedAuthor,
  listing,
  message,
  moderator,
  reading,
  user,
} from "./modmail-answers.ts";

/** Which question an answer belongs to. */
export const questions = [
  "token",
  "me",
  "list",
  "read",
  "reply",
  "archive",
  "bans",
  "log",
  "about",
  "rules",
  "moderators",
] as const;

export type Question = (typeof questions)[number];

const order = ["m1", "!a1", "m2", "m3"];
const messages = [
  message("m1", author("MossyBoots")),
  message("m2", moderator("PineBot", { isHidden: true })),
  message("m3", moderator("Olive"), { isInternal: true }),
];
const actions = byId([action("a1", 2, moderator("PineBot"))]);
const long = conversation("1mahha", order, { isAuto: true, state: 2 });

const banned = (days_left: number | null) => ({
  name: "MossyBoots",
  date: 1_689_107_531,
  rel_id: "rb_2",
  id: "t2_6c1xj",
  note: "rule 3: spam",
  days_left,
});
const logged = (kind: string) => ({
  kind: "modaction",
  data: {
    id: `ModAction_${kind}`,
    action: kind,
    mod: "Olive",
    target_author: "MossyBoots",
    target_fullname: "t2_6c1xj",
    details: kind === "banuser" ? "permanent" : null,
    description: kind === "banuser" ? "Rule 1" : null,
    subreddit: "Pine",
    created_utc: 1_689_107_531,
  },
});
const page = (children: readonly unknown[], after: string | null = null) => ({
  kind: "Listing",
  data: { children, after, before: null },
});

/** Proper answers of each kind, in the shape that Reddit gives them, with values of our own. */
export const sampleAnswers: Readonly<Record<Question, readonly [unknown, ...unknown[]]>> = {
  token: [
    { access_token: "t", token_type: "bearer", expires_in: 86_400, scope: "*" },
    { error: "invalid_grant" },
    { message: "Unauthorized", error: 401 },
  ],
  me: [{ name: "PineBot", id: "75u2lqkb" }],
  list: [
    listing([conversation("c1", ["m1"]), conversation("c2", [])], [messages[0] ?? {}]),
    listing([]),
    listing([conversation("c1", [], { authors: [deletedAuthor], participant: {} })]),
  ],
  read: [
    reading(),
    reading({ conversation: long, messages: byId(messages), modActions: actions }),
    reading({ user: {} }),
    reading({ user: user("MossyBoots", { isSuspended: true }) }),
  ],
  reply: [reading({ conversation: long, messages: byId(messages), modActions: actions })],
  archive: [{ ...reading(), conversation: undefined, conversations: long }],
  bans: [page([banned(null)]), page([banned(28)]), page([])],
  log: [page([logged("banuser"), logged("unbanuser"), logged("removelink")]), page([])],
  about: [
    { kind: "t5", data: { display_name: "Pine", public_description: "Trees.", subscribers: 9 } },
  ],
  rules: [{ rules: [{ short_name: "Be kind", description: "Always." }] }],
  moderators: [
    { kind: "UserList", data: { children: [{ name: "Olive", mod_permissions: ["all"] }] } },
  ],
};
