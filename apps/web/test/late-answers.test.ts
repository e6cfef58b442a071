import { createAppealStore } from "@appealmod/db";
import type { MigratedDatabase } from "@appealmod/db/testing";
import { parse } from "node-html-parser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anInvitedAppeal, goodAnswers, type InvitedAppeal } from "./an-invited-appeal.ts";
import { type OpenSite, openSite } from "./open-site.ts";
import type { SiteProcess } from "./site-process.ts";

let database: MigratedDatabase;
let site: SiteProcess;
let closeSite: OpenSite["closeSite"];

beforeAll(async () => {
  ({ database, site, closeSite } = await openSite());
});
afterAll(() => closeSite?.());

const at = (token: string, query = "") => `${site.address}/form/${token}${query}`;

const post = (
  { token }: Pick<InvitedAppeal, "token">,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
) =>
  fetch(at(token), {
    method: "POST",
    body: new URLSearchParams(fields),
    headers,
    redirect: "manual",
  });

async function page({ token }: Pick<InvitedAppeal, "token">, query = "") {
  const response = await fetch(at(token, query), { headers: { "accept-language": "en" } });
  return parse(await response.text());
}

/** The words in fields that can be copied from and not written in, by question. */
function fieldsOf(html: Awaited<ReturnType<typeof page>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    html.querySelectorAll("main textarea, main input").map((field) => {
      expect(field.hasAttribute("readonly")).toBe(true);
      const label = html.querySelector(`label[for="${field.id}"]`)?.textContent.trim();
      expect(label, `a label for ${field.id}`).toBeTruthy();
      const words = field.tagName === "TEXTAREA" ? field.textContent : field.getAttribute("value");
      return [field.id.replace("answer-", ""), (words ?? "").replace(/^\n/, "")];
    }),
  );
}

async function jobsOf({ conversationId }: InvitedAppeal): Promise<number> {
  const { rows } = await database.pool.query(
    "select count(*)::int as jobs from graphile_worker.jobs where key = $1",
    [`process-conversation:${conversationId}`],
  );
  return rows[0].jobs;
}

async function answersOf({ appealId }: InvitedAppeal) {
  const { rows } = await database.pool.query(
    "select answers, draft from main_ban_appeal_data where appeal_id = $1",
    [appealId],
  );
  return rows[0];
}

async function keptAnywhere(): Promise<number> {
  const { rows } = await database.pool.query(
    "select count(*)::int as kept from main_ban_appeal_data where coalesce(late_words, draft, answers) is not null",
  );
  return rows[0].kept;
}

const close = ({ appealId }: InvitedAppeal) =>
  createAppealStore(database).closeAppeal(appealId, { outcome: "none", at: new Date() });

const story = "I was wrong.\n\nI <b>know</b> it & </textarea><script>alert(1)</script>";

describe("after the appeal was closed", () => {
  test.each(["send", "review", "save"])(
    "what %s brings is shown back in fields, kept, and goes to nobody",
    async (intent) => {
      const appeal = await anInvitedAppeal(database);
      await close(appeal);
      const response = await post(appeal, { ...goodAnswers, why_banned: story, intent });
      expect([response.status, response.headers.get("location")]).toEqual([
        303,
        `/form/${appeal.token}?late=1`,
      ]);
      // On the page that comes at once, and on any later visit.
      for (const query of ["?late=1", ""]) {
        const html = await page(appeal, query);
        expect(html.textContent).toContain("This appeal is closed");
        expect(html.textContent).toContain("closed before this arrived");
        expect(fieldsOf(html)).toMatchObject({
          why_banned: story,
          why_appealing: expect.stringMatching(/^[A-Z].* /),
          describe_rule: goodAnswers.describe_rule,
          will_not_repeat: "Yes",
        });
        expect(html.querySelectorAll('[role="status"]').length).toBe(query === "" ? 0 : 1);
      }
      expect(await jobsOf(appeal)).toBe(0);
      expect(await answersOf(appeal)).toEqual({ answers: null, draft: null });
    },
  );

  test("a draft from before stays, and only what differs from it is shown beside it", async () => {
    const appeal = await anInvitedAppeal(database);
    await post(appeal, { intent: "save", why_banned: "A long story.", describe_rule: "Rule 2" });
    await close(appeal);
    await post(appeal, { intent: "save", why_banned: "Another", describe_rule: "Rule 2" });
    const html = await page(appeal);
    expect(fieldsOf(html)).toEqual({ why_banned: "Another" });
    expect(html.textContent).toContain("What you had written");
    expect(html.textContent).toContain("A long story.");
  });

  test("nothing is said where nothing was written, or nothing else", async () => {
    const appeal = await anInvitedAppeal(database);
    await post(appeal, { intent: "save", why_banned: "A long story." });
    await close(appeal);
    for (const why_banned of ["", "A long story.", "A long st"]) {
      const response = await post(appeal, { intent: "review", why_banned });
      expect(response.headers.get("location")).toBe(`/form/${appeal.token}`);
    }
    const html = await page(appeal, "?late=1");
    expect(html.textContent).not.toContain("too late");
    expect(html.querySelectorAll('[role="status"]')).toEqual([]);
  });

  test("what a page saves by itself is kept, and its script is told that it goes nowhere", async () => {
    const appeal = await anInvitedAppeal(database);
    await close(appeal);
    const saved = await post(
      appeal,
      { intent: "save", why_banned: "Half a thou" },
      { accept: "application/json" },
    );
    expect(saved.status).toBe(409);
    expect(fieldsOf(await page(appeal))).toEqual({ why_banned: "Half a thou" });
  });
});

describe("after the form was sent", () => {
  test("other words from a second tab are shown back and kept; what was sent stays", async () => {
    const appeal = await anInvitedAppeal(database);
    expect((await post(appeal, goodAnswers)).headers.get("location")).toContain("?sent=1");
    const before = await answersOf(appeal);
    const second = { ...goodAnswers, why_banned: story, will_not_repeat: "no" };
    expect((await post(appeal, second)).headers.get("location")).toContain("?late=1");
    const html = await page(appeal, "?late=1");
    expect(fieldsOf(html)).toEqual({ why_banned: story, will_not_repeat: "No" });
    expect(html.textContent).toContain("had already been sent when this arrived");
    expect(html.textContent).toContain("Your answers");
    expect(html.textContent).toContain(goodAnswers.why_banned);
    expect(await answersOf(appeal)).toEqual(before);
    expect(await jobsOf(appeal)).toBe(1);
  });

  test("the same words again are no news", async () => {
    const appeal = await anInvitedAppeal(database);
    await post(appeal, goodAnswers);
    const again = await post(appeal, goodAnswers);
    expect(again.headers.get("location")).toBe(`/form/${appeal.token}`);
    expect(fieldsOf(await page(appeal))).toEqual({});
  });

  test("of two tabs that send at once, the slower one's words are shown back", async () => {
    const appeal = await anInvitedAppeal(database);
    const stories = ["The first story.", "The second story."];
    const answers = await Promise.all(
      stories.map((why_banned) => post(appeal, { ...goodAnswers, why_banned })),
    );
    const where = answers.map((response) => response.headers.get("location")?.split("?")[1]);
    expect(where.toSorted()).toEqual(["late=1", "sent=1"]);
    const late = stories[where.indexOf("late=1")];
    expect(fieldsOf(await page(appeal))).toEqual({ why_banned: late });
    expect((await answersOf(appeal)).answers.why_banned).toBe(stories[where.indexOf("sent=1")]);
    expect(await jobsOf(appeal)).toBe(1);
  });

  test("nothing of it shows behind another's link", async () => {
    const [appeal, other] = [await anInvitedAppeal(database), await anInvitedAppeal(database)];
    await close(appeal);
    await close(other);
    await post(appeal, { ...goodAnswers, why_banned: "Only mine." });
    expect((await page(other)).textContent).not.toContain("Only mine.");
  });
});

describe("behind a link that leads nowhere", () => {
  test("what was written is given back on the page that says so, and stored nowhere", async () => {
    const before = await keptAnywhere();
    const answer = await post(
      { token: "x".repeat(43) },
      { ...goodAnswers, intent: "send", why_banned: story },
    );
    expect(answer.status).toBe(404);
    const html = parse(await answer.text());
    const words = fieldsOf(html).yours ?? "";
    expect(words).toContain(story);
    expect(words).toContain(goodAnswers.what_steps);
    expect(words).not.toContain("send");
    expect(html.querySelectorAll("script")).toEqual([]);
    expect(await keptAnywhere()).toBe(before);
  });

  test("a page that nobody wrote into has no such field", async () => {
    const answer = await post({ token: "x".repeat(43) }, { intent: "send", why_banned: " " });
    expect(fieldsOf(parse(await answer.text()))).toEqual({});
  });
});
