import { readFile } from "node:fs/promises";
import { Agent, request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { MigratedDatabase } from "@appealmod/db/testing";
import { parse } from "node-html-parser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { limits } from "../src/server/rate-limit.ts";
import { anInvitedAppeal, goodAnswers } from "./an-invited-appeal.ts";
import { type OpenSite, openSite, throughProxy } from "./open-site.ts";
import type { SiteProcess } from "./site-process.ts";

let database: MigratedDatabase;
let site: SiteProcess;
let closeSite: OpenSite["closeSite"];

beforeAll(async () => {
  ({ database, site, closeSite } = await openSite(throughProxy));
});
afterAll(() => closeSite?.());

const post = (path: string, fields: Readonly<Record<string, string>>, headers = {}) =>
  fetch(site.address + path, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers,
    redirect: "manual",
  });

const written = [
  "why_banned",
  "why_appealing_other",
  "describe_rule",
  "describe_actions",
  "wrong_actions",
  "what_steps",
] as const;

const inEveryField = (words: string): Readonly<Record<string, string>> => ({
  ...goodAnswers,
  why_appealing: "other",
  ...Object.fromEntries(written.map((id) => [id, `${id} ${words}`])),
});

const scripts = [
  `<script>fetch("//evil.example")</script>`,
  `"><img src=x onerror=alert(1)>`,
  `</textarea><svg onload=alert(1)>`,
  `javascript:alert(1)`,
  `{{constructor.constructor("alert(1)")()}} \${alert(1)}`,
].join(" ");

const statements = `'; drop table appeals; -- ") or 1=1 /* \\'; select pg_sleep(600); $$`;

/** What a page would do with it: tags and handlers that nobody of ours has written. */
function foreignParts(html: string, policy: string | null): readonly string[] {
  const [, scripts = ""] = /script-src ([^;]+)/.exec(policy ?? "") ?? [];
  return parse(html)
    .querySelectorAll("*")
    .filter(
      (element) =>
        (element.tagName === "SCRIPT" &&
          !scripts.includes(`'${element.getAttribute("integrity")}'`)) ||
        Object.keys(element.attributes).some((name) => /^on/i.test(name)) ||
        /^javascript:/i.test(element.getAttribute("href") ?? ""),
    )
    .map((element) => element.outerHTML.slice(0, 200));
}

async function pageOf(path: string, headers = {}): Promise<string> {
  const response = await fetch(site.address + path, { headers });
  const html = await response.text();
  expect(foreignParts(html, response.headers.get("content-security-policy"))).toEqual([]);
  expect(parse(html).querySelectorAll("img")).toEqual([]);
  return html;
}

describe("words that would be code", () => {
  test("a script in every field is shown as the text that it is, on every page", async () => {
    const { token, appealId } = await anInvitedAppeal(database);
    const answers = inEveryField(scripts);
    await post(`/form/${token}`, { ...answers, intent: "save" });
    const draft = parse(await pageOf(`/form/${token}`));
    expect(draft.querySelector('[name="why_banned"]')?.textContent).toContain("onerror=alert(1)");
    await post(`/form/${token}`, { ...answers, intent: "review" });
    const review = parse(await pageOf(`/form/${token}?review=1`));
    expect(review.querySelectorAll('input[type="hidden"]').length).toBeGreaterThan(written.length);
    await post(`/form/${token}`, { ...answers, intent: "send" });
    expect(parse(await pageOf(`/form/${token}`)).textContent).toContain("onload=alert(1)");
    const { rows } = await database.pool.query(
      "select answers from main_ban_appeal_data where appeal_id = $1",
      [appealId],
    );
    for (const id of written) expect(rows[0].answers[id]).toBe(answers[id]);
  });

  test("a script in a sign-up, a lost link and an address is refused or shown as text", async () => {
    const names = ["name", "email", "reddit_username", "subreddit_url"];
    const refused = await post("/sign-up", Object.fromEntries(names.map((n) => [n, scripts])));
    const cookie = refused.headers.get("set-cookie")?.split(";")[0] ?? "";
    expect(await pageOf("/sign-up?check=1", { cookie })).toContain("&lt;script&gt;");
    await pageOf(`/sign-up?done=saved&subreddit=${encodeURIComponent(scripts)}`);
    await pageOf(`/form?check=${encodeURIComponent(scripts)}`);
    await pageOf(`/?language=${encodeURIComponent(scripts)}&${encodeURIComponent(scripts)}`);
    await pageOf(`/${encodeURIComponent(scripts)}`);
    const lost = await post("/form", { reddit_username: scripts, subreddit: scripts });
    expect(lost.headers.get("location")).toBe("/form?check=reddit_username,subreddit");
  });

  test("SQL in every field is kept letter by letter, and nothing else happens", async () => {
    const { token, appealId } = await anInvitedAppeal(database);
    const answers = inEveryField(statements);
    await post(`/form/${token}`, answers);
    await post("/sign-up", {
      name: statements,
      email: "olive@example.org",
      reddit_username: "RangerOlive",
      subreddit_url: "r/PineLakeHikers",
    });
    await post("/form", { reddit_username: statements, subreddit: statements });
    expect((await fetch(`${site.address}/form/${encodeURIComponent(statements)}`)).status).toBe(
      404,
    );
    const kept = await database.pool.query(
      "select answers from main_ban_appeal_data where appeal_id = $1",
      [appealId],
    );
    for (const id of written) expect(kept.rows[0].answers[id]).toBe(answers[id]);
    const signUps = await database.pool.query("select name from main_sign_up_data");
    expect(signUps.rows).toEqual([{ name: statements.replace(/\s+/g, " ") }]);
  });
});

describe("every post", () => {
  const targets = async () => [
    `/form/${(await anInvitedAppeal(database)).token}`,
    "/form",
    "/sign-up",
  ];

  test("from a foreign page is refused", async () => {
    for (const path of await targets())
      for (const origin of ["https://evil.example", "null"]) {
        const response = await post(path, goodAnswers, { origin });
        expect([path, response.status]).toEqual([path, 403]);
      }
  });

  test("with an oversized body is refused, announced or not", async () => {
    for (const path of await targets()) {
      const response = await post(path, { name: "a".repeat(700_000) });
      expect([path, response.status]).toEqual([path, 413]);
      const body = new ReadableStream({
        start(controller) {
          for (let chunk = 0; chunk < 20; chunk += 1)
            controller.enqueue(new TextEncoder().encode("a".repeat(50_000)));
          controller.close();
        },
      });
      const unannounced = await fetch(site.address + path, {
        method: "POST",
        body,
        headers: { "content-type": "application/x-www-form-urlencoded" },
        duplex: "half",
        redirect: "manual",
      } as RequestInit);
      expect([path, unannounced.status]).toEqual([path, 400]);
    }
  });
});

const samples = 24;

/** Asks of known and unknown names side by side: whatever else the machine does meets both alike. */
async function timesOf(
  ask: (isKnown: boolean, index: number) => Promise<void>,
): Promise<{ readonly known: readonly number[]; readonly unknown: readonly number[] }> {
  const times = { known: [] as number[], unknown: [] as number[] };
  const timed = async (isKnown: boolean, index: number) => {
    const began = performance.now();
    await ask(isKnown, index);
    times[isKnown ? "known" : "unknown"].push(performance.now() - began);
  };
  const atOnce = 4;
  for (let from = 0; from < samples; from += atOnce)
    await Promise.all(
      Array.from({ length: atOnce }, (_, offset) => from + offset).flatMap((index) => [
        timed(true, index),
        timed(false, index),
      ]),
    );
  return times;
}

/** The least difference that would tell somebody anything, in milliseconds. */
const telling = 40;

/**
 * On a machine that others use the medians of two dozen answers may lie apart by chance. Where
 * one kind is slower, its answers also come last more often than chance would have it.
 */
function expectAlike({ known, unknown }: Awaited<ReturnType<typeof timesOf>>): void {
  const median = (all: readonly number[]) => all.toSorted((a, b) => a - b)[samples / 2] ?? 0;
  expect(Math.min(...known, ...unknown)).toBeGreaterThanOrEqual(399);
  const areApart = Math.abs(median(known) - median(unknown)) >= telling;
  expect(areApart && isOrdered(known, unknown), JSON.stringify({ known, unknown })).toBe(false);
}

/** Whether one kind of answer is slower beyond chance: the rank-sum test, at four deviations. */
function isOrdered(some: readonly number[], others: readonly number[]): boolean {
  const later = some.flatMap((one) => others.filter((other) => one > other)).length;
  const pairs = some.length * others.length;
  const deviation = Math.sqrt((pairs * (some.length + others.length + 1)) / 12);
  return Math.abs(later - pairs / 2) > 4 * deviation;
}

test("a measurement tells answers that take longer from answers that vary", () => {
  const even = Array.from({ length: samples }, (_, index) => 400 + ((index * 7) % samples) * 10);
  const slower = even.map((ms) => ms + 200);
  const alike = even.map((ms) => ms + 50);
  expect(() => expectAlike({ known: slower, unknown: even })).toThrow();
  expect(() => expectAlike({ known: even.map(() => 400), unknown: even.map(() => 445) })).toThrow();
  expectAlike({ known: alike, unknown: even });
});

describe("who has appealed", () => {
  test("cannot be told from the time that an answer takes", async () => {
    const known = await Promise.all(
      Array.from({ length: samples }, () => anInvitedAppeal(database)),
    );
    await database.pool.query("update appeals set state = 'invited' where state = 'new'");
    const times = await timesOf(async (isKnown, index) => {
      const username = isKnown ? (known[index]?.username ?? "") : `nobody_${index}`;
      const response = await post(
        "/form",
        { reddit_username: username, subreddit: "PineLakeHikers" },
        { "x-forwarded-for": `198.51.100.${index}` },
      );
      expect(response.headers.get("location")).toBe("/form?sent=1");
    });
    expectAlike(times);
  });
});

describe("who has signed up", () => {
  const signUp = (username: string, email: string, index: number) =>
    post(
      "/sign-up",
      { name: "Olive", email, reddit_username: username, subreddit_url: "r/PineLakeHikers" },
      { "x-forwarded-for": `203.0.113.${index}` },
    );

  test("cannot be told from the words or the time of an answer", async () => {
    await Promise.all(
      Array.from({ length: samples }, (_, index) =>
        signUp(`moderator_${index}`, `moderator_${index}@example.org`, 100 + index),
      ),
    );
    const answers = new Set<string | null>();
    const times = await timesOf(async (isKnown, index) => {
      const response = await signUp(
        isKnown ? `Moderator_${index}` : `stranger_${index}`,
        "curious@example.org",
        index,
      );
      answers.add(response.headers.get("location"));
    });
    expect([...answers]).toEqual(["/sign-up?done=saved&subreddit=PineLakeHikers"]);
    expectAlike(times);
    // The first one's address stays; the operator is told of the other attempt.
    const { rows } = await database.pool.query(
      "select distinct email from main_sign_up_data where reddit_username like 'moderator%' and email not like 'moderator%'",
    );
    expect(rows).toEqual([]);
    const repeated = site
      .log()
      .split("\n")
      .filter((line) => line.includes("sign-up-repeated"));
    expect(repeated).toHaveLength(samples);
    expect(repeated.join()).not.toContain("curious@example.org");
  }, 30_000);
});

describe("500 requests a second from one address", () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 400 });
  afterAll(() => agent.destroy());

  /** Somebody else's connections do not wait for those of the flood. */
  const otherAgent = new Agent({ keepAlive: true });
  afterAll(() => otherAgent.destroy());

  const get = (
    path: string,
    address: string,
    by = agent,
  ): Promise<{ status: number; ms: number }> => {
    const began = performance.now();
    return new Promise((resolve, reject) => {
      const sent = request(
        site.address + path,
        { agent: by, headers: { "x-forwarded-for": address, accept: "text/html" } },
        (response) => {
          response.resume();
          response.on("end", () =>
            resolve({ status: response.statusCode ?? 0, ms: performance.now() - began }),
          );
        },
      );
      // A connection that the site had just ended for being idle is no answer of the site.
      sent.on("error", (error: NodeJS.ErrnoException) =>
        sent.reusedSocket && error.code === "ECONNRESET"
          ? resolve(get(path, address, by))
          : reject(error),
      );
      sent.end();
    });
  };

  /** Megabytes that the site's process holds; Linux only. */
  const memory = async () => {
    const status = await readFile(`/proc/${site.child.pid}/status`, "utf8").catch(() => "");
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  };

  const guessedLinkOrPage = (index: number) =>
    index % 2 === 0 ? `/form/${"g".repeat(36)}${1_000_000 + index}` : "/sign-up?check=1";

  test("most are refused, and another address is served on", async () => {
    const { token } = await anInvitedAppeal(database);
    const memoryBefore = await memory();
    const quiet: number[] = [];
    for (let look = 0; look < 9; look += 1)
      quiet.push((await get(`/form/${token}`, "203.0.113.9", otherAgent)).ms);
    const seconds = 4;
    const flood: Promise<{ status: number; ms: number }>[] = [];
    const others: { status: number; ms: number }[] = [];
    const began = performance.now();
    let isOver = false;
    const somebodyElse = (async () => {
      while (!isOver) {
        others.push(await get(`/form/${token}`, "203.0.113.9", otherAgent));
        await wait(50);
      }
    })();
    while (performance.now() - began < seconds * 1000) {
      const due = ((performance.now() - began) / 1000) * 500;
      while (flood.length < due) flood.push(get(guessedLinkOrPage(flood.length), "203.0.113.1"));
      await wait(5);
    }
    const answers = await Promise.all(flood);
    isOver = true;
    await somebodyElse;

    const count = (status: number) => answers.filter((answer) => answer.status === status).length;
    const slowest = Math.max(...others.map(({ ms }) => ms));
    const middle = (all: readonly number[]) => all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0;
    const [before, median] = [middle(quiet), middle(others.map(({ ms }) => ms))];
    const told = `${answers.length} sent: ${count(429)} refused, ${count(200) + count(404)} answered; another address meanwhile: ${others.length} pages, median ${median.toFixed(0)} ms (in quiet ${before.toFixed(0)} ms), slowest ${slowest.toFixed(0)} ms; memory ${memoryBefore.toFixed(0)} → ${(await memory()).toFixed(0)} MB`;
    process.stdout.write(`${told}\n`);
    // The flood may touch two windows of ten seconds; an address is counted in lots of ten.
    const mostAnswered = 2 * (limits["pages of an address"].most + 10);
    expect(answers.length, told).toBeGreaterThan(seconds * 400);
    expect(count(200) + count(404), told).toBeLessThanOrEqual(mostAnswered);
    expect(Math.min(count(200), count(404)), told).toBeGreaterThan(0);
    expect(count(429), told).toBe(answers.length - count(200) - count(404));
    expect(
      others.every(({ status }) => status === 200),
      told,
    ).toBe(true);
    // Without turns for each address it would be five seconds, on a machine with nothing else to do.
    expect(median, told).toBeLessThan(1000 + 10 * before);
    expect((await fetch(`${site.address}/healthz`)).status).toBe(200);
  });
});
