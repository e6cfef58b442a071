import { request } from "node:http";
import { createMigratedDatabase, type MigratedDatabase } from "@appealmod/db/testing";
import { migrateJobs } from "@appealmod/jobs";
import { parse } from "node-html-parser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anInvitedAppeal, goodAnswers, type InvitedAppeal } from "./an-invited-appeal.ts";
import { openFormTab, readFormTab } from "./form-tab.ts";
import { type OpenSite, openSite } from "./open-site.ts";
import { freePort, startSite } from "./site-process.ts";

let database: MigratedDatabase;
let site: OpenSite["site"];
let closeSite: OpenSite["closeSite"];
let webUrl: string;

beforeAll(async () => {
  const port = await freePort();
  webUrl = `http://localhost:${port}`;
  const open = await openSite({ APPEALMOD_WEB_PORT: String(port), APPEALMOD_WEB_URL: webUrl });
  ({ database, closeSite } = open);
  site = { ...open.site, address: `http://127.0.0.1:${port}` };
});
afterAll(() => closeSite?.());

interface Answer {
  readonly status: number;
  readonly policy: string;
  readonly location: string | undefined;
  readonly text: string;
}

/** Posts as a page does that was opened under an address of the site's machine. */
function postFrom(
  origin: string,
  path: string,
  fields: URLSearchParams,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const host = URL.canParse(origin) ? new URL(origin).host : "localhost";
    const post = request(
      site.address + path,
      {
        method: "POST",
        headers: {
          host,
          origin,
          "content-type": "application/x-www-form-urlencoded",
          "accept-language": "en",
          ...headers,
        },
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          text += chunk;
        });
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            policy: String(response.headers["content-security-policy"]),
            location: response.headers.location,
            text,
          }),
        );
      },
    );
    post.on("error", reject);
    post.end(fields.toString());
  });
}

async function stored({ appealId }: InvitedAppeal) {
  const { rows } = await database.pool.query(
    "select draft, answers, late_words, other_answers from main_ban_appeal_data where appeal_id = $1",
    [appealId],
  );
  return rows[0];
}

const nothing = { draft: null, answers: null, late_words: null, other_answers: null };

/** What stands in fields that can be copied from, under their labels. */
function copiesOf(text: string): ReadonlyMap<string, string> {
  const html = parse(text);
  return new Map(
    html.querySelectorAll("textarea[readonly]").map((field) => {
      const label = html.querySelector(`label[for="${field.id}"]`)?.textContent ?? "";
      return [label, field.textContent.replace(/^\n/, "")];
    }),
  );
}

const story = `I was wrong.\n\n"I" <b>know</b> it & </textarea><script>alert(1)</script> 'yes'`;
const written = { ...goodAnswers, why_banned: story };

describe("a form page that was opened under another address", () => {
  test.each([
    ["an IP address", (port: string) => `http://127.0.0.1:${port}`],
    ["another name", (port: string) => `http://www.localhost:${port}`],
    ["another scheme", (port: string) => `https://localhost:${port}`],
    ["another port", () => "http://localhost"],
    ["a stranger's page", () => "https://evil.example"],
    ["a page that hides where it is", () => "null"],
  ])("%s: is refused, stores nothing, gives the words back with one button", async (_, of) => {
    const origin = of(new URL(webUrl).port);
    const appeal = await anInvitedAppeal(database);
    const path = `/form/${appeal.token}`;
    for (const intent of ["send", "save"]) {
      const fields = new URLSearchParams({ ...written, intent });
      const refused = await postFrom(origin, path, fields);
      expect(refused.status).toBe(403);
      expect(await stored(appeal)).toEqual(nothing);
      const copies = copiesOf(refused.text);
      expect(copies.get("In your own words, why were you banned?")).toBe(story);
      expect([...copies.values()]).toContain(goodAnswers.what_steps);
      expect(parse(refused.text).querySelectorAll("script, b")).toEqual([]);

      const html = parse(refused.text);
      const form = html.querySelector("form");
      expect(form?.getAttribute("action")).toBe(webUrl + path);
      expect(html.querySelectorAll("form button")).toHaveLength(1);
      expect(refused.policy).toContain(`form-action 'self' ${webUrl}`);
    }
    // The button, whose post still says where its page came from.
    const refused = await postFrom(
      origin,
      path,
      new URLSearchParams({ ...written, intent: "send" }),
    );
    const carried = new URLSearchParams(
      parse(refused.text)
        .querySelectorAll("form input")
        .map((field) => [field.getAttribute("name") ?? "", field.getAttribute("value") ?? ""]),
    );
    const taken = await postFrom(origin, path, carried, { host: new URL(webUrl).host });
    // Nothing is sent before its author has seen it where it counts.
    expect([taken.status, taken.location]).toEqual([303, `${path}?review=1`]);
    expect(await stored(appeal)).toMatchObject({
      draft: { ...written, allowed_comments: ["ask_source"] },
      answers: null,
    });
  });
});

test("the button of one form's refusal opens no other form, and nobody makes one of their own", async () => {
  const [appeal, other] = [await anInvitedAppeal(database), await anInvitedAppeal(database)];
  const refused = await postFrom(
    "https://evil.example",
    `/form/${appeal.token}`,
    new URLSearchParams(written),
  );
  const sign = parse(refused.text).querySelector('[name="_carried"]')?.getAttribute("value") ?? "";
  expect(sign).toMatch(/^\d+\./);
  for (const forged of [sign, "", "1.x", `${Date.now() + 1e9}.${sign.split(".")[1]}`]) {
    const fields = new URLSearchParams({ ...written, _carried: forged });
    const answer = await postFrom("https://evil.example", `/form/${other.token}`, fields);
    expect(answer.status).toBe(403);
  }
  expect(await stored(other)).toEqual(nothing);
});

test("a page of the right address is taken, whatever name the proxy before it calls the site by", async () => {
  const appeal = await anInvitedAppeal(database);
  const fields = new URLSearchParams({ ...written, intent: "save" });
  const path = `/form/${appeal.token}`;
  expect((await postFrom(webUrl, path, fields, { host: "upstream:3000" })).status).toBe(303);
  expect((await stored(appeal)).draft).toMatchObject({ why_banned: story });
});

test("a link that leads nowhere gives the words back all the same", async () => {
  const path = `/form/${"x".repeat(43)}`;
  const refused = await postFrom("https://evil.example", path, new URLSearchParams(written));
  expect(refused.status).toBe(403);
  expect([...copiesOf(refused.text).values()].join()).toContain(story);
});

test.each(["/sign-up", "/form", "/language?page=sign-up"])(
  "%s gives its words back too",
  async (path) => {
    const fields = new URLSearchParams({ name: story, reddit_username: "RangerOlive" });
    const refused = await postFrom("https://evil.example", path, fields);
    expect(refused.status).toBe(403);
    const words = [...copiesOf(refused.text).values()].join();
    for (const text of [story, "RangerOlive"]) expect(words).toContain(text);
    expect(parse(refused.text).querySelector("form")?.getAttribute("action")).toBe(webUrl + path);
  },
);

describe("a post that the site cannot take now", () => {
  test("gives the words back when the database is away, with a button to try again", async () => {
    const lonely = await createMigratedDatabase();
    await migrateJobs(lonely.pool);
    const appeal = await anInvitedAppeal(lonely);
    const doomed = await startSite({ APPEALMOD_DATABASE_URL: lonely.url });
    const address = `${doomed.address}/form/${appeal.token}`;
    const tab = await openFormTab(address, appeal.token);
    await lonely.drop();
    const failed = await tab.post({ intent: "send" }, written, { accept: "text/html" });
    const text = await failed.text();
    expect(failed.status).toBe(500);
    expect([...copiesOf(text).values()].join()).toContain(story);
    const again = readFormTab(text, address, appeal.token);
    expect(again.valueOf("why_banned")).toEqual([story]);
    expect(again.valueOf("intent")).toEqual(["send"]);
    expect(again.valueOf("_seen")).toEqual(tab.valueOf("_seen"));
    expect(doomed.log()).toContain('"page-error"');
    expect(doomed.log()).not.toContain("I was wrong");
    const script = await tab.post({ intent: "save" }, written, { accept: "application/json" });
    expect(script.status).toBe(500);
    await doomed.stop();
  });

  test("gives the words back when there were too many, with a button to try again", async () => {
    const appeal = await anInvitedAppeal(database);
    const path = `/form/${appeal.token}`;
    const tab = await openFormTab(webUrl + path, appeal.token);
    let refused = await tab.post({ intent: "save" }, written);
    for (let sent = 0; refused.status !== 429 && sent < 400; sent += 1)
      refused = await tab.post({ intent: "save" }, written);
    expect(refused.status).toBe(429);
    expect(refused.headers.get("content-security-policy")).toContain("form-action 'self'");
    const text = await refused.text();
    expect([...copiesOf(text).values()].join()).toContain(story);
    expect(readFormTab(text, webUrl + path, path).valueOf("why_banned")).toEqual([story]);
  });
});
