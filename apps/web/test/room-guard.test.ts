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
