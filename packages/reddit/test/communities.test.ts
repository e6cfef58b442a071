import type { RedditGateway } from "@appealmod/core";
import { expect, test } from "vitest";
import { ScriptedServer } from "./scripted-server.ts";
import { failureOf, testGateway } from "./test-gateway.ts";

const banned = "GET /r/PineLakeHikers/about/banned";
const log = "GET /r/mod/about/log";
const about = "GET /r/PineLakeHikers/about";

const bans = (children: unknown[], after: string | null = null) => ({
  kind: "Listing",
  data: { modhash: null, dist: null, children, after, before: null },
});
const entry = (name: string, more: Record<string, unknown> = {}) => ({
  name,
  id: "t2_6c1xj",
  date: 1588694146.0,
  note: "",
  days_left: null,
  rel_id: "rb_1w917eq",
  ...more,
});

test.each([
  [{ note: "Rule 1: was rude" }, "permanent", "Rule 1: was rude"],
  [{ days_left: 6 }, "temporary", ""],
  [{ days_left: 0 }, "temporary", ""],
  [{ days_left: undefined, note: undefined }, "unknown", ""],
  [{ note: "be kind &amp; fair" }, "permanent", "be kind & fair"],
])("reads a ban (%#)", async (more, permanence, note) => {
  const server = await ScriptedServer.start();
  server.on(banned, { body: bans([entry("MossyBoots", more)]) });
  const { gateway } = testGateway(server.url);
  expect(await gateway.findBan("PineLakeHikers", "mossyboots")).toEqual({
    isBanned: true,
    permanence,
    bannedAt: new Date("2020-05-05T15:55:46Z"),
    endsAt: null,
    note,
    bannedBy: null,
  });
  expect(Object.fromEntries(server.seen.at(-1)?.query ?? [])).toEqual({
    raw_json: "1",
    user: "mossyboots",
    limit: "100",
  });
});

test("finds no ban, at one request", async () => {
  const server = await ScriptedServer.start();
  server.on(banned, { body: bans([]) });
  const { gateway } = testGateway(server.url);
  expect(await gateway.findBan("PineLakeHikers", "CampfireKit")).toBeNull();
  expect(server.to(banned)).toHaveLength(1);
});

test("picks the right one and pages where a server ignores the filter", async () => {
  const server = await ScriptedServer.start();
  server.on(banned, ({ query }) =>
    query.get("after") === "rb_2"
      ? { body: bans([entry("NorthRidgeNell"), entry("MossyBoots", { date: null })]) }
      : { body: bans([entry("CampfireKit"), entry("PebblePocket")], "rb_2") },
  );
  const { gateway } = testGateway(server.url);
  const ban = await gateway.findBan("PineLakeHikers", "MossyBoots");
  expect(ban).toMatchObject({ permanence: "permanent", bannedAt: null });
  expect(await gateway.findBan("PineLakeHikers", "Nobody")).toBeNull();
});

test("does not say 'not banned' where a list never ends", async () => {
  const server = await ScriptedServer.start();
  let page = 0;
  server.on(banned, () => ({ body: bans([entry("Other")], `rb_${page++}`) }));
  const { gateway } = testGateway(server.url);
  const error = await failureOf(gateway.findBan("PineLakeHikers", "MossyBoots"));
  expect(error).toMatchObject({ kind: "unexpected-answer" });
  server.on(banned, { body: bans([entry("Other")], "rb_same") });
  const circle = await failureOf(gateway.findBan("PineLakeHikers", "MossyBoots"));
  expect(circle).toMatchObject({ message: expect.stringContaining("does not move on") });
});

test("says which permission is missing, and where to give it", async () => {
  const server = await ScriptedServer.start();
  server.on(banned, { status: 403, body: { message: "Forbidden", error: 403 } });
  const { gateway } = testGateway(server.url);
  expect(await failureOf(gateway.findBan("PineLakeHikers", "a"))).toMatchObject({
    kind: "forbidden",
    status: 403,
    message: expect.stringMatching(/\*access\* permission.*r\/PineLakeHikers's settings/),
  });
});

test("tells a missing scope from a missing permission", async () => {
  const server = await ScriptedServer.start();
  server.on(banned, {
    status: 403,
    body: { message: "Forbidden", error: 403 },
    headers: { "www-authenticate": 'Bearer realm="reddit", error="insufficient_scope"' },
  });
  const { gateway } = testGateway(server.url);
  expect(await failureOf(gateway.findBan("PineLakeHikers", "a"))).toMatchObject({
    kind: "forbidden",
    message: expect.stringContaining("scope"),
  });
});

test("encodes names with odd characters", async () => {
  const server = await ScriptedServer.start();
  server.on("GET /r/u_odd%20name%2Fx/about/banned", { body: bans([]) });
  const { gateway } = testGateway(server.url);
  expect(await gateway.findBan("u_odd name/x", "a&b=c +ü")).toBeNull();
  expect(server.seen.at(-1)?.query.get("user")).toBe("a&b=c +ü");
  expect(await failureOf(gateway.findBan("..", "a"))).toMatchObject({ kind: "not-found" });
});

const aboutAnswer = {
  kind: "t5",
  data: {
    display_name: "PineLakeHikers",
    name: "t5_2bhxu0",
    public_description: "Trails &amp; company.",
    description: "The long sidebar",
    subscribers: 48_213,
  },
};
const rulesAnswer = {
  rules: [
    {
      kind: "all",
      short_name: "Be kind",
      violation_reason: "Be kind",
      description: "No insults.",
      description_html: "x",
      created_utc: 1588694146.0,
      priority: 0,
    },
  ],
  site_rules: ["Spam"],
};
const moderatorsAnswer = {
  kind: "UserList",
  data: {
    children: [
      { name: "RangerOlive", id: "t2_1", date: 1588694146.0, mod_permissions: ["all"] },
      { name: "PineBot", id: "t2_2", date: 1588694146.0 },
    ],
  },
};

test("gathers a community's facts with three requests", async () => {
  const server = await ScriptedServer.start();
  server.on(about, { body: aboutAnswer });
  server.on(`${about}/rules`, { body: rulesAnswer });
  server.on(`${about}/moderators`, { body: moderatorsAnswer });
  const { gateway } = testGateway(server.url);
  expect(await gateway.subredditFacts("PineLakeHikers")).toEqual({
    name: "PineLakeHikers",
    description: "Trails & company.",
    subscribers: 48_213,
    rules: [{ name: "Be kind", description: "No insults." }],
    moderators: [
      { id: "t2_1", name: "RangerOlive", permissions: ["all"] },
      { id: "t2_2", name: "PineBot", permissions: [] },
    ],
  });
  expect(gateway.usage().sent).toBe(3);
});

test("leaves rules and moderators empty where they are closed, and says so", async () => {
  const server = await ScriptedServer.start();
  server.on(about, { body: aboutAnswer });
  server.on(`${about}/rules`, { status: 404, body: { message: "Not Found", error: 404 } });
  server.on(`${about}/moderators`, { status: 403, body: { message: "Forbidden", error: 403 } });
  const { gateway, events } = testGateway(server.url);
  const facts = await gateway.subredditFacts("PineLakeHikers");
  expect(facts).toMatchObject({ rules: [], moderators: [] });
  expect(events.filter(({ event }) => event === "odd-answer")).toHaveLength(2);
});

const logEntry = (id: string, action: string, at: number, more: Record<string, unknown> = {}) => ({
  kind: "modaction",
  data: {
    id: `ModAction_${id}`,
    action,
    mod: "RangerOlive",
    mod_id36: "1",
    target_author: "MossyBoots",
    target_fullname: "t2_6c1xj",
    details: "permanent",
    description: "Rule 1",
    created_utc: at,
    subreddit: "PineLakeHikers",
    ...more,
  },
});

const readLog = (gateway: RedditGateway) =>
  gateway.readModerationLog({ before: "ModAction_0", after: null, limit: 500 });

test("reads bans, unbans and changes of moderators from one log, newest first", async () => {
  const server = await ScriptedServer.start();
  server.on(log, () => ({
    body: bans(
      [
        logEntry("9", "acceptmoderatorinvite", 9, { target_author: "", target_fullname: null }),
        logEntry("8", "unbanuser", 8, { details: null, description: null, mod: null }),
        logEntry("7", "banuser", 7, { details: "7 days", description: null }),
        logEntry("6", "banuser", 6, { details: "changed to 1 day" }),
        logEntry("5", "banuser", 5, { details: "bis auf Weiteres" }),
        logEntry("4", "banuser", 4, { target_author: "" }),
        logEntry("3", "sticky", 3, { target_author: "AutoModerator", target_fullname: "t1_fch" }),
        logEntry("2", "banuser", 2),
      ],
      "ModAction_2",
    ),
  }));
  const { gateway } = testGateway(server.url);
  const { entries, after } = await readLog(gateway);
  expect(server.to(log)[0]?.query.get("before")).toBe("ModAction_0");
  expect(after).toBe("ModAction_2");
  const redditor = { id: "t2_6c1xj", name: "MossyBoots" };
  const at = (seconds: number) => new Date(seconds * 1000);
  const days = (count: number) => count * 86_400;
  expect(entries.map(({ change }) => change)).toEqual([
    { kind: "moderators-changed" },
    { kind: "unbanned", redditor },
    { kind: "banned", redditor, permanence: "temporary", endsAt: at(7 + days(7)), note: null },
    { kind: "banned", redditor, permanence: "temporary", endsAt: at(6 + days(1)), note: "Rule 1" },
    { kind: "banned", redditor, permanence: "unknown", endsAt: null, note: "Rule 1" },
    { kind: "unclear-ban" },
    { kind: "other" },
    { kind: "banned", redditor, permanence: "permanent", endsAt: null, note: "Rule 1" },
  ]);
  expect(entries.at(-1)).toMatchObject({
    id: "ModAction_2",
    at: at(2),
    subreddit: "PineLakeHikers",
    moderator: "RangerOlive",
  });
});

test("tells of an entry of the log that cannot be read, and goes on with the others", async () => {
  const server = await ScriptedServer.start();
  const odd = { kind: "modaction", data: { id: "ModAction_odd", action: "banuser" } };
  server.on(log, () => ({ body: bans([odd, logEntry("1", "banuser", 1)]) }));
  const { gateway, events } = testGateway(server.url);
  expect((await readLog(gateway)).entries.map(({ id }) => id)).toEqual(["ModAction_1"]);
  expect(events).toContainEqual(
    expect.objectContaining({
      event: "odd-answer",
      detail: expect.stringContaining("created_utc"),
    }),
  );
  server.on(log, () => ({ body: bans([odd]) }));
  expect(await failureOf(readLog(gateway))).toMatchObject({ kind: "unexpected-answer" });
});
