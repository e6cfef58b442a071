import { RedditError } from "@appealmod/core";
import { expect, test } from "vitest";
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
} from "../src/testing/modmail-answers.ts";
import { ScriptedServer } from "./scripted-server.ts";
import { failureOf, testGateway } from "./test-gateway.ts";

const readEndpoint = "GET /api/mod/conversations/1mahha";

async function read(answer: unknown) {
  const server = await ScriptedServer.start();
  server.on(readEndpoint, { body: answer });
  const { gateway } = testGateway(server.url);
  return gateway.readConversation("1mahha");
}

test("reads a conversation as of 2023 in the domain's words", async () => {
  const server = await ScriptedServer.start();
  server.on(readEndpoint, {
    body: reading({
      conversation: conversation("1mahha", ["m1", "!a1", "m2"], { isAuto: true, state: 2 }),
      messages: byId([
        message("m2", author("MossyBoots"), { bodyMarkdown: "Please *do*, a < b & c" }),
        message("m1", moderator("RangerOlive", { isHidden: true }), { isInternal: true }),
      ]),
      modActions: byId([action("a1", 2, moderator("RangerOlive"))]),
    }),
  });
  const { gateway } = testGateway(server.url);
  expect(await gateway.readConversation("1mahha")).toEqual({
    conversation: {
      id: "1mahha",
      subreddit: "PineLakeHikers",
      subject: "About my ban",
      startedBy: "MossyBoots",
      isInternal: false,
      isAuto: true,
      isArchived: true,
      appellant: { id: "t2_txl8njsi", name: "MossyBoots", account: "active" },
      messages: [
        {
          id: "m1",
          author: {
            id: "t2_txl8njsi",
            name: "RangerOlive",
            isModerator: true,
            isAdmin: false,
            isDeleted: false,
          },
          body: "text of m1",
          isPrivate: true,
          date: new Date("2023-07-11T20:32:11.586Z"),
        },
        {
          id: "m2",
          author: {
            id: "t2_txl8njsi",
            name: "MossyBoots",
            isModerator: false,
            isAdmin: false,
            isDeleted: false,
          },
          body: "Please *do*, a < b & c",
          isPrivate: false,
          date: new Date("2023-07-11T20:32:11.586Z"),
        },
      ],
      moderatorActions: [
        {
          id: "a1",
          kind: "archived",
          author: "RangerOlive",
          date: new Date("2023-07-11T20:40:00Z"),
        },
      ],
      lastUpdated: new Date("2023-07-11T20:33:14.617Z"),
      messageCount: 2,
      isComplete: true,
    },
    ban: {
      isBanned: true,
      permanence: "permanent",
      bannedAt: null,
      endsAt: null,
      note: "",
      bannedBy: null,
    },
  });
  const [request] = server.to(readEndpoint);
  expect(Object.fromEntries(request?.query ?? [])).toEqual({ raw_json: "1", markRead: "false" });
  expect(request?.headers.authorization).toBe("Bearer token-1");
  expect(request?.headers["user-agent"]).toBe("linux:appealmod-test:1 (by /u/PineBot)");
});

test.each([
  ["no user key", { user: undefined }],
  ["an empty user", { user: {} }],
  ["user null", { user: null }],
])("reads a conversation with %s, and knows of no ban", async (_, more) => {
  const { conversation: found, ban } = await read(reading(more));
  expect(ban).toBeNull();
  expect(found.appellant).toEqual({ id: "t2_txl8njsi", name: "MossyBoots", account: "active" });
});

test("falls back to the user block where participant is empty, as until 2021", async () => {
  const { conversation: found } = await read(
    reading({
      conversation: conversation("1mahha", ["m1"], {
        participant: {},
        authors: [moderator("RangerOlive")],
      }),
      messages: byId([message("m1", moderator("RangerOlive"))]),
      user: user("CampfireKit"),
    }),
  );
  expect(found.appellant).toEqual({ id: "t2_6c1xj", name: "CampfireKit", account: "active" });
});

test("falls back to the first author who is no moderator where user is empty too", async () => {
  const { conversation: found } = await read(
    reading({
      conversation: conversation("1mahha", ["m1", "m2"], {
        participant: {},
        authors: [
          moderator("RangerOlive"),
          moderator("AutoModerator"),
          author("SomeAdmin", { isAdmin: true }),
          author("CampfireKit"),
        ],
      }),
      user: {},
    }),
  );
  expect(found.appellant?.name).toBe("CampfireKit");
});

test("knows a deleted account by its empty id and its name", async () => {
  const { conversation: found } = await read(
    reading({
      conversation: conversation("1mahha", ["m1"], {
        participant: {},
        authors: [moderator("RangerOlive"), deletedAuthor],
      }),
      messages: byId([message("m1", deletedAuthor)]),
      user: {},
    }),
  );
  expect(found.appellant).toEqual({ id: null, name: "[deleted]", account: "deleted" });
  expect(found.messages[0]?.author).toEqual({
    id: null,
    name: "[deleted]",
    isModerator: false,
    isAdmin: false,
    isDeleted: true,
  });
});

test("knows a suspended account", async () => {
  const { conversation: found } = await read(
    reading({ user: user("mossyboots", { isSuspended: true }) }),
  );
  expect(found.appellant).toEqual({ id: "t2_txl8njsi", name: "MossyBoots", account: "suspended" });
});

test.each([
  ["AutoModerator", { participant: moderator("AutoModerator", { isParticipant: true }) }],
  ["nobody, in a discussion among moderators", { isInternal: true, participant: {} }],
  ["another subreddit", { conversationType: "sr_sr", participantSubreddit: { name: "Other" } }],
  ["nobody, in a notice of Reddit's", { participant: {}, authors: [moderator("RangerOlive")] }],
])("finds no appellant where the other side is %s", async (_, more) => {
  const { conversation: found, ban } = await read(
    reading({
      conversation: conversation("1mahha", ["m1"], more),
      messages: byId([message("m1", moderator("RangerOlive"))]),
      user: {},
    }),
  );
  expect(found.appellant).toBeNull();
  expect(ban).toBeNull();
});

test("reads both date formats in one answer", async () => {
  const { conversation: found } = await read(
    reading({
      conversation: conversation("1mahha", ["m1", "m2"], {
        lastUpdated: "2017-03-29T18:36:11.123456+00:00",
      }),
      messages: byId([
        message("m1", author("MossyBoots"), { date: "2023-07-11T22:33:14.617000+0200" }),
        message("m2", author("MossyBoots"), { date: "2019-12-29T19:07:45+00:00" }),
      ]),
    }),
  );
  expect(found.lastUpdated).toEqual(new Date("2017-03-29T18:36:11.123Z"));
  expect(found.messages.map(({ date }) => date.toISOString())).toEqual([
    "2023-07-11T20:33:14.617Z",
    "2019-12-29T19:07:45.000Z",
  ]);
});

test("leaves out what objIds names and the maps lack, and then does not claim to be complete", async () => {
  const { conversation: found } = await read(
    reading({
      conversation: conversation("1mahha", ["m1", "gone", "!gone-too", "m2"]),
      messages: byId([message("m2", author("MossyBoots")), message("m1", author("MossyBoots"))]),
      modActions: null,
    }),
  );
  expect(found.messages.map(({ id }) => id)).toEqual(["m1", "m2"]);
  expect(found.moderatorActions).toEqual([]);
  expect(found.isComplete).toBe(false);
});

test("keeps ids that name properties of every object apart from those", async () => {
  const { conversation: found } = await read(
    reading({ conversation: conversation("1mahha", ["constructor", "toString", "m1"]) }),
  );
  expect(found.messages.map(({ id }) => id)).toEqual(["m1"]);
});

test("unescapes where Reddit ignored raw_json, and only there", async () => {
  const escaped = reading({
    conversation: conversation("1mahha", ["m1"], { subject: "Rock &amp; ice" }),
    messages: byId([
      message("m1", author("MossyBoots"), {
        body: "&lt;!-- SC_OFF --&gt;&lt;p&gt;x&lt;/p&gt;",
        bodyMarkdown: "&gt; be nice &amp;amp; fair",
      }),
    ]),
  });
  const { conversation: found } = await read(escaped);
  expect(found.subject).toBe("Rock & ice");
  expect(found.messages[0]?.body).toBe("> be nice &amp; fair");

  const literal = reading({
    messages: byId([message("m1", author("MossyBoots"), { bodyMarkdown: "I typed &gt; myself" })]),
  });
  expect((await read(literal)).conversation.messages[0]?.body).toBe("I typed &gt; myself");
});

test("does not mind keys that it does not know, nor authors repeated and ids as numbers or text", async () => {
  const mossy = author("MossyBoots", { id: "2345678901234", isParticipant: true, brandNew: [1] });
  const { conversation: found } = await read(
    reading({
      conversation: conversation("1mahha", ["m1"], {
        authors: Array.from({ length: 22 }, () => mossy),
        somethingNew: { deep: [null] },
      }),
      anotherThing: "new",
    }),
  );
  expect(found.appellant?.name).toBe("MossyBoots");
});

test.each([
  [
    { conversation: { ...conversation("1mahha", ["m1"]), owner: {} } },
    "conversation.owner.displayName",
  ],
  [
    { conversation: { ...conversation("1mahha", ["m1"]), isInternal: undefined } },
    "conversation.isInternal",
  ],
  [{ conversation: undefined }, "conversations"],
  [
    { messages: { m1: { ...message("m1", author("MossyBoots")), bodyMarkdown: 7 } } },
    "messages.m1.bodyMarkdown",
  ],
  [
    {
      conversation: { ...conversation("1mahha", ["m1"]), lastUpdated: "0001-01-01T00:00:00+00:00" },
    },
    "conversation.lastUpdated",
  ],
])("names endpoint and key where an answer lacks what is needed (%#)", async (more, path) => {
  const error = await failureOf(read(reading(more)));
  expect(error).toBeInstanceOf(RedditError);
  expect(error).toMatchObject({ kind: "unexpected-answer", endpoint: readEndpoint });
  expect(String(error)).toContain(`\`${path}\``);
});

test("lists in Reddit's order, with the newest message each, and filters by name without case", async () => {
  const server = await ScriptedServer.start();
  const elsewhere = { owner: { displayName: "SnowBoots", type: "subreddit", id: "t5_9" } };
  server.on("GET /api/mod/conversations", {
    body: listing(
      [
        conversation("c3", ["m3"], {
          numMessages: 4,
          lastUpdated: "2023-07-11T20:33:14.617000+0000",
        }),
        conversation("c1", ["m1"], { lastUpdated: "2023-07-10T20:33:14.617000+0000" }),
        conversation("c2", ["m2"], {
          ...elsewhere,
          lastUpdated: "2023-07-09T20:33:14.617000+0000",
        }),
      ],
      [
        message("m1", author("MossyBoots")),
        message("m2", author("CampfireKit")),
        message("m3", author("MossyBoots")),
      ],
    ),
  });
  const { gateway } = testGateway(server.url);
  const page = await gateway.listConversations({
    subreddits: ["pinelakehikers"],
    after: null,
    limit: 500,
  });
  expect(page.conversations.map(({ id, isComplete }) => [id, isComplete])).toEqual([
    ["c3", false],
    ["c1", true],
  ]);
  expect(page).toMatchObject({
    last: "c2",
    size: 3,
    span: {
      newest: new Date("2023-07-11T20:33:14.617Z"),
      oldest: new Date("2023-07-09T20:33:14.617Z"),
    },
  });
  expect(Object.fromEntries(server.seen.at(-1)?.query ?? [])).toEqual({
    raw_json: "1",
    entity: "pinelakehikers",
    state: "all",
    sort: "recent",
    limit: "100",
  });
});

test("pages by the last id and ends at an empty page", async () => {
  const server = await ScriptedServer.start();
  server.on("GET /api/mod/conversations", ({ query }) => ({
    body: query.get("after") === null ? listing([conversation("c9", [])]) : listing([]),
  }));
  const { gateway } = testGateway(server.url);
  const first = await gateway.listConversations({ subreddits: [], after: null, limit: 25 });
  expect(first.last).toBe("c9");
  const second = await gateway.listConversations({
    subreddits: [],
    after: first.last,
    limit: 25,
    state: "archived",
  });
  expect(second).toEqual({ conversations: [], size: 0, span: null, isPartial: false, last: null });
  const query = server.seen.at(-1)?.query;
  expect(query?.get("after")).toBe("c9");
  expect(query?.get("state")).toBe("archived");
  expect(query?.has("entity")).toBe(false);
});

test("ends paging where a server ignores after", async () => {
  const server = await ScriptedServer.start();
  server.on("GET /api/mod/conversations", { body: listing([conversation("c9", [])]) });
  const { gateway } = testGateway(server.url);
  const page = await gateway.listConversations({ subreddits: [], after: "c9", limit: 25 });
  expect(page.last).toBeNull();
});

test("asks for everything where the names would make the address too long", async () => {
  const server = await ScriptedServer.start();
  server.on("GET /api/mod/conversations", { body: listing([conversation("c1", [])]) });
  const { gateway } = testGateway(server.url);
  const subreddits = Array.from({ length: 100 }, (_, index) => `Community_number_${index}`);
  const page = await gateway.listConversations({ subreddits, after: null, limit: 100 });
  expect(page.conversations).toEqual([]);
  expect(server.seen.at(-1)?.query.has("entity")).toBe(false);
});

test("one odd conversation does not hide the others, and is told", async () => {
  const server = await ScriptedServer.start();
  const odd = { ...conversation("c1", []), state: "new" };
  server.on("GET /api/mod/conversations", { body: listing([odd, conversation("c2", [])]) });
  const { gateway, events } = testGateway(server.url);
  const page = await gateway.listConversations({ subreddits: [], after: null, limit: 25 });
  expect(page.conversations.map(({ id }) => id)).toEqual(["c2"]);
  expect(events).toContainEqual(
    expect.objectContaining({ event: "odd-answer", detail: expect.stringContaining("c1.state") }),
  );
});

test("a page of nothing but odd conversations is an error", async () => {
  const server = await ScriptedServer.start();
  server.on("GET /api/mod/conversations", { body: listing([{ id: "c1" }]) });
  const { gateway } = testGateway(server.url);
  const listed = gateway.listConversations({ subreddits: [], after: null, limit: 25 });
  expect(await failureOf(listed)).toMatchObject({ kind: "unexpected-answer" });
});

test.each([
  [403, { message: "Forbidden", error: 403 }],
  [400, { message: "Bad Request", error: 400 }],
])(
  "a community that the bot lost does not stop the others, and is not asked for at every poll (%i)",
  async (status, body) => {
    const server = await ScriptedServer.start();
    server.on("GET /api/mod/conversations", ({ query }) =>
      query.has("entity") ? { status, body } : { body: listing([conversation("c1", [])]) },
    );
    const { gateway, events, time } = testGateway(server.url);
    const query = { subreddits: ["PineLakeHikers", "Lost"], after: null, limit: 25 };
    for (const sentSoFar of [2, 3, 4]) {
      const page = await gateway.listConversations(query);
      expect(page.conversations.map(({ id }) => id)).toEqual(["c1"]);
      expect(page.isPartial).toBe(true);
      expect(gateway.usage().sent).toBe(sentSoFar);
    }
    time.now += 61_000;
    await gateway.listConversations(query);
    expect(gateway.usage().sent).toBe(6);
    // Once it is known which one is lost, and again once that is over.
    for (const [lost, sentSoFar] of [[["lost"], 8] as const, [[], 10] as const]) {
      await gateway.listConversations({ ...query, lost });
      expect(gateway.usage().sent).toBe(sentSoFar);
    }
    expect(events.filter(({ event }) => event === "communities-refused")).toEqual([
      { event: "communities-refused", subreddits: query.subreddits, status },
    ]);
    const alone = gateway.listConversations({ ...query, subreddits: ["Lost"] });
    expect(await failureOf(alone)).toMatchObject({ status });
  },
);

test("the same oddity is told once an hour", async () => {
  const server = await ScriptedServer.start();
  const odd = { ...conversation("c1", []), state: "new" };
  server.on("GET /api/mod/conversations", { body: listing([odd, conversation("c2", [])]) });
  const { gateway, events, time } = testGateway(server.url);
  const poll = () => gateway.listConversations({ subreddits: [], after: null, limit: 25 });
  const told = () => events.filter(({ event }) => event === "odd-answer").length;
  await poll();
  await poll();
  expect(told()).toBe(1);
  time.now += 61 * 60_000;
  await poll();
  expect(told()).toBe(2);
});

test("prefers the author whom Reddit calls the participant to other redditors in the conversation", async () => {
  const { conversation: found } = await read(
    reading({
      conversation: conversation("1mahha", ["m1"], {
        participant: {},
        authors: [author("FormerModerator"), author("CampfireKit", { isParticipant: true })],
      }),
      user: {},
    }),
  );
  expect(found.appellant?.name).toBe("CampfireKit");
});

test("reads what no database could keep as the sign for an unknown character", async () => {
  const { conversation: found } = await read(
    reading({
      conversation: conversation("1mahha", ["m1"]),
      messages: byId([
        message("m1", author("MossyBoots"), { bodyMarkdown: "a\0b \uD83D c 🥾 \\u0000" }),
      ]),
    }),
  );
  expect(found.messages[0]?.body).toBe("a\uFFFDb \uFFFD c 🥾 \\u0000");
});
