import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { MigratedDatabase } from "@appealmod/db/testing";
import { parse } from "node-html-parser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { languages } from "../src/i18n/languages.ts";
import { type OpenSite, openSite } from "./open-site.ts";
import { freePort, type SiteProcess, spawnSite, startSite } from "./site-process.ts";

let database: MigratedDatabase;
let site: SiteProcess;
let closeSite: OpenSite["closeSite"];

beforeAll(async () => {
  ({ database, site, closeSite } = await openSite());
});
afterAll(() => closeSite?.());

test("the site needs none of the bot's secrets: the one of these tests knows none", async () => {
  expect(site.settings).toEqual([
    "APPEALMOD_DATABASE_URL",
    "APPEALMOD_LOG_DIR",
    "APPEALMOD_SECRETS_FILE",
    "APPEALMOD_SETTINGS_FILE",
    "APPEALMOD_WEB_PORT",
    "APPEALMOD_WEB_URL",
  ]);
  expect((await fetch(`${site.address}/healthz`)).status).toBe(200);
});

const signUp = (fields: Readonly<Record<string, string>>) =>
  fetch(`${site.address}/sign-up`, {
    method: "POST",
    body: new URLSearchParams(fields),
    redirect: "manual",
  });

describe("sign-up", () => {
  const olive = { name: "Olive", email: "olive@example.org" };

  test("is normalised, stored once and announced once", async () => {
    const first = await signUp({
      ...olive,
      reddit_username: "u/RangerOlive",
      subreddit_url: "https://www.reddit.com/r/PineLakeHikers/about",
    });
    expect(first.headers.get("location")).toBe("/sign-up?done=saved&subreddit=PineLakeHikers");
    const again = await signUp({
      ...olive,
      email: "Olive@Example.org",
      reddit_username: "rangerolive",
      subreddit_url: "r/pinelakehikers",
    });
    expect(again.headers.get("location")).toBe("/sign-up?done=duplicate&subreddit=pinelakehikers");
    const kindly = await fetch(new URL(again.headers.get("location") ?? "", site.address));
    expect(await kindly.text()).toContain("You are already on the list");
    const kept = await database.pool.query("select * from main_sign_up_data");
    expect(kept.rows).toMatchObject([
      {
        name: "Olive",
        email: "olive@example.org",
        reddit_username: "RangerOlive",
        subreddit_url: "https://www.reddit.com/r/PineLakeHikers",
      },
    ]);
    const announced = await database.pool.query(
      "select audience from events where kind = 'signed-up'",
    );
    expect(announced.rows).toEqual([{ audience: "milestone" }]);
    const thanks = await fetch(new URL(first.headers.get("location") ?? "", site.address));
    expect(await thanks.text()).toContain("r/PineLakeHikers");
  });

  test("comes back with what was written and what is wrong", async () => {
    const response = await signUp({
      name: "",
      email: "olive(at)example",
      reddit_username: "x",
      subreddit_url: "https://example.org/<script>",
    });
    expect(response.headers.get("location")).toBe("/sign-up?check=1#problems");
    const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? "";
    const html = await (
      await fetch(`${site.address}/sign-up?check=1`, { headers: { cookie } })
    ).text();
    expect(html.match(/aria-invalid="true"/g)).toHaveLength(4);
    expect(html).toContain("olive(at)example");
    expect(html).toContain("Enter your name");
    const { rows } = await database.pool.query(
      "select 1 from main_sign_up_data where email like '%(at)%'",
    );
    expect(rows).toHaveLength(0);
  });

  test("odd fields never fail", async () => {
    for (const value of ["\u0000", "a".repeat(5000), "'; drop table x; --", "😀".repeat(80)]) {
      const response = await signUp({
        name: value,
        email: value,
        reddit_username: value,
        subreddit_url: value,
      });
      expect(response.status).toBe(303);
    }
  });
});

describe("pages", () => {
  test("health is told with the database behind it", async () => {
    const response = await fetch(`${site.address}/healthz`);
    expect([response.status, await response.json()]).toEqual([200, { status: "ok" }]);
  });

  test("the start page tells for how long things are kept, as it is set", async () => {
    const text = async (from: string, language: string) =>
      (await (await fetch(from, { headers: { "accept-language": language } })).text()).replaceAll(
        "<!-- -->",
        "",
      );
    const usual = await text(site.address, "en");
    expect(usual).toContain("After 30 days without anything new");
    expect(usual).toContain("deleted after 14 days");
    const other = await startSite({
      APPEALMOD_DATABASE_URL: database.url,
      APPEALMOD_LOG_DAYS: "1",
      APPEALMOD_UPDATE_CUTOFF: "45",
    });
    try {
      expect(await text(other.address, "en")).toContain("deleted after 1 day.");
      expect(await text(other.address, "de")).toContain("Nach 45 Tagen ohne");
    } finally {
      await other.stop();
    }
  });

  test("the start page offers the sign-up, the unknown address a way back", async () => {
    const start = await (await fetch(`${site.address}/`)).text();
    for (const field of ["name", "email", "reddit_username", "subreddit_url"])
      expect(start).toContain(`name="${field}"`);
    const nowhere = await fetch(`${site.address}/no/such/page`);
    expect(nowhere.status).toBe(404);
    expect(await nowhere.text()).toContain("We could not find this page");
  });

  test("no page names another host, and the policy lets run its own script alone", async () => {
    for (const [path, count] of [
      ["/", 1],
      ["/sign-up", 1],
      ["/form", 1],
      ["/nowhere", 0],
    ] as const) {
      const response = await fetch(site.address + path);
      const policy = response.headers.get("content-security-policy") ?? "";
      // Its own address stands in what search engines and previews of links are told.
      const html = (await response.text()).replaceAll(site.address, "");
      const scripts = parse(html).querySelectorAll("script");
      expect(scripts).toHaveLength(count);
      const hashes = scripts.map((script) => `'${script.getAttribute("integrity")}'`);
      expect(policy).toContain(`script-src ${hashes.join(" ") || "'none'"};`);
      for (const script of scripts) {
        const file = await fetch(site.address + (script.getAttribute("src") ?? ""));
        const hash = createHash("sha256")
          .update(await file.text())
          .digest("base64");
        expect(script.getAttribute("integrity")).toBe(`sha256-${hash}`);
      }
      expect(html).not.toMatch(/(?:src|srcset)="(?:https?:)?\/\//);
      expect(html).not.toMatch(/<[^>]+\sstyle="/);
      expect(html).not.toMatch(/<link[^>]+href="(?:https?:)?\/\//);
    }
  });

  test("search engines and previews are told one address, each language, and what the page is", async () => {
    for (const path of ["/", "/sign-up", "/form", "/try", "/study", "/privacy", "/accessibility"]) {
      const html = parse(await (await fetch(site.address + path)).text());
      const attribute = (selector: string, name: string) =>
        html.querySelector(selector)?.getAttribute(name) ?? "";
      const address = new URL(path, site.address).href.replace(/\/$/, "");
      expect(attribute('link[rel="canonical"]', "href").replace(/\/$/, "")).toBe(address);
      const languages = html.querySelectorAll('link[rel="alternate"]');
      expect(languages.map((link) => link.getAttribute("hreflang"))).toEqual(
        expect.arrayContaining(["en", "de", "es", "fr", "pt", "x-default"]),
      );
      expect(attribute('meta[name="description"]', "content").length).toBeGreaterThan(40);
      expect(attribute('meta[property="og:title"]', "content")).not.toBe("");
      const picture = await fetch(attribute('meta[property="og:image"]', "content"));
      expect(picture.headers.get("content-type")).toBe("image/png");
    }
    const robots = await (await fetch(`${site.address}/robots.txt`)).text();
    expect(robots).toContain("Disallow: /form/");
    expect(robots).toContain(`Sitemap: ${site.address}/sitemap.xml`);
    const sitemap = await (await fetch(`${site.address}/sitemap.xml`)).text();
    for (const [, address = ""] of sitemap.matchAll(/<loc>([^<]+)<\/loc>/g))
      expect((await fetch(address)).status, address).toBe(200);
    const start = parse(await (await fetch(site.address)).text());
    const touchIcon = start.querySelector('link[rel="apple-touch-icon"]')?.getAttribute("href");
    const icon = await fetch(`${site.address}${touchIcon}`);
    expect(icon.headers.get("content-type")).toBe("image/png");
  });

  test("scripts and styles come packed, and stay in the browser's cache", async () => {
    const html = await (await fetch(site.address)).text();
    const files = [
      ...html.matchAll(/(?:src|href)="(\/_next\/static\/[^"]+\.(?:js|css|svg))"/g),
    ].map((match) => match[1] ?? "");
    expect(files).toHaveLength(3);
    for (const file of files) {
      const packed = await fetch(site.address + file, { headers: { "accept-encoding": "br" } });
      expect(packed.headers.get("content-encoding")).toBe("br");
      expect(packed.headers.get("cache-control")).toContain("immutable");
      const plain = await fetch(site.address + file, {
        headers: { "accept-encoding": "identity" },
      });
      expect(await packed.text()).toBe(await plain.text());
    }
  });

  test("the language is the browser's, or the one that was chosen", async () => {
    const lang = async (headers: Record<string, string>) =>
      /<html lang="(\w+)"/.exec(await (await fetch(site.address, { headers })).text())?.[1];
    expect(await lang({ "accept-language": "ja, de-AT;q=0.8, en;q=0.5" })).toBe("de");
    expect(await lang({ "accept-language": ";;q=,=" })).toBe("en");
    const chosen = await fetch(`${site.address}/sign-up?language=es`, {
      headers: { "accept-language": "de" },
    });
    expect(await chosen.text()).toContain('<html lang="es"');
    const cookie = chosen.headers.get("set-cookie")?.split(";")[0] ?? "";
    expect(await lang({ "accept-language": "de", cookie })).toBe("es");
    expect(await lang({ "accept-language": "de", "x-language": "es" })).toBe("de");
    for (const odd of ["xx", "__proto__", "<script>", "//evil.example"]) {
      const response = await fetch(`${site.address}/?language=${encodeURIComponent(odd)}`);
      expect([response.status, response.headers.get("set-cookie")]).toEqual([200, null]);
      expect(await response.text()).not.toContain("<script>");
    }
  });

  test("a page without a form is shown in another language by links to itself", async () => {
    const html = await (await fetch(`${site.address}/form?sent=1`)).text();
    expect(html).toContain('href="?sent=1&amp;language=de"');
  });
});

describe("another language for a form that is being filled in", () => {
  const change = (page: string, fields: Readonly<Record<string, string>>, headers = {}) =>
    fetch(`${site.address}/language?page=${page}`, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers,
      redirect: "manual",
    });

  test.each([
    ["sign-up", "/sign-up", "email"],
    ["landing", "/sign-up", "email"],
    ["lost-link", "/form", "subreddit"],
  ])("%s comes back with its words", async (page, path, field) => {
    const response = await change(page, { _language: "de", [field]: "half a w<", other: "x" });
    const location = response.headers.get("location") ?? "";
    expect(location).toBe(`${path}?check=1&language=de`);
    const cookie = response.headers.get("set-cookie") ?? "";
    expect(cookie).toContain(`Path=${path};`);
    expect(cookie).not.toContain("other");
    const german = await (
      await fetch(site.address + location, { headers: { cookie: cookie.split(";")[0] ?? "" } })
    ).text();
    expect(german).toContain('<html lang="de"');
    expect(german).toContain('value="half a w&lt;"');
    // Nobody is scolded for what they had no time to finish.
    expect(german).not.toContain('aria-invalid="true"');
  });

  test("an empty one stays where it is, and keeps nothing", async () => {
    for (const [page, path] of [
      ["landing", "/"],
      ["sign-up", "/sign-up"],
      ["lost-link", "/form"],
    ] as const) {
      const response = await change(page, { _language: "fr", email: "" });
      expect(response.headers.get("location")).toBe(`${path}?language=fr`);
      expect(response.headers.get("set-cookie")).toBeNull();
    }
  });

  test("leads nowhere else, whatever is asked", async () => {
    for (const [page, language] of [
      ["//evil.example", "de"],
      ["__proto__", "de"],
      ["sign-up", "https://evil.example"],
    ] as const) {
      const response = await change(page, { _language: language, email: "x" });
      expect(response.headers.get("location")).toBe("/");
    }
    const foreign = await change(
      "sign-up",
      { _language: "de" },
      { origin: "https://evil.example" },
    );
    expect(foreign.status).toBe(403);
    expect((await fetch(`${site.address}/language`, { redirect: "manual" })).status).toBe(303);
  });

  test("every button for a language belongs to the page's form, and none goes first", async () => {
    for (const path of ["/", "/sign-up", "/form"]) {
      const page = parse(await (await fetch(site.address + path)).text());
      const own = page.querySelector("main form")?.getAttribute("id");
      const buttons = page.querySelectorAll(`button[form="${own}"]`);
      // Enter in a field presses the first one.
      expect(buttons[0]?.getAttribute("name")).toBeUndefined();
      expect(buttons.slice(1).map((button) => button.getAttribute("value"))).toEqual(
        Object.keys(languages),
      );
    }
  });
});

describe("the process", () => {
  test("ends within two seconds of a signal", async () => {
    const other = await startSite({ APPEALMOD_DATABASE_URL: database.url });
    await (await fetch(other.address)).text();
    expect(await other.stop("SIGINT")).toBeLessThan(2000);
    expect(other.child.exitCode).toBe(0);
  });

  const ended = async (env: Record<string, string>, args: readonly string[] = []) => {
    const attempt = spawnSite(env, args);
    const [code] = await once(attempt.child, "exit");
    return { code, output: attempt.output() };
  };

  test("a taken port, an unreachable database and a wrong setting are told", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as { port: number };
    const onTaken = await ended({
      APPEALMOD_WEB_PORT: String(port),
      APPEALMOD_DATABASE_URL: database.url,
    });
    taken.close();
    expect(onTaken).toMatchObject({ code: 1 });
    expect(onTaken.output).toContain(`port ${port} is taken`);

    const closed = await freePort();
    const onNothing = await ended({
      APPEALMOD_DATABASE_URL: `postgres://me:hush-hush@127.0.0.1:${closed}/db`,
    });
    expect(onNothing).toMatchObject({ code: 1 });
    expect(onNothing.output).toContain("database_url");
    expect(onNothing.output).not.toContain("hush-hush");

    const onReadOnly = await ended({
      APPEALMOD_DATABASE_URL: `${database.url}?options=-c%20default_transaction_read_only%3Don`,
    });
    expect(onReadOnly).toMatchObject({ code: 1 });
    expect(onReadOnly.output).toContain("SET default_transaction_read_only = off;");
    expect(onReadOnly.output).not.toMatch(/^\s+at /m);

    const onWrong = await ended({ APPEALMOD_WEB_PORT: "many" });
    expect(onWrong).toMatchObject({ code: 2 });
    expect(onWrong.output).toContain("APPEALMOD_WEB_PORT");

    const onNoPlace = await ended({ APPEALMOD_DATA_DIR: "/proc/nowhere" });
    expect(onNoPlace).toMatchObject({ code: 2 });
    expect(onNoPlace.output).toContain("data_dir: /proc/nowhere cannot be written");
  });

  test("help is help, and an unknown option is refused", async () => {
    expect(await ended({}, ["--help"])).toMatchObject({ code: 0 });
    const { code, output } = await ended({}, ["--devv"]);
    expect(code).toBe(2);
    expect(output).toContain("--devv");
  });
});

describe("an address that nobody reaches from elsewhere", () => {
  const account = { APPEALMOD_REDDIT_USERNAME: "u/AppealModBot" };

  test("is warned of where the settings describe the bot's account, and the site works on", async () => {
    const one = await startSite({ APPEALMOD_DATABASE_URL: database.url, ...account });
    // The warning and the line that says "ready" come through two pipes, in any order.
    const warning = /web_url is http:\/\/127\.0\.0\.1.*APPEALMOD_WEB_URL/;
    await expect.poll(one.output, { timeout: 10_000 }).toMatch(warning);
    expect((await fetch(`${one.address}/healthz`)).status).toBe(200);
    await one.stop();
  });

  test("is nobody's business without an account, or beside a test server", async () => {
    expect(site.output()).not.toContain("web_url");
    const reddit = { APPEALMOD_REDDIT_URL: "http://127.0.0.1:8080", ...account };
    const one = await startSite({ APPEALMOD_DATABASE_URL: database.url, ...reddit });
    expect(one.output()).not.toContain("web_url");
    await one.stop();
  });

  test("that has a path is refused by the site, too, without the password in it", async () => {
    const one = spawnSite({ APPEALMOD_WEB_URL: "https://me:hunter2@appeals.example/mods" });
    const [code] = await once(one.child, "close");
    expect(code).toBe(2);
    expect(one.output()).toMatch(/APPEALMOD_WEB_URL .*name or a password/);
    expect(one.output()).not.toContain("hunter2");
  });
});
