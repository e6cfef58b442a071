import { expect, test } from "vitest";
import { ScriptedServer } from "./scripted-server.ts";
import { failureOf, testGateway } from "./test-gateway.ts";

const banned = "GET /r/PineLakeHikers/about/banned";
const log = "GET /r/PineLakeHikers/about/log";
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
      { name: "RangerOlive", permissions: ["all"] },
      { name: "PineBot", permissions: [] },
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

test("reads bans and unbans since a date, newest first, no matter what else the log brings", async () => {
  const server = await ScriptedServer.start();
  server.on(log, ({ query }) => ({
    body:
      query.get("type") === "banuser"
        ? bans(
            [
              logEntry("5", "banuser", 5_000.5),
              logEntry("4", "wikirevise", 4_000),
              logEntry("3", "banuser", 3_000, { mod: null }),
              { kind: "modaction", data: { id: "ModAction_odd", action: "banuser" } },
              logEntry("1", "banuser", 1_000),
            ],
            "ModAction_1",
          )
        : bans([logEntry("6", "unbanuser", 6_000), logEntry("3", "banuser", 3_000)]),
  }));
  const { gateway, events } = testGateway(server.url);
  const changes = await gateway.banChanges("PineLakeHikers", new Date(2_000_000));
  expect(changes.map(({ id, kind, at }) => [id, kind, at.getTime()])).toEqual([
    ["ModAction_6", "unbanned", 6_000_000],
    ["ModAction_5", "banned", 5_000_500],
    ["ModAction_3", "banned", 3_000_000],
  ]);
  expect(server.to(log)).toHaveLength(2);
  expect(events).toContainEqual(
    expect.objectContaining({
      event: "odd-answer",
      detail: expect.stringContaining("target_author"),
    }),
  );
});

test("pages through the log until the date is passed", async () => {
  const server = await ScriptedServer.start();
  server.on(log, ({ query }) => {
    if (query.get("type") !== "banuser") return { body: bans([]) };
    const from = Number(query.get("after") ?? 10);
    const page = [from - 1, from - 2].map((at) => logEntry(`${at}`, "banuser", at));
    return { body: bans(page, `${from - 2}`) };
  });
  const { gateway } = testGateway(server.url);
  const changes = await gateway.banChanges("PineLakeHikers", new Date(5_000));
  expect(changes.map(({ at }) => at.getTime() / 1000)).toEqual([9, 8, 7, 6, 5]);
  expect(server.to(log)).toHaveLength(4);
});

test("looks for an unban no further than to the newest of that redditor", async () => {
  const server = await ScriptedServer.start();
  server.on(log, ({ query }) => {
    const from = Number(query.get("after") ?? 10);
    const page = [from - 1, from - 2].map((at) =>
      logEntry(`${at}`, "unbanuser", at, { target_author: `redditor_${at}` }),
    );
    return { body: bans(page, `${from - 2}`) };
  });
  const { gateway } = testGateway(server.url);
  const since = new Date(2_000);
  expect(await gateway.findUnban("PineLakeHikers", "Redditor_9", since)).toEqual(new Date(9_000));
  expect(server.to(log)).toHaveLength(1);
  expect(await gateway.findUnban("PineLakeHikers", "redditor_6", since)).toEqual(new Date(6_000));
  expect(server.to(log)).toHaveLength(3);
  expect(await gateway.findUnban("PineLakeHikers", "redditor_1", since)).toBeNull();
});
