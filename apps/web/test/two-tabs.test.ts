import type { Answers } from "@appealmod/core";
import type { MigratedDatabase } from "@appealmod/db/testing";
import { parse } from "node-html-parser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anInvitedAppeal, goodAnswers, type InvitedAppeal } from "./an-invited-appeal.ts";
import { openFormTab } from "./form-tab.ts";
import { type OpenSite, openSite } from "./open-site.ts";
import { type SiteProcess, startSite } from "./site-process.ts";

let database: MigratedDatabase;
let site: SiteProcess;
let closeSite: OpenSite["closeSite"];

beforeAll(async () => {
  ({ database, site, closeSite } = await openSite());
});
afterAll(() => closeSite?.());

const at = ({ token }: InvitedAppeal, query = "") => `${site.address}/form/${token}${query}`;
const openTab = (appeal: InvitedAppeal, query = "") => openFormTab(at(appeal, query), appeal.token);
const save = { intent: "save" };
const review = { intent: "review" };
const send = { intent: "send" };
const asScript = { accept: "application/json" };

async function page(appeal: InvitedAppeal, query = "") {
  const response = await fetch(at(appeal, query), { headers: { "accept-language": "en" } });
  return readable(await response.text());
}

/** What is seen of a page: what its script would fill in later is not. */
function readable(text: string) {
  const html = parse(text);
  for (const template of html.querySelectorAll("template")) template.remove();
  return html;
}

/** The page that a post leads to. */
async function pageAfter(response: Response) {
  expect(response.status).toBe(303);
  const where = new URL(response.headers.get("location") ?? "", site.address);
  return readable(await (await fetch(where)).text());
}

async function stored({ appealId }: InvitedAppeal) {
  const { rows } = await database.pool.query(
    "select * from main_ban_appeal_data where appeal_id = $1",
    [appealId],
  );
  return rows[0];
}

/** Everything that can be read on a page, what stands in its fields included. */
function wordsOf(html: ReturnType<typeof parse>): string {
  const values = html.querySelectorAll("input").map((field) => field.getAttribute("value") ?? "");
  return [html.textContent, ...values].join("\n");
}

const much = {
  why_banned: "I posted my own shop three times in one evening.",
  describe_rule: "No advertising.",
  describe_actions: "Three posts with a link.",
  what_steps: "I have deleted the posts.",
};

describe("two tabs of one form", () => {
  test.each(["save", "review", "send"])(
    "one letter in a tab that was opened before costs nothing that the other has saved: %s",
    async (intent) => {
      const appeal = await anInvitedAppeal(database);
      const [a, b] = [await openTab(appeal), await openTab(appeal)];
      await b.post(save, { ...much, will_not_repeat: "yes", allowed_comments: ["ask_source"] });
      await a.post({ intent }, { wrong_actions: "x" });
      expect((await stored(appeal)).draft).toEqual({
        ...much,
        will_not_repeat: "yes",
        allowed_comments: ["ask_source"],
        wrong_actions: "x",
      });
      for (const words of Object.values(much)) expect(wordsOf(await page(appeal))).toContain(words);
    },
  );

  test("another language in the older tab costs nothing either", async () => {
    const appeal = await anInvitedAppeal(database);
    const [a, b] = [await openTab(appeal), await openTab(appeal)];
    await b.post(save, much);
    const words = wordsOf(
      await pageAfter(await a.post({ _language: "de" }, { wrong_actions: "x" })),
    );
    for (const text of [...Object.values(much), "x"]) expect(words).toContain(text);
  });

  test("an answer that the older tab shows and has not touched stays as the other has changed it", async () => {
    const appeal = await anInvitedAppeal(database);
    await (await openTab(appeal)).post(save, { why_banned: "As it was.", will_not_repeat: "no" });
    const [a, b] = [await openTab(appeal), await openTab(appeal)];
    await b.post(save, { why_banned: "Written anew.", will_not_repeat: "yes" });
    await a.post(save, { wrong_actions: "x" });
    expect((await stored(appeal)).draft).toEqual({
      why_banned: "Written anew.",
      will_not_repeat: "yes",
      wrong_actions: "x",
    });
  });

  test("both answered the same question: both texts are kept and shown, and can be chosen from", async () => {
    const appeal = await anInvitedAppeal(database);
    const [a, b] = [await openTab(appeal), await openTab(appeal)];
    await b.post(save, {
      why_banned: "The long story of B.\nWith <b>lines</b>.",
      describe_rule: "2",
    });
    const after = await pageAfter(await a.post(save, { why_banned: "A's own." }));
    expect(after.textContent).toContain("in another window");
    for (const html of [after, await page(appeal)]) {
      expect(wordsOf(html)).toContain("A's own.");
      expect(wordsOf(html)).toContain("The long story of B.\nWith <b>lines</b>.");
      expect(html.querySelectorAll("main textarea[readonly]")).toHaveLength(1);
    }
    expect((await stored(appeal)).draft).toEqual({ why_banned: "A's own.", describe_rule: "2" });

    const buttonOf = async (action: string) => {
      const button = (await page(appeal)).querySelector(
        `button[name="_other"][value^="${action}"]`,
      );
      return { _other: button?.getAttribute("value") ?? "" };
    };
    // Instead: they change places, so that nothing is gone yet.
    const chosen = await (await openTab(appeal)).post(await buttonOf("use"));
    expect(chosen.headers.get("location")).toContain("#answer-why_banned");
    expect((await stored(appeal)).draft.why_banned).toContain("The long story of B.");
    expect(wordsOf(await page(appeal))).toContain("A's own.");
    // Added to what is above.
    await (await openTab(appeal)).post(await buttonOf("add"));
    expect((await stored(appeal)).draft.why_banned).toBe(
      "The long story of B.\nWith <b>lines</b>.\n\nA's own.",
    );
    expect((await page(appeal)).querySelectorAll("textarea[readonly]")).toHaveLength(0);
    // Removed, by whoever no longer needs it.
    const [c, d] = [await openTab(appeal), await openTab(appeal)];
    await c.post(save, { describe_rule: "Rule two" });
    await d.post(save, { describe_rule: "The second" });
    await (await openTab(appeal)).post(await buttonOf("remove"));
    expect(wordsOf(await page(appeal))).not.toContain("Rule two");
    expect((await stored(appeal)).draft.describe_rule).toBe("The second");
  });

  test("both chose: both choices are shown", async () => {
    const appeal = await anInvitedAppeal(database);
    const [a, b] = [await openTab(appeal), await openTab(appeal)];
    await b.post(save, { will_not_repeat: "yes" });
    const after = await pageAfter(await a.post(save, { will_not_repeat: "no" }));
    expect((await stored(appeal)).draft.will_not_repeat).toBe("no");
    expect(after.querySelector("#other-will_not_repeat")?.textContent).toContain(
      "in another window",
    );
  });

  test("the longer of two texts is taken where it holds the other whole", async () => {
    const appeal = await anInvitedAppeal(database);
    const [a, b] = [await openTab(appeal), await openTab(appeal)];
    await b.post(save, { why_banned: "I know it.", describe_rule: "No selling, ever." });
    await a.post(save, { why_banned: "I know it. And more.", describe_rule: "No selling" });
    expect((await stored(appeal)).draft).toEqual({
      why_banned: "I know it. And more.",
      describe_rule: "No selling, ever.",
    });
    expect((await page(appeal)).textContent).not.toContain("in another window");
  });

  test("what is deleted in a tab is deleted, unless the other has changed it meanwhile", async () => {
    const appeal = await anInvitedAppeal(database);
    await (await openTab(appeal)).post(save, { why_banned: "Away with it", what_steps: "Many" });
    const [a, b] = [await openTab(appeal), await openTab(appeal)];
    await b.post(save, { what_steps: "Very many" });
    await a.post(save, { why_banned: "", what_steps: "" });
    expect((await stored(appeal)).draft).toEqual({ what_steps: "Very many" });
  });

  test("saved at the same instant, both survive", async () => {
    const appeal = await anInvitedAppeal(database);
    const ids = Object.keys(goodAnswers);
    const tabs = await Promise.all(ids.map(() => openTab(appeal)));
    await Promise.all(
      tabs.map((tab, index) =>
        tab.post(save, { [ids[index] ?? ""]: goodAnswers[ids[index] ?? ""] ?? "" }),
      ),
    );
    expect((await stored(appeal)).draft).toEqual({
      ...goodAnswers,
      allowed_comments: ["ask_source"],
    });
  });

  test("a server that was started anew meanwhile makes no difference", async () => {
    const appeal = await anInvitedAppeal(database);
    const [a, b] = [await openTab(appeal), await openTab(appeal)];
    await b.post(save, much);
    await site.stop();
    const { address } = site;
    const again = await startSite({
      APPEALMOD_DATABASE_URL: database.url,
      APPEALMOD_WEB_PORT: new URL(address).port,
      APPEALMOD_WEB_URL: address,
    });
    site = { ...again, address };
    await a.post(save, { wrong_actions: "x" });
    expect((await stored(appeal)).draft).toEqual({ ...much, wrong_actions: "x" });
  });

  test("a post that says nothing of what its page showed replaces nothing without keeping it", async () => {
    const appeal = await anInvitedAppeal(database);
    const bare = (fields: Readonly<Record<string, string>>) =>
      fetch(at(appeal), {
        method: "POST",
        body: new URLSearchParams(fields),
        redirect: "manual",
      });
    await bare({ ...much, intent: "save" });
    await bare({ why_banned: "x", describe_rule: "", intent: "save", _seen: "nonsense" });
    expect((await stored(appeal)).draft).toEqual({ ...much, why_banned: "x" });
    await bare({ why_banned: "Quite another", intent: "save", _seen: '{"answers":[]}' });
    const words = wordsOf(await page(appeal));
    for (const text of [...Object.values(much), "x", "Quite another"])
      expect(words).toContain(text);
  });
});

describe("the script of a page", () => {
  test("is told what is stored, and what was written elsewhere", async () => {
    const appeal = await anInvitedAppeal(database);
    const [a, b] = [await openTab(appeal), await openTab(appeal)];
    await b.post(save, { why_banned: "B's", describe_rule: "Rule 2" }, asScript);
    const answer = await a.post(save, { why_banned: "A's" }, asScript);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      draft: { why_banned: "A's", describe_rule: "Rule 2" },
      otherAnswers: { why_banned: ["B's"] },
    });
  });
});

describe("sending", () => {
  const whole: Answers = { ...goodAnswers, allowed_comments: ["ask_source"] };
  const story = goodAnswers.why_banned ?? "";

  test("from a tab that never saw what the other has saved asks first, with all of it", async () => {
    const appeal = await anInvitedAppeal(database);
    const other = { ...whole, why_appealing: "other", why_appealing_other: "One reason." };
    await (await openTab(appeal)).post(review, other);
    const a = await openTab(appeal, "?review=1");
    const b = await openTab(appeal);
    await b.post(save, { what_steps: "More steps.", why_appealing_other: "And another reason." });
    const asked = await a.post(send);
    expect((await stored(appeal)).submitted_at).toBeNull();
    const html = await pageAfter(asked);
    expect(html.textContent).toContain("in another window");
    for (const words of ["More steps.", "And another reason.", story])
      expect(html.textContent).toContain(words);
    await (await openTab(appeal, "?review=1")).post(send);
    expect((await stored(appeal)).answers).toEqual({
      ...other,
      what_steps: "More steps.",
      why_appealing_other: "And another reason.",
    });
  });

  test("shows first what stays out of it, and keeps that for its author", async () => {
    const appeal = await anInvitedAppeal(database);
    const [a, b] = [await openTab(appeal), await openTab(appeal)];
    await b.post(save, { why_banned: "B's own story." });
    const html = await pageAfter(await a.post(review, whole));
    expect(html.textContent).toContain("B's own story.");
    const sent = await (await openTab(appeal, "?review=1")).post(send);
    expect(sent.headers.get("location")).toContain("sent=1");
    expect((await stored(appeal)).answers).toEqual(whole);
    expect(wordsOf(await page(appeal))).toContain("B's own story.");
  });

  test("what stays out came up after the last look: it is shown before anything is sent", async () => {
    const appeal = await anInvitedAppeal(database);
    await (await openTab(appeal)).post(save, { why_banned: "First." });
    const [a, b] = [await openTab(appeal), await openTab(appeal)];
    await a.post(review, whole);
    const last = await openTab(appeal, "?review=1");
    await b.post(save, { why_banned: "From B." });
    const use = (await page(appeal)).querySelector('button[name="_other"]');
    await (await openTab(appeal)).post({ _other: use?.getAttribute("value") ?? "" });
    expect((await stored(appeal)).draft).toEqual(whole);
    await last.post(send);
    expect((await stored(appeal)).submitted_at).toBeNull();
    expect((await page(appeal, "?review=1")).textContent).toContain("From B.");
  });

  test("after it, what two tabs still bring is kept, both of it", async () => {
    const appeal = await anInvitedAppeal(database);
    const tabs = [await openTab(appeal), await openTab(appeal), await openTab(appeal)];
    await tabs[0]?.post(send, whole);
    await tabs[1]?.post(save, { why_banned: "One thing." });
    await tabs[2]?.post(save, { why_banned: "Another matter." });
    const words = wordsOf(await page(appeal));
    for (const text of ["One thing.", "Another matter.", story]) expect(words).toContain(text);
    expect((await stored(appeal)).answers).toEqual(whole);
  });

  test("closed unsent, both texts of a question are shown to their author", async () => {
    const appeal = await anInvitedAppeal(database);
    const [a, b] = [await openTab(appeal), await openTab(appeal)];
    await b.post(save, { why_banned: "B's own story." });
    await a.post(save, { why_banned: "A's." });
    await database.pool.query(
      "update appeals set state = 'closed', outcome = 'none', closed_at = now() where id = $1",
      [appeal.appealId],
    );
    const words = wordsOf(await page(appeal));
    for (const text of ["B's own story.", "A's."]) expect(words).toContain(text);
  });
});
