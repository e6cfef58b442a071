/** Answers of modmail in the shape that Reddit gives them, with values of our own. */

type Json = Record<string, unknown>;

export function author(name: string, more: Json = {}): Json {
  return {
    name,
    id: 2_345_678_901_234,
    isMod: false,
    isAdmin: false,
    isOp: false,
    isParticipant: false,
    isApproved: false,
    isHidden: false,
    isDeleted: false,
    ...more,
  };
}

export const moderator = (name: string, more: Json = {}): Json =>
  author(name, { isMod: true, ...more });

export const deletedAuthor = author("[deleted]", { id: "", isDeleted: true });

export function message(id: string, by: Json, more: Json = {}): Json {
  return {
    id,
    body: `<!-- SC_OFF --><div class="md"><p>${id}</p>\n</div><!-- SC_ON -->`,
    bodyMarkdown: `text of ${id}`,
    author: by,
    isInternal: false,
    date: "2023-07-11T20:32:11.586000+0000",
    participatingAs: "moderator",
    ...more,
  };
}

export function action(id: string, type: number, by: Json, more: Json = {}): Json {
  return {
    id,
    date: "2023-07-11T20:40:00.000000+0000",
    actionTypeId: type,
    author: by,
    ...more,
  };
}

/** @param order ids of messages, and of actions with an exclamation mark in front */
export function conversation(id: string, order: readonly string[], more: Json = {}): Json {
  const objIds = order.map((item) =>
    item.startsWith("!") ? { id: item.slice(1), key: "modActions" } : { id: item, key: "messages" },
  );
  return {
    id,
    subject: "About my ban",
    state: 0,
    isInternal: false,
    isAuto: false,
    isHighlighted: false,
    isRepliable: true,
    numMessages: objIds.filter(({ key }) => key === "messages").length,
    objIds,
    authors: [author("MossyBoots", { isOp: true, isParticipant: true })],
    participant: author("MossyBoots", { isOp: true, isParticipant: true }),
    participantSubreddit: {},
    conversationType: "sr_user",
    owner: { displayName: "PineLakeHikers", type: "subreddit", id: "t5_2bhxu0" },
    lastUpdated: "2023-07-11T20:33:14.617000+0000",
    lastUserUpdate: "2023-07-11T20:33:14.617000+0000",
    lastModUpdate: null,
    lastUnread: null,
    legacyFirstMessageId: "1wttevy",
    ...more,
  };
}

export function byId(items: readonly Json[]): Json {
  return Object.fromEntries(items.map((item) => [item.id, item]));
}

export function user(name: string, more: Json = {}): Json {
  return {
    id: "t2_6c1xj",
    name,
    created: "2023-06-29T02:57:46.846000+00:00",
    isSuspended: false,
    isShadowBanned: false,
    banStatus: { isBanned: true, isPermanent: true, endDate: null, reason: "" },
    muteStatus: { isMuted: false, muteCount: 0, endDate: null, reason: "" },
    approveStatus: { isApproved: false },
    recentPosts: {},
    recentComments: {},
    recentConvos: {
      "1mahha": {
        date: "0001-01-01T00:00:00+00:00",
        permalink: "https://mod.reddit.com/mail/perma/1mahha",
        id: "1mahha",
        subject: "About my ban",
      },
    },
    ...more,
  };
}

/** An answer to reading one conversation, with an appellant who wrote one message. */
export function reading(more: Json = {}): Json {
  return {
    conversation: conversation("1mahha", ["m1"]),
    participantSubreddit: {},
    messages: byId([message("m1", author("MossyBoots"))]),
    modActions: {},
    user: user("MossyBoots"),
    ...more,
  };
}

export function listing(conversations: readonly Json[], messages: readonly Json[] = []): Json {
  return {
    conversations: byId(conversations.toReversed()),
    messages: byId(messages),
    viewerId: "t2_75u2lqkb",
    conversationIds: conversations.map(({ id }) => id),
  };
}
