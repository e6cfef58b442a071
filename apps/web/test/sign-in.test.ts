import { createMigratedDatabase, type MigratedDatabase } from "@appealmod/db/testing";
import { migrateJobs } from "@appealmod/jobs";
import { type RedditSimulator, startRedditSimulator } from "@appealmod/reddit-simulator";
import { parse } from "node-html-parser";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { aBrowser, type Browser } from "./a-browser.ts";
import { type SiteProcess, startSite } from "./site-process.ts";

let database: MigratedDatabase;
let reddit: RedditSimulator;
let site: SiteProcess;

beforeAll(async () => {
  database = await createMigratedDatabase();
  await migrateJobs(database.pool);
  reddit = await startRedditSimulator();
  const demo = await reddit.control.seedDemo();
  site = await startSite({
    APPEALMOD_DATABASE_URL: database.url,
    APPEALMOD_REDDIT_URL: reddit.url,
    APPEALMOD_SITE_CLIENT_ID: demo.webClientId,
    APPEALMOD_SITE_CLIENT_SECRET: demo.webClientSecret,
  });
  await reddit.control.seedDemo({
    redirectUris: [`${site.address}/api/auth/callback/reddit`],
  });
});
afterEach(() => reddit.control.clearFaults());
afterAll(async () => {
  await site?.stop();
  await reddit?.close();
  await database?.drop();
});

/** Presses the button of the sign-in's page. */
async function begin(browser: Browser, to = "/moderate") {
  const page = parse(await (await browser.get(`/sign-in?to=${encodeURIComponent(to)}`)).text());
  const form = page.querySelector('form[action="/sign-in/reddit"]');
  const fields = Object.fromEntries(
    (form?.querySelectorAll("input") ?? []).map((one) => [
      one.getAttribute("name") ?? "",
      one.getAttribute("value") ?? "",
    ]),
  );
  return browser.post("/sign-in/reddit", fields, site.address);
}

/** Chooses who to be at the pretend Reddit, and what to answer. */
async function answer(
  browser: Browser,
  consentAddress: string,
  name: string,
  authorize: "Allow" | "Decline" = "Allow",
) {
  const page = parse(await (await browser.get(consentAddress)).text());
  const fields = Object.fromEntries(
    page
      .querySelectorAll('input[type="hidden"]')
      .map((one) => [one.getAttribute("name") ?? "", one.getAttribute("value") ?? ""]),
  );
  return browser.post(`${reddit.url}/api/v1/authorize`, { ...fields, name, authorize });
}

/** The whole way: the site's page, Reddit's, and back. */
async function signInAs(browser: Browser, name: string, to?: string) {
  const begun = await begin(browser, to);
  const consented = await answer(browser, begun.location, name);
  return browser.get(consented.location);
}

const sessionsIn = async () =>
  (await database.pool.query("select * from site_sessions order by signed_in_at")).rows;

describe("signing in", () => {
  test("leads from the page that was wanted to Reddit, and back to that page", async () => {
    const browser = aBrowser(site.address);
    const wanted = await browser.get("/account");
    expect(wanted.location).toBe(`${site.address}/sign-in?to=%2Faccount`);
    const begun = await begin(browser, "/account");
    const asked = new URL(begun.location);
    expect(asked.origin + asked.pathname).toBe(`${reddit.url}/api/v1/authorize`);
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      client_id: "demo-web-app",
      response_type: "code",
      duration: "temporary",
      scope: "identity mysubreddits",
      redirect_uri: `${site.address}/api/auth/callback/reddit`,
    });
    const back = await browser.get((await answer(browser, begun.location, "RangerOlive")).location);
    expect([back.status, back.location]).toEqual([303, `${site.address}/account`]);
    expect([...browser.cookies.keys()]).toEqual(["session"]);
    const page = await browser.get(back.location);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("u/RangerOlive");
  });

  test("keeps whom and what Reddit named, and neither cookie nor token of Reddit's", async () => {
    const browser = aBrowser(site.address);
    await signInAs(browser, "TrailmasterSam");
    const { rows } = await database.pool.query(
      "select * from community_moderators where username = 'TrailmasterSam'",
    );
    expect(rows).toEqual([
      expect.objectContaining({
        subreddit_key: "pinelakehikers",
        subreddit: "PineLakeHikers",
        redditor_id: expect.stringMatching(/^t2_[a-z0-9]+$/),
        permissions: ["all"],
      }),
    ]);
    const token = browser.cookies.get("session") ?? "";
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify(await sessionsIn())).not.toContain(token);
  });

  test("has Reddit's token end at once", async () => {
    await signInAs(aBrowser(site.address), "RangerOlive");
    const last = async () => (await reddit.control.requests()).recent.at(-1)?.path;
    await expect.poll(last).toBe("/api/v1/revoke_token");
  });

  test("writes neither code nor state into any log", async () => {
    const browser = aBrowser(site.address);
    const consented = await answer(browser, (await begin(browser)).location, "RangerOlive");
    const { searchParams } = new URL(consented.location);
    // Once as it should be, and once again, which fails and is logged.
    await browser.get(consented.location);
    await browser.get(consented.location);
    await expect.poll(() => site.log()).toContain("sign-in-failed");
    for (const name of ["code", "state"]) {
      const value = searchParams.get(name) ?? "";
      expect(value.length).toBeGreaterThan(20);
      expect(site.output()).not.toContain(value);
      expect(site.log()).not.toContain(value);
    }
  });

  test("gives a moderator of nothing a session in which there is nothing", async () => {
    const browser = aBrowser(site.address);
    expect((await signInAs(browser, "MossyBoots")).location).toBe(`${site.address}/moderate`);
    expect((await browser.get("/moderate")).status).toBe(200);
  });

  test("forgets what is moderated no more", async () => {
    const browser = aBrowser(site.address);
    await reddit.control.createSubreddit({ name: "FormerlyMine" });
    await reddit.control.setModerator({
      subreddit: "FormerlyMine",
      name: "TrailmasterSam",
      permissions: ["mail"],
    });
    const mine = async () =>
      (
        await database.pool.query(
          "select subreddit, permissions from community_moderators where username = 'TrailmasterSam' order by 1",
        )
      ).rows;
    await signInAs(browser, "TrailmasterSam");
    expect(await mine()).toEqual([
      { subreddit: "FormerlyMine", permissions: ["mail"] },
      { subreddit: "PineLakeHikers", permissions: ["all"] },
    ]);
    await reddit.control.removeModerator({ subreddit: "FormerlyMine", name: "TrailmasterSam" });
    await signInAs(browser, "TrailmasterSam");
    expect(await mine()).toEqual([{ subreddit: "PineLakeHikers", permissions: ["all"] }]);
  });
});

describe("what goes wrong has a page that says what to do", () => {
  const problemOf = async (browser: Browser, page: { readonly location: string }) => {
    const url = new URL(page.location);
    expect(url.pathname).toBe("/sign-in");
    const html = parse(await (await browser.get(page.location)).text());
    expect(html.querySelector('[role="alert"] h2')?.text).not.toBe("");
    expect(html.querySelector('form[action="/sign-in/reddit"] button')).not.toBeNull();
    return url.searchParams.get("problem");
  };

  test("somebody says no", async () => {
    const browser = aBrowser(site.address);
    const said = await answer(
      browser,
      (await begin(browser, "/account")).location,
      "RangerOlive",
      "Decline",
    );
    const back = await browser.get(said.location);
    expect(await problemOf(browser, back)).toBe("denied");
    expect(new URL(back.location).searchParams.get("to")).toBe("/account");
  });

  test("Reddit is down, and works again", async () => {
    const browser = aBrowser(site.address);
    for (const endpoint of ["oauth.access_token", "accounts.me", "subreddits.mine_moderator"]) {
      const consented = await answer(browser, (await begin(browser)).location, "RangerOlive");
      await reddit.control.addFault({ endpoint, kind: "status", status: 503 });
      expect(await problemOf(browser, await browser.get(consented.location)), endpoint).toBe(
        "unavailable",
      );
      await reddit.control.clearFaults();
    }
    expect((await signInAs(browser, "RangerOlive")).location).toBe(`${site.address}/moderate`);
  });

  test("the account is suspended", async () => {
    const name = "SuspendedRanger";
    await reddit.control.createRedditor({ name });
    await reddit.control.suspendAccount(name);
    const browser = aBrowser(site.address);
    expect(await problemOf(browser, await signInAs(browser, name))).toBe("suspended");
    expect(browser.cookies.has("session")).toBe(false);
  });

  test("a code is used twice", async () => {
    const browser = aBrowser(site.address);
    const consented = await answer(browser, (await begin(browser)).location, "RangerOlive");
    const kept = browser.cookies.get("sign-in") ?? "";
    await browser.get(consented.location);
    browser.cookies.set("sign-in", kept);
    expect(await problemOf(browser, await browser.get(consented.location))).toBe("used");
  });
});

describe("attacks", () => {
  test("login CSRF: an answer for another browser signs nobody in", async () => {
    const [attacker, victim] = [aBrowser(site.address), aBrowser(site.address)];
    const mine = await answer(attacker, (await begin(attacker)).location, "RangerOlive");
    const lured = await victim.get(mine.location);
    expect(new URL(lured.location).searchParams.get("problem")).toBe("lost");
    // Also where the victim has just begun one of their own.
    await begin(victim);
    const again = await victim.get(mine.location);
    expect(new URL(again.location).searchParams.get("problem")).toBe("lost");
    expect(victim.cookies.has("session")).toBe(false);
  });

  test("login CSRF: no other site can begin a sign-in", async () => {
    const begun = await aBrowser(site.address).post(
      "/sign-in/reddit",
      { to: "/moderate" },
      "https://evil.example",
    );
    expect([begun.status, begun.location]).toEqual([403, ""]);
    expect(begun.headers.get("set-cookie")).toBeNull();
  });

  test("session fixation: a cookie that was there before is worth nothing afterwards", async () => {
    const attacker = aBrowser(site.address);
    await signInAs(attacker, "MossyBoots");
    const planted = attacker.cookies.get("session") ?? "";
    const victim = aBrowser(site.address);
    victim.cookies.set("session", planted);
    await signInAs(victim, "RangerOlive");
    expect(victim.cookies.get("session")).not.toBe(planted);
    expect((await attacker.get("/moderate")).status).toBe(307);
    const made = aBrowser(site.address);
    made.cookies.set("session", "a".repeat(43));
    await signInAs(made, "RangerOlive");
    expect(made.cookies.get("session")).not.toBe("a".repeat(43));
  });

  test.each([
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "/moderate/../../evil",
    "/moderate//evil.example",
    "/moderate?next=https://evil.example",
    "javascript:alert(1)",
    "/moderate\nLocation: https://evil.example",
    "/sign-out",
  ])("open redirect: nobody is led to %j", async (to) => {
    const browser = aBrowser(site.address);
    const begun = await browser.post("/sign-in/reddit", { to }, site.address);
    const consented = await answer(browser, begun.location, "MossyBoots");
    expect((await browser.get(consented.location)).location).toBe(`${site.address}/moderate`);
    // Nor by a cookie that somebody else has written.
    const next = await browser.post("/sign-in/reddit", {}, site.address);
    const [state] = (browser.cookies.get("sign-in") ?? "").split(".");
    browser.cookies.set("sign-in", `${state}.${Buffer.from(to).toString("base64url")}`);
    const again = await answer(browser, next.location, "MossyBoots");
    expect((await browser.get(again.location)).location).toBe(`${site.address}/moderate`);
  });

  test("only the page that begins a sign-in lets a form lead to Reddit", async () => {
    const policyOf = async (path: string) =>
      (await aBrowser(site.address).get(path)).headers.get("content-security-policy") ?? "";
    expect(await policyOf("/sign-in")).toContain(
      `form-action 'self' ${site.address} ${reddit.url};`,
    );
    expect(await policyOf("/")).toContain(`form-action 'self' ${site.address};`);
  });
});
