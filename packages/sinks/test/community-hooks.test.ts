import { nameKey } from "@appealmod/core";
import { cast, ManualClock } from "@appealmod/core/testing";
import {
  listHooks,
  storeAppealWatch,
  storeCommunityWatch,
  storeEvents,
  storeHook,
} from "@appealmod/db";
import { createMigratedDatabase } from "@appealmod/db/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createCommunityHooksSink, deliverOnce } from "../src/index.ts";
import { anEvent } from "./support/an-event.ts";

type Posted = {
  readonly to: string;
  readonly payload: Record<string, unknown>;
  readonly redirect: unknown;
};

const clock = new ManualClock();
const subredditKey = nameKey(cast.subreddit);
const slack = "https://hooks.slack.com/services/T0/B0/secret";
const discord = "https://discord.com/api/webhooks/1/secret";
let database: Awaited<ReturnType<typeof createMigratedDatabase>>;
let posted: Posted[] = [];
let answers: Record<string, () => Response> = {};
let ids: string[] = [];

beforeAll(async () => {
  database = await createMigratedDatabase();
  for (const [id, name] of [
    ["t2_one", "warden_*one*"],
    ["t2_two", "two"],
  ] as const)
    await database.pool.query(
      `insert into community_moderators (subreddit_key, redditor_id, username, permissions, as_of)
      values ($1, $2, $3, '{mail}', now())`,
      [subredditKey, id, name],
    );
  await round();
});
afterAll(() => database?.drop());
beforeEach(async () => {
  posted = [];
  answers = {};
  await database.pool.query("truncate moderator_watches, community_hooks");
  await database.pool.query("update sinks set state = null, wake_at = null");
  ids = [];
  for (let count = 0; count < 2; count += 1) {
    const { rows } = await database.pool.query<{ id: string }>(
      `insert into appeals (subreddit, subreddit_key, username, username_key, "group", ban_note,
        conversation_id, opened_at, last_changed_at)
      values ($1, $2, $3, $3, 'treatment', '', 'c', now(), now()) returning id`,
      [cast.subreddit, subredditKey, `r${Math.random()}`],
    );
    ids.push(rows[0]?.id ?? "");
  }
});

const sink = () =>
  createCommunityHooksSink({
    database,
    siteUrl: "https://appeals.example.org",
    openAddress: ({ sealedAddress }) => sealedAddress,
    fetch: async (to, init) => {
      const { body, redirect } = init ?? {};
      posted.push({ to: String(to), payload: JSON.parse(String(body)), redirect });
      return answers[String(to)]?.() ?? new Response("ok");
    },
  });

async function round(): Promise<void> {
  await deliverOnce({ database, sinks: [sink()], now: clock.now() });
}

async function addHook(sealedAddress: string): Promise<void> {
  const kind = sealedAddress.includes("slack") ? "slack" : "discord";
  clock.advance(1);
  const addedAt = clock.now();
  await storeHook(database, { subredditKey, kind, sealedAddress, addedBy: "one", addedAt });
}

const since = clock.now();
const one = { redditorId: "t2_one", username: "warden_*one*", since };
const two = { redditorId: "t2_two", username: "two", since };

async function happens(event: string, appealId = ids[0] ?? "", username = "ann"): Promise<void> {
  await storeEvents(database.orm, [anEvent({ event, appealId, username })]);
}

test("tells a channel what somebody watches, and nothing that nobody does", async () => {
  await addHook(slack);
  await happens("forwarded");
  await round();
  expect(posted).toEqual([]);
  await storeCommunityWatch(database.orm, cast.subreddit, one, "community");
  await storeAppealWatch(database.orm, { ...two, subredditKey, appealId: ids[1] ?? "" });
  await happens("forwarded");
  await happens("question-answered", ids[1]);
  await happens("draft-saved");
  await round();
  expect(posted).toHaveLength(1);
  const lines = String(posted[0]?.payload.text).split("\n");
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain(`<https://appeals.example.org/moderate/appeals/${ids[0]}>`);
  expect(lines[1]).toContain("the redditor has answered your question. For u/two and 1 more.");
});

test("of those who watch only their own, tells who claimed, decided or asked", async () => {
  await addHook(discord);
  await storeCommunityWatch(database.orm, cast.subreddit, two, "mine");
  await database.pool.query(
    `insert into appeal_claims values ($1, 't2_two', 'two', now(), now())`,
    [ids[1]],
  );
  await happens("forwarded");
  await happens("forwarded", ids[1]);
  await round();
  expect(posted.map(({ payload }) => String(payload.content).split("\n").length)).toEqual([1]);
  expect(String(posted[0]?.payload.content)).toContain(ids[1]);
});

test("tells nobody what they did themselves, and nobody who moderates no more", async () => {
  await addHook(slack);
  await storeCommunityWatch(database.orm, cast.subreddit, two, "community");
  await storeCommunityWatch(
    database.orm,
    cast.subreddit,
    { ...two, redditorId: "t2_gone" },
    "community",
  );
  const actor = { kind: "moderator", name: "TWO" } as const;
  await storeEvents(database.orm, [
    anEvent({ event: "decision-made", appealId: ids[0] ?? "", username: "a", actor }),
  ]);
  await round();
  expect(posted).toEqual([]);
});

test("what strangers are called means nothing to either network, and pings nobody", async () => {
  await addHook(slack);
  await addHook(discord);
  await storeCommunityWatch(database.orm, cast.subreddit, one, "community");
  await happens("forwarded", ids[0], "<!channel> @everyone *b* [x](https://evil.example)");
  await round();
  const of = (to: string) => posted.find((each) => each.to === to);
  const text = String(of(slack)?.payload.text);
  expect(text).not.toMatch(/<!|\*b\*|@everyone/);
  expect(text.match(/<[^>]*>/g)).toEqual([
    `<https://appeals.example.org/moderate/appeals/${ids[0]}>`,
  ]);
  const content = String(of(discord)?.payload.content);
  expect(content).toContain(
    "\\<\\!channel\\> \\@everyone \\*b\\* \\[x\\]\\(https\\:\\/\\/evil\\.example\\)",
  );
  expect(of(discord)?.payload.allowed_mentions).toEqual({ parse: [] });
  expect(posted.map(({ redirect }) => redirect)).toEqual(["error", "error"]);
});

test("one webhook that fails keeps no other waiting, and is told once it is back", async () => {
  await addHook(slack);
  await addHook(discord);
  await storeCommunityWatch(database.orm, cast.subreddit, one, "community");
  answers[slack] = () => new Response("no", { status: 503 });
  await happens("forwarded");
  await round();
  await happens("appeal-closed");
  await round();
  expect(posted.map(({ to }) => to).toSorted()).toEqual([discord, discord, slack]);
  const alerts = async () =>
    (await listHooks(database, cast.subreddit)).map(({ trouble }) => trouble);
  expect(await alerts()).toEqual(["503 no", null]);
  answers = {};
  posted = [];
  clock.advance(60_000);
  await round();
  expect(posted.map(({ to, payload }) => [to, String(payload.text).split("\n").length])).toEqual([
    [slack, 2],
  ]);
  expect(await alerts()).toEqual([null, null]);
});

test("waits as long as a network says, and gives up a webhook that is gone", async () => {
  await addHook(slack);
  await storeCommunityWatch(database.orm, cast.subreddit, one, "community");
  answers[slack] = () => new Response("", { status: 429, headers: { "retry-after": "30" } });
  await happens("forwarded");
  await round();
  clock.advance(29_000);
  await round();
  expect(posted).toHaveLength(1);
  answers[slack] = () => new Response("no_service", { status: 404 });
  clock.advance(2_000);
  await round();
  clock.advance(600_000);
  await round();
  expect(posted).toHaveLength(2);
  expect(await listHooks(database, cast.subreddit)).toMatchObject([{ trouble: "404 no_service" }]);
});

test("never posts to an address that is no webhook, whoever sealed it", async () => {
  await addHook("https://169.254.169.254/slack");
  await storeCommunityWatch(database.orm, cast.subreddit, one, "community");
  await happens("forwarded");
  await round();
  expect(posted).toEqual([]);
  expect((await listHooks(database, cast.subreddit))[0]?.trouble).toMatch(/cannot be opened/);
});
