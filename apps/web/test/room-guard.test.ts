import { createMigratedDatabase, type MigratedDatabase } from "@appealmod/db/testing";
import { migrateJobs } from "@appealmod/jobs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aModerator } from "./a-moderator.ts";
import { type SiteProcess, startSite } from "./site-process.ts";

let database: MigratedDatabase;
let site: SiteProcess;

beforeAll(async () => {
  database = await createMigratedDatabase();
  await migrateJobs(database.pool);
  site = await startSite({ APPEALMOD_DATABASE_URL: database.url });
});
afterAll(async () => {
  await site?.stop();
  await database?.drop();
});

const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(site.address + path, { headers, redirect: "manual" });

const post = (
  path: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
) =>
  fetch(site.address + path, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { origin: site.address, ...headers },
    redirect: "manual",
  });

describe("pages of the rooms", () => {
  test("whoever is not signed in is led to the sign-in, and back from there", async () => {
    const response = await get("/moderate");
    expect(response.status).toBe(307);
    expect(response.headers.get("location")).toBe("/sign-in?to=%2Fmoderate");
  });

  test("are stored and listed by nobody, and speak their own language", async () => {
    const { cookie, username } = await aModerator(database);
    const response = await get("/moderate", { cookie, "accept-language": "de" });
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toContain("no-store");
    expect(response.headers.get("x-robots-tag")).toContain("noindex");
    const html = await response.text();
    expect(html).toContain('<html lang="en"');
    expect(html).toContain(`u/${username}`);
  });
});

describe("a post of the rooms", () => {
  test("from another site is refused, and ends no session", async () => {
    const { cookie, token } = await aModerator(database);
    const refused = await post("/sign-out", token, { cookie, origin: "https://evil.example" });
    expect(refused.status).toBe(403);
    expect((await get("/moderate", { cookie })).status).toBe(200);
  });

  test("without its session's token, or with another one's, is refused and given back", async () => {
    const [mine, other] = [await aModerator(database), await aModerator(database)];
    for (const token of [{}, other.token]) {
      const refused = await post(
        "/sign-out",
        { ...token, words: "dear <b>words</b>" },
        {
          cookie: mine.cookie,
        },
      );
      expect(refused.status).toBe(403);
      expect(await refused.text()).toContain("dear &#60;b&#62;words&#60;/b&#62;");
    }
    expect((await get("/moderate", { cookie: mine.cookie })).status).toBe(200);
  });

  test("that asks for a server action is refused before anything looks at it", async () => {
    const { cookie, token } = await aModerator(database);
    for (const path of ["/sign-out", "/moderate", "/account", "/sign-in", "/"]) {
      const refused = await post(path, token, { cookie, "next-action": "a".repeat(40) });
      expect([refused.status, refused.headers.get("x-plain-page")], path).toEqual([
        400,
        "unreadable",
      ]);
    }
    expect((await get("/account", { cookie })).status).toBe(200);
  });

  test("mass assignment: fields that no form has change nothing", async () => {
    const [mine, other] = [await aModerator(database), await aModerator(database)];
    const { rows } = await database.pool.query(
      "select token_hash from site_sessions where redditor_id = $1",
      [other.redditorId],
    );
    const ended = await post(
      "/account/end",
      {
        ...mine.token,
        session: rows[0].token_hash,
        redditorId: other.redditorId,
        redditor_id: other.redditorId,
        username: other.username,
        roles: "operator",
      },
      { cookie: mine.cookie },
    );
    expect(ended.status).toBe(303);
    expect((await get("/account", { cookie: other.cookie })).status).toBe(200);
    const account = await (await get("/account", { cookie: mine.cookie })).text();
    expect(account).toContain("None beside what Reddit says of you");
  });

  test("of nobody who is signed in is refused, with a way to sign in", async () => {
    const refused = await post("/sign-out", { words: "my note" }, { cookie: "session=guess" });
    expect(refused.status).toBe(401);
    const html = await refused.text();
    expect(html).toContain("my note");
    expect(html).toContain('href="/sign-in?to=');
  });
});

test("a cookie that was stolen is worth nothing after its owner has signed out", async () => {
  const { cookie, token } = await aModerator(database);
  const signedOut = await post("/sign-out", token, { cookie });
  expect(signedOut.status).toBe(303);
  expect(signedOut.headers.get("location")).toBe("/sign-in?out=1");
  expect(signedOut.headers.get("set-cookie")).toContain("session=; Path=/; Max-Age=0");
  expect((await get("/moderate", { cookie })).status).toBe(307);
});

describe("one's sessions", () => {
  test("are listed, with the browser that one is in, and ended one by one", async () => {
    const { cookie, token, redditorId } = await aModerator(database);
    await database.pool.query(
      `insert into site_sessions select repeat('a', 64), redditor_id, username,
        'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        signed_in_at, last_used_at, expires_at from site_sessions where redditor_id = $1`,
      [redditorId],
    );
    const html = await (await get("/account", { cookie })).text();
    expect(html).toContain("Firefox on Linux");
    expect(html.match(/"room-mark">this browser/g)).toHaveLength(1);
    await post("/account/end", { ...token, session: "a".repeat(64) }, { cookie });
    const after = await (await get("/account?ended=1", { cookie })).text();
    expect(after).not.toContain("Firefox");
    expect(after).toContain("That session is ended.");
  });

  test("are all ended at once, on every device", async () => {
    const { cookie, token, redditorId } = await aModerator(database);
    const gone = await post("/account/end-all", token, { cookie });
    expect(gone.headers.get("location")).toBe("/sign-in?out=1");
    const { rows } = await database.pool.query(
      "select 1 from site_sessions where redditor_id = $1",
      [redditorId],
    );
    expect(rows).toEqual([]);
  });
});

test("a site that Reddit does not know says so, and that its operator can mend it", async () => {
  const html = await (await get("/sign-in")).text();
  expect(html).toContain("site_client_id");
  expect(html).not.toContain('action="/sign-in/reddit"');
});
