import type { MigratedDatabase } from "@appealmod/db/testing";
import { parse } from "node-html-parser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { languages } from "../src/i18n/languages.ts";
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

let visitors = 0;
/** Each from an address of its own: the limits are tested elsewhere. */
const post = (path: string, fields: Readonly<Record<string, string>>) => {
  visitors += 1;
  return fetch(site.address + path, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { "x-forwarded-for": `203.0.113.${visitors}` },
    redirect: "manual",
  });
};

const page = async (path: string, headers: Readonly<Record<string, string>> = {}) =>
  parse(await (await fetch(site.address + path, { headers })).text());

const unseen = ["\u200B", "\u2800", "\u3164", "\u2060", "\u00AD", "\u115F", "\uFEFF\u0301"];
const writtenIn = [
  "why_banned",
  "describe_rule",
  "describe_actions",
  "wrong_actions",
  "what_steps",
] as const;
const inEach = (text: string) => Object.fromEntries(writtenIn.map((id) => [id, text]));

describe("an appeal's form", () => {
  test.each(unseen)("with nothing but %j in its answers is not sent", async (text) => {
    const { token, appealId } = await anInvitedAppeal(database);
    for (const intent of ["send", "review"]) {
      const answer = await post(`/form/${token}`, { ...goodAnswers, ...inEach(text), intent });
      expect(answer.headers.get("location")).toBe(`/form/${token}?check=1#problems`);
    }
    const html = await page(`/form/${token}?check=1`);
    expect(html.querySelectorAll('[aria-invalid="true"]').map((one) => one.id)).toEqual(
      writtenIn.map((id) => `answer-${id}`),
    );
    const { rows } = await database.pool.query(
      "select submitted_at, draft from main_ban_appeal_data where appeal_id = $1",
      [appealId],
    );
    expect(rows[0].submitted_at).toBeNull();
    for (const id of writtenIn) expect(rows[0].draft[id]).toBeUndefined();
  });

  test("keeps what is unseen within words as it was typed", async () => {
    const text = "نمی\u200Cخواهم 👨‍👩‍👧‍👦 מילה\u200F! ❤\uFE0F Tie\u0302\u0301ng क्\u200Dष";
    const { token, appealId } = await anInvitedAppeal(database);
    const answer = await post(`/form/${token}`, { ...goodAnswers, ...inEach(text) });
    expect(answer.headers.get("location")).toBe(`/form/${token}?sent=1`);
    const { rows } = await database.pool.query(
      "select answers from main_ban_appeal_data where appeal_id = $1",
      [appealId],
    );
    expect(rows[0].answers).toMatchObject(inEach(text));
  });
});

describe("a lost link", () => {
  test.each(unseen)("of nobody (%j) is asked for again", async (text) => {
    const answer = await post("/form", { reddit_username: text, subreddit: text });
    expect(answer.headers.get("location")).toBe("/form?check=reddit_username,subreddit");
  });

  test("is found by names that were pasted", async () => {
    const answer = await post("/form", {
      reddit_username: "\u200Bu/pine\\_lake.",
      subreddit: "<https://www.reddit.com/r/PineLakeHikers/>",
    });
    expect(answer.headers.get("location")).toBe("/form?sent=1");
  });
});

describe("a sign-up", () => {
  let communities = 0;
  const olive = () => {
    communities += 1;
    return {
      name: "Olive",
      email: "olive@example.org",
      reddit_username: "RangerOlive",
      subreddit_url: `r/PineLake${communities}`,
    };
  };
  const emailOf = async (subreddit: string) => {
    const { rows } = await database.pool.query(
      "select email from main_sign_up_data where subreddit_url like '%/' || $1",
      [subreddit.slice(2)],
    );
    return rows[0]?.email;
  };
  const problemsAfter = async (answer: Response, language = "en") => {
    expect(answer.headers.get("location")).toBe("/sign-up?check=1#problems");
    const cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? "";
    const html = await page("/sign-up?check=1", { cookie, "accept-language": language });
    return html.querySelectorAll("#problems a").map((one) => one.getAttribute("href"));
  };

  test.each([
    "user@example.xn--p1ai",
    "a&b@example.org",
    "user/dept@example.org",
    "jürgen@example.de",
    "user@münchen.de",
    "почта@пример.рф",
    '"olive,ranger"@example.org',
  ])("takes %s as it was typed", async (email) => {
    const fields = { ...olive(), email };
    const answer = await post("/sign-up", fields);
    expect(answer.headers.get("location")).toContain("done=saved");
    expect(await emailOf(fields.subreddit_url)).toBe(email);
  });

  test.each([
    ["<olive@example.org>.", "olive@example.org"],
    ["\u200Bmailto:olive@exam\u00ADple.org", "olive@example.org"],
    ["Ju\u0308rgen@example.de", "Jürgen@example.de"],
  ])("takes %j without what was pasted with it", async (email, kept) => {
    const fields = { ...olive(), email };
    expect((await post("/sign-up", fields)).headers.get("location")).toContain("done=saved");
    expect(await emailOf(fields.subreddit_url)).toBe(kept);
  });

  test.each([
    "olive@example.org\r\nBcc: bob@example.org",
    "olive@exam\nple.org",
    "olive\u0007@example.org",
    "olive@example.org, bob@example.org",
    "olive ranger@example.org",
    "olive@example",
    "\u200B@example.org",
  ])("refuses %j", async (email) => {
    expect(await problemsAfter(await post("/sign-up", { ...olive(), email }))).toEqual([
      "#sign-up-form-email",
    ]);
  });

  test.each(unseen)("with nothing but %j in a field lacks that field", async (text) => {
    const fields = Object.fromEntries(Object.keys(olive()).map((field) => [field, text]));
    const answer = await post("/sign-up", fields);
    expect(await problemsAfter(answer)).toEqual([
      "#sign-up-form-name",
      "#sign-up-form-email",
      "#sign-up-form-reddit_username",
      "#sign-up-form-subreddit_url",
    ]);
  });

  test("of the same address in other capitals is the same, whatever its letters", async () => {
    const fields = { ...olive(), email: "JÜRGEN@Example.de" };
    await post("/sign-up", fields);
    for (const email of ["JÜRGEN@Example.de", "jürgen@example.de", "Ju\u0308rgen@example.de"])
      expect((await post("/sign-up", { ...fields, email })).headers.get("location")).toContain(
        "done=duplicate",
      );
  });

  test("says in every language what an address looks like", async () => {
    const sentences = new Set<string>();
    for (const language of Object.keys(languages)) {
      const answer = await post("/sign-up", { ...olive(), email: "olive@example" });
      const cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? "";
      const html = await page("/sign-up?check=1", { cookie, "accept-language": language });
      sentences.add(html.querySelector("#sign-up-form-email-problem")?.textContent ?? "");
    }
    expect(sentences.size).toBe(5);
    for (const sentence of sentences) expect(sentence).toContain("@example.org");
  });

  test("leaves it to us to judge an address: browsers refuse letters that mail servers take", async () => {
    for (const path of ["/", "/sign-up"]) {
      const field = (await page(path)).querySelector('[name="email"]');
      expect(field?.getAttribute("type")).toBe("text");
      expect(field?.toString()).toMatch(/inputmode="email"/i);
      expect(field?.toString()).toMatch(/autocomplete="email"/i);
    }
  });
});
