import { createAppealStore } from "@appealmod/db";
import { createMigratedDatabase, type MigratedDatabase } from "@appealmod/db/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { limits } from "../src/server/rate-limit.ts";
import { anInvitedAppeal, goodAnswers } from "./an-invited-appeal.ts";
import { type OpenSite, openSite, throughProxy } from "./open-site.ts";
import { type SiteProcess, startSite } from "./site-process.ts";

let database: MigratedDatabase;
let site: SiteProcess;
let closeSite: OpenSite["closeSite"];

beforeAll(async () => {
  ({ database, site, closeSite } = await openSite(throughProxy));
});
afterAll(() => closeSite?.());

const from = (address: string) => ({ "x-forwarded-for": address });

const post = (
  path: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
) =>
  fetch(site.address + path, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers,
    redirect: "manual",
  });

const lostLink = (username: string, subreddit: string, headers = {}) =>
  post("/form", { reddit_username: username, subreddit }, headers);

async function jobOf(conversationId: string) {
  const { rows } = await database.pool.query(
    "select j.payload from graphile_worker._private_jobs j where j.key = $1",
    [`process-conversation:${conversationId}`],
  );
  return rows[0]?.payload;
}

async function invited(appealId: string): Promise<void> {
  await database.pool.query("update appeals set state = 'invited' where id = $1", [appealId]);
}

describe("the lost link", () => {
  test("is repeated on Reddit for an open invitation, and never shown here", async () => {
    const appeal = await anInvitedAppeal(database);
    await invited(appeal.appealId);
    const response = await lostLink(`u/${appeal.username.toUpperCase()}`, "r/pinelakehikers");
    expect(response.headers.get("location")).toBe("/form?sent=1");
    expect(await jobOf(appeal.conversationId)).toMatchObject({
      conversationId: appeal.conversationId,
      because: "link",
    });
    expect(await (await fetch(`${site.address}/form?sent=1`)).text()).not.toContain(appeal.token);
  });

  test("says the same, and nothing sooner, whoever asks", async () => {
    const known = await anInvitedAppeal(database);
    await invited(known.appealId);
    const closed = await anInvitedAppeal(database);
    await createAppealStore(database).closeAppeal(closed.appealId, {
      outcome: "none",
      at: new Date(),
    });
    const seen: { status: number; location: string | null; ms: number }[] = [];
    for (const username of [known.username, closed.username, "nobody_at_all"]) {
      const began = performance.now();
      const response = await lostLink(username, "PineLakeHikers");
      const ms = performance.now() - began;
      seen.push({ status: response.status, location: response.headers.get("location"), ms });
    }
    expect(new Set(seen.map(({ status, location }) => `${status} ${location}`)).size).toBe(1);
    const times = seen.map(({ ms }) => ms);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(399);
    expect(await jobOf(closed.conversationId)).toBeUndefined();
  });

  test("is repeated a few times an hour only, and nobody is told", async () => {
    const appeal = await anInvitedAppeal(database);
    await invited(appeal.appealId);
    for (let time = 0; time < limits["lost links of a redditor"].most; time += 1)
      await lostLink(appeal.username, "PineLakeHikers");
    await database.pool.query("delete from graphile_worker._private_jobs where key = $1", [
      `process-conversation:${appeal.conversationId}`,
    ]);
    const response = await lostLink(appeal.username, "PineLakeHikers");
    expect(response.headers.get("location")).toBe("/form?sent=1");
    expect(await jobOf(appeal.conversationId)).toBeUndefined();
  });

  test("what is no name is told beside its field", async () => {
    const response = await lostLink("<script>", "r/PineLakeHikers");
    expect(response.headers.get("location")).toBe("/form?check=reddit_username");
    const html = await (await fetch(`${site.address}/form?check=reddit_username`)).text();
    expect(html.match(/aria-invalid="true"/g)).toHaveLength(1);
  });
});

describe("limits", () => {
  test("a flood from one address is held back, others are served on", async () => {
    const { token } = await anInvitedAppeal(database);
    const flood = { ...from("192.0.2.7"), "accept-language": "de" };
    const statuses: number[] = [];
    // In two windows at most, twice what one window allows is too much.
    const { most } = limits["posts of an address"];
    for (let sent = 0; sent < most * 2 + 40 && !statuses.includes(429); sent += 40) {
      const answers = await Promise.all(
        Array.from({ length: 40 }, (_, index) =>
          post(`/form/guess-${sent + index}`, { some: "thing" }, flood),
        ),
      );
      statuses.push(...answers.map(({ status }) => status));
      await Promise.all(answers.map((answer) => answer.text()));
    }
    expect(statuses).toContain(429);
    const refused = await post("/form/guess", { some: "thing" }, flood);
    expect([404, 429]).toContain(refused.status);
    const other = await post(`/form/${token}`, { intent: "save" }, from("192.0.2.8"));
    expect(other.status).toBe(303);
  });

  test("sign-ups have a narrow limit, with a page that says when to come back", async () => {
    const { most } = limits["sign-ups of an address"];
    let last = await post("/sign-up", {}, from("192.0.2.9"));
    for (let sent = 0; sent < most * 2; sent += 1) {
      if (last.status === 429) break;
      last = await post("/sign-up", {}, from("192.0.2.9"));
    }
    expect(last.status).toBe(429);
    expect(last.headers.get("retry-after")).toBe("60");
    expect(await last.text()).toContain("A little slower, please");
  });

  test.each([
    ["192.0.2.20:<port>"],
    ["[2001:db8:20::7]:<port>"],
    ["6.6.6.6:<port>, 192.0.2.21:<port>"],
  ])("a client is the same from every port: %s", async (header) => {
    const { most } = limits["sign-ups of an address"];
    const statuses = new Set<number>();
    for (let sent = 0; sent < most * 2 && !statuses.has(429); sent += 1) {
      const forwarded = header.replaceAll("<port>", String(50_000 + sent));
      statuses.add((await post("/sign-up", {}, from(forwarded))).status);
    }
    expect(statuses).toContain(429);
  });

  test("counts are kept without anybody's address", async () => {
    const { rows } = await database.pool.query("select * from rate_windows");
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain("192.0.2");
  });
});

describe("traps and failures", () => {
  test("a sign-up that fills in the hidden field is kept, but announced to nobody", async () => {
    const response = await post(
      "/sign-up",
      {
        name: "Bot",
        email: "bot@example.org",
        reddit_username: "spam_bot",
        subreddit_url: "r/SpamTown",
        leave_empty: "https://spam.example",
      },
      from("192.0.2.10"),
    );
    expect(response.headers.get("location")).toContain("done=saved");
    const { rows } = await database.pool.query(
      `select (select count(*)::int from main_sign_up_data where reddit_username = 'spam_bot') as kept,
        (select count(*)::int from events where kind = 'signed-up' and audience <> 'detail') as announced`,
    );
    expect(rows).toEqual([{ kept: 1, announced: 0 }]);
  });

  test("one appeal's link opens no other's form", async () => {
    const [mine, other] = [await anInvitedAppeal(database), await anInvitedAppeal(database)];
    await post(`/form/${mine.token}`, goodAnswers, from("192.0.2.11"));
    const { rows } = await database.pool.query(
      "select submitted_at from main_ban_appeal_data where appeal_id = $1",
      [other.appealId],
    );
    expect(rows[0].submitted_at).toBeNull();
    const html = await (await fetch(`${site.address}/form/${other.token}`)).text();
    expect(html.includes(mine.username)).toBe(false);
  });

  test("with the database gone, every reader gets a page with words and no reasons", async () => {
    const lonely = await createMigratedDatabase();
    const doomed = await startSite({ APPEALMOD_DATABASE_URL: lonely.url });
    await lonely.drop();
    const page = await fetch(`${doomed.address}/form/${"x".repeat(43)}`, {
      headers: { accept: "text/html", "accept-language": "fr" },
    });
    const html = await page.text();
    expect(page.status).toBe(500);
    expect(html).toContain("c'est de notre faute");
    expect(html.split("<body>")[1]).not.toMatch(/database|postgres|select /i);
    const health = await fetch(`${doomed.address}/healthz`);
    expect(health.status).toBe(503);
    const events = doomed
      .log()
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(events).toContainEqual(
      expect.objectContaining({ event: "page-error", method: "GET", page: "appeal-form" }),
    );
    expect(events).toContainEqual(
      expect.objectContaining({ event: "request-failed", page: "appeal-form", status: 500 }),
    );
    for (const told of [doomed.output(), doomed.log()]) expect(told).not.toContain("x".repeat(43));
    await doomed.stop();
  });
});
