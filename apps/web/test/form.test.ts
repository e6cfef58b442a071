import { questionSetSchema } from "@appealmod/core";
import { createAppealStore, saveCommunityFacts } from "@appealmod/db";
import type { MigratedDatabase } from "@appealmod/db/testing";
import { parse } from "node-html-parser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anInvitedAppeal, defaultQuestions, goodAnswers } from "./an-invited-appeal.ts";
import { openFormTab } from "./form-tab.ts";
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

async function post(
  token: string,
  fields: Readonly<Record<string, string>> | URLSearchParams | FormData | string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const body =
    typeof fields === "string" || fields instanceof URLSearchParams || fields instanceof FormData
      ? fields
      : new URLSearchParams(fields);
  return fetch(at(token), { method: "POST", body, headers, redirect: "manual" });
}

async function page(token: string, query = ""): Promise<string> {
  const response = await fetch(at(token, query));
  expect(response.status).toBe(200);
  return response.text();
}

async function stored(appealId: string) {
  const { rows } = await database.pool.query(
    "select * from main_ban_appeal_data where appeal_id = $1",
    [appealId],
  );
  return rows[0];
}

async function jobsFor(conversationId: string): Promise<number> {
  const { rows } = await database.pool.query(
    "select count(*)::int as jobs from graphile_worker.jobs where key = $1",
    [`process-conversation:${conversationId}`],
  );
  return rows[0].jobs;
}

describe("a form whose row cannot be read", () => {
  test("shows the failure page for itself alone, to whoever opens it or sends it", async () => {
    const broken = await anInvitedAppeal(database);
    const sound = await anInvitedAppeal(database);
    await database.pool.query(
      `update main_ban_appeal_data set draft = '["in confidence"]' where appeal_id = $1`,
      [broken.appealId],
    );
    for (const response of [await fetch(at(broken.token)), await post(broken.token, goodAnswers)]) {
      expect(response.status).toBe(500);
      expect(response.headers.get("content-type")).toContain("text/html");
      const shown = await response.text();
      expect(shown).not.toContain("in confidence");
      expect(shown).not.toContain("main_ban_appeal_data");
    }
    expect(await jobsFor(broken.conversationId)).toBe(0);
    await page(sound.token);
  });
});

describe("the form", () => {
  test("asks every question under its id, as plain HTML", async () => {
    const { token, username } = await anInvitedAppeal(database);
    const html = await page(token);
    for (const { id } of defaultQuestions.questions) expect(html).toContain(`name="${id}"`);
    expect(html).toContain(`<form id="appeal-form"`);
    expect(html.includes(`action="/form/${token}" method="post"`)).toBe(true);
    expect(html).toContain(`u/${username}`);
    expect(html).toContain("r/PineLakeHikers");
  });

  test("shows the community's rules as last fetched", async () => {
    await saveCommunityFacts(
      database,
      {
        name: "QuietPond",
        description: "",
        subscribers: 5,
        rules: [
          { name: "No splashing", description: "**Ducks** live [here](/r/ducks). <b>Really</b>" },
        ],
        moderators: [],
      },
      new Date("2026-03-01T00:00:00Z"),
    );
    const { token } = await anInvitedAppeal(database, { subreddit: "QuietPond" });
    const html = await page(token);
    expect(html).toContain("No splashing");
    expect(html).toContain(
      "Ducks live here (https://www.reddit.com/r/ducks). &lt;b&gt;Really&lt;/b&gt;",
    );
  });

  test("shows what the redditor was told about the ban where it is known, as plain text", async () => {
    const appeal = await anInvitedAppeal(database);
    expect(await page(appeal.token)).not.toContain("What your ban message said");
    const reason = 'Rule 2: <b>no</b> selling\n\n**Ask** first {{form_link}} <script>"x"</script>';
    await createAppealStore(database).keepBanMessage(appeal.appealId, reason);
    await post(appeal.token, { ...goodAnswers, intent: "review" });
    for (const query of ["", "?review=1", "?check=1"]) {
      const html = await page(appeal.token, query);
      expect(html).toContain("What your ban message said");
      expect(html).toContain(
        "Rule 2: &lt;b&gt;no&lt;/b&gt; selling\n\nAsk first {{form_link}} &lt;script&gt;",
      );
      // The ban's note is the moderators' own.
      expect(html).not.toContain("spammer, third account");
    }
    const german = await fetch(at(appeal.token), { headers: { "accept-language": "de" } });
    expect(await german.text()).toContain("Das stand in deiner Sperrnachricht");
    await post(appeal.token, goodAnswers);
    expect(await page(appeal.token)).not.toContain("What your ban message said");
  });

  test("shows a link in what they were told as words with the address beside them", async () => {
    const appeal = await anInvitedAppeal(database);
    const reason =
      "Banned by a bot.\n\n[Appeal here](https://bots.example/appeal_(here)) \\*now\\*";
    await createAppealStore(database).keepBanMessage(appeal.appealId, reason);
    const html = await page(appeal.token);
    expect(html).toContain(
      "Banned by a bot.\n\nAppeal here (https://bots.example/appeal_(here)) *now*",
    );
    expect(html).not.toContain('href="https://bots.example');
  });

  test("shows a short reason at once, and lets a long one wait folded", async () => {
    const details = async (reason: string) => {
      const appeal = await anInvitedAppeal(database);
      await createAppealStore(database).keepBanMessage(appeal.appealId, reason);
      return /<details class="rules"[^>]*>/.exec(await page(appeal.token))?.[0];
    };
    expect(await details("Rule 2")).toContain("open");
    expect(await details("Rule 2. ".repeat(200))).not.toContain("open");
  });

  test("keeps its address from leaking", async () => {
    const { token } = await anInvitedAppeal(database);
    for (const response of [
      await fetch(at(token)),
      await post(token, { intent: "save" }),
      await fetch(at("no-such-token")),
    ]) {
      expect(response.headers.get("referrer-policy")).toBe("same-origin");
      expect(response.headers.get("cache-control")).toContain("no-store");
      expect(response.headers.get("x-robots-tag")).toContain("noindex");
      expect(response.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    }
    expect(site.output()).not.toContain(token);
  });
});

describe("a community's own questions", () => {
  test("are asked in the reader's language, answered, and kept as they were asked", async () => {
    const questions = questionSetSchema.parse({
      id: "quiet-pond",
      version: 3,
      questions: [
        {
          id: "heron",
          kind: "yes-no",
          label: { en: "Did you see the heron?", de: "Hast du den Reiher gesehen?" },
        },
        {
          id: "when",
          kind: "short",
          maxLength: 40,
          label: { en: "When was that?", de: "Wann war das?" },
          onlyIf: { question: "heron", isOneOf: ["yes"] },
        },
        {
          id: "promise",
          kind: "long",
          label: { en: "Your word?", de: "Dein Wort?" },
          required: false,
        },
      ],
    });
    const appeal = await anInvitedAppeal(database, { questions, subreddit: "QuietPond" });
    const german = await (
      await fetch(at(appeal.token), { headers: { "accept-language": "de-CH" } })
    ).text();
    expect(german).toContain("Hast du den Reiher gesehen?");
    expect(german).not.toContain("Did you see the heron?");
    expect(german.includes('name="why_banned"')).toBe(false);
    const lacking = await post(appeal.token, { heron: "yes" });
    expect(lacking.headers.get("location")).toContain("check=1");
    const sent = await post(appeal.token, { heron: "yes", when: "At dawn", why_banned: "no" });
    expect(sent.headers.get("location")).toContain("sent=1");
    expect((await stored(appeal.appealId)).answers).toEqual({ heron: "yes", when: "At dawn" });
    expect(await page(appeal.token)).toContain("When was that?");
  });
});

describe("whoever says that the ban is a mistake", () => {
  const { wrong_actions, what_steps, allowed_comments, ...common } = goodAnswers;
  const mistake = { ...common, why_appealing: "mistake", look_again: "The date: I was away then." };

  test("says what to look at again, and not what was wrong or what they will change", async () => {
    const appeal = await anInvitedAppeal(database);
    const withoutIt = await post(appeal.token, { ...mistake, look_again: "" });
    expect(withoutIt.headers.get("location")).toContain("check=1");
    const sent = await post(appeal.token, mistake);
    expect(sent.headers.get("location")).toContain("sent=1");
    expect(await stored(appeal.appealId)).toMatchObject({
      why_appealing: "mistake",
      wrong_actions: null,
      what_steps: null,
      answers: mistake,
    });
    expect(await page(appeal.token)).toContain("What should the moderators look at again?");
  });

  test("keeps what a changed choice has hidden, and neither sends it nor can change it", async () => {
    const appeal = await anInvitedAppeal(database);
    const both = { ...mistake, wrong_actions: "I shouted.", what_steps: "Count to ten." };
    const checked = await post(appeal.token, { ...both, intent: "review" });
    expect(checked.headers.get("location")).toContain("review=1");
    const tab = await openFormTab(at(appeal.token, "?review=1"));
    expect(tab.html.querySelector(".answers")?.textContent).not.toContain("I shouted.");
    const links = tab.html.querySelectorAll(".answers .change a");
    expect(links.map((link) => link.getAttribute("href")?.split("#answer-")[1])).not.toContain(
      "wrong_actions",
    );
    expect((await stored(appeal.appealId)).draft).toMatchObject(both);
    const sent = await tab.post({ intent: "send" });
    expect(sent.headers.get("location")).toContain("sent=1");
    const { answers, late_words } = await stored(appeal.appealId);
    expect(answers).toEqual(mistake);
    // Another tab still has it: that is no news, and nobody is told that it came too late.
    await post(appeal.token, { ...both, intent: "save" });
    expect(late_words).toBeNull();
    expect((await stored(appeal.appealId)).late_words).toBeNull();
  });

  test("reads until when the form is open, what is kept, and how to have it deleted", async () => {
    const { token } = await anInvitedAppeal(database);
    const { html } = await openFormTab(at(token));
    const facts = html.querySelector(".facts")?.textContent ?? "";
    expect(facts).toContain("Open until: March 31, 2026");
    expect(facts).toContain("until 24 months after your appeal ends");
    expect(html.querySelector('.facts a[href="/privacy#deletion"]')).not.toBeNull();
  });
});

describe("sending", () => {
  test.each(["urlencoded", "multipart"])(
    "%s: stores the answers and enqueues the job",
    async (kind) => {
      const appeal = await anInvitedAppeal(database);
      const body = kind === "urlencoded" ? new URLSearchParams(goodAnswers) : new FormData();
      if (body instanceof FormData)
        for (const [name, value] of Object.entries(goodAnswers)) body.set(name, value);
      const response = await post(appeal.token, body);
      expect(response.status).toBe(303);
      expect(response.headers.get("location")).toBe(`/form/${appeal.token}?sent=1`);
      expect(await stored(appeal.appealId)).toMatchObject({
        ...goodAnswers,
        answers: { ...goodAnswers, allowed_comments: ["ask_source"] },
        draft: null,
      });
      expect(await jobsFor(appeal.conversationId)).toBe(1);
      const html = await page(appeal.token, "?sent=1");
      expect(html).toContain("I posted my own shop three times.");
      expect(html).not.toContain("<textarea");
    },
  );

  test("twice at once from two tabs: one form, one job, and the same page for both", async () => {
    const appeal = await anInvitedAppeal(database);
    const answers = await Promise.all([
      post(appeal.token, goodAnswers),
      post(appeal.token, { ...goodAnswers, why_banned: "Another story." }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    const first = await stored(appeal.appealId);
    await post(appeal.token, { ...goodAnswers, why_banned: "A third story." });
    // Kept for its author, and so is what came before it: what was sent stays as it is.
    expect(await stored(appeal.appealId)).toEqual({
      ...first,
      late_words: { why_banned: "A third story." },
      other_answers: { why_banned: [first.late_words.why_banned] },
    });
    expect(await jobsFor(appeal.conversationId)).toBe(1);
  });

  test("a closed appeal takes nothing and says so", async () => {
    const appeal = await anInvitedAppeal(database);
    await createAppealStore(database).closeAppeal(appeal.appealId, {
      outcome: "none",
      at: new Date(),
    });
    const response = await post(appeal.token, goodAnswers);
    expect(response.status).toBe(303);
    expect(await page(appeal.token)).toContain("This appeal is closed");
    expect((await stored(appeal.appealId)).answers).toBeNull();
  });

  test("what was written and never sent is shown to its author when the appeal is over", async () => {
    const appeal = await anInvitedAppeal(database);
    await post(appeal.token, { intent: "save", why_banned: "I was about to say sorry." });
    await createAppealStore(database).closeAppeal(appeal.appealId, {
      outcome: "none",
      at: new Date(),
    });
    const html = await page(appeal.token);
    expect(html).toContain("What you had written");
    expect(html).toContain("I was about to say sorry.");
    expect(html).not.toContain("<textarea");
  });

  test("a script that keeps a draft is told how it went", async () => {
    const asScript = { accept: "application/json" };
    const appeal = await anInvitedAppeal(database);
    const draft = { intent: "save", why_banned: "Half a thou" };
    const saved = await post(appeal.token, draft, asScript);
    expect(saved.status).toBe(200);
    expect(await saved.json()).toEqual({
      draft: { why_banned: "Half a thou" },
      otherAnswers: {},
    });
    await post(appeal.token, goodAnswers);
    expect((await post(appeal.token, draft, asScript)).status).toBe(409);
    expect((await post("x".repeat(43), draft, asScript)).status).toBe(404);
  });

  test("a wrong link is 404 to GET and POST, and tells nothing", async () => {
    const { username } = await anInvitedAppeal(database);
    for (const token of ["x".repeat(43), "x".repeat(5000), "%00", "%E0%A4%A", "a b", "'--"]) {
      for (const method of ["GET", "POST"]) {
        const response = await fetch(at(token), {
          method,
          ...(method === "POST" ? { body: new URLSearchParams(goodAnswers) } : {}),
        });
        const html = await response.text();
        expect([400, 404, 405], `${method} ${token.slice(0, 50)}`).toContain(response.status);
        expect(html).not.toContain(username);
        // What was posted may be given back; nothing can be written here.
        expect(html.replaceAll(/<textarea[^>]* readonly/g, "")).not.toContain("<textarea");
      }
    }
  });
});

describe("problems", () => {
  test("come back beside the fields and in a summary, with every word kept", async () => {
    const { what_steps: _, ...some } = goodAnswers;
    const appeal = await anInvitedAppeal(database);
    const response = await post(appeal.token, { ...some, why_banned: "x".repeat(1501) });
    expect(response.headers.get("location")).toBe(`/form/${appeal.token}?check=1#problems`);
    const html = await page(appeal.token, "?check=1");
    expect(html).toContain('id="problems"');
    expect(html.includes("<title>Error: Appeal to r/PineLakeHikers · AppealMod</title>")).toBe(
      true,
    );
    expect(html).toContain('href="#answer-what_steps"');
    expect(html.match(/aria-invalid="true"/g)).toHaveLength(2);
    expect(html).toContain("x".repeat(1501));
    expect(html).toContain(goodAnswers.describe_rule?.replace("'", "&#x27;"));
    expect(await jobsFor(appeal.conversationId)).toBe(0);
    // Opened anew, on another device, the words are there and nobody is scolded.
    const later = await page(appeal.token);
    expect(later).toContain("x".repeat(1501));
    expect(later).not.toContain('id="problems"');
  });

  test("save keeps half a form; review shows a whole one and sends nothing", async () => {
    const appeal = await anInvitedAppeal(database);
    const saved = await post(appeal.token, { intent: "save", why_banned: "Half a thou" });
    expect(saved.headers.get("location")).toBe(`/form/${appeal.token}?saved=1`);
    expect(await page(appeal.token)).toContain("Half a thou");
    const review = await post(appeal.token, { ...goodAnswers, intent: "review" });
    expect(review.headers.get("location")).toBe(`/form/${appeal.token}?review=1`);
    expect(await page(appeal.token, "?review=1")).toContain('value="send"');
    expect((await stored(appeal.appealId)).submitted_at).toBeNull();
    await post(appeal.token, { ...goodAnswers, intent: "send" });
    expect((await stored(appeal.appealId)).submitted_at).not.toBeNull();
  });
});

describe("another language", () => {
  test("keeps what was written, sends nothing, and comes back in it", async () => {
    const { token, appealId } = await anInvitedAppeal(database);
    // Even where the button for sending is named as well, as a forged page would.
    const changed = await post(token, { ...goodAnswers, intent: "send", _language: "pt" });
    expect(changed.headers.get("location")).toBe(`/form/${token}?language=pt`);
    const { submitted_at, draft } = await stored(appealId);
    expect(submitted_at).toBeNull();
    expect(draft).toMatchObject({ why_banned: goodAnswers.why_banned, will_not_repeat: "yes" });
    const portuguese = await page(token, "?language=pt");
    expect(portuguese).toContain('<html lang="pt"');
    expect(portuguese).toContain(goodAnswers.why_banned);
    const odd = await post(token, { why_banned: "x", intent: "save", _language: "//evil.example" });
    expect(odd.headers.get("location")).toBe(`/form/${token}?saved=1`);
  });

  test("tells again what is wrong to whoever was being told", async () => {
    const { token } = await anInvitedAppeal(database);
    await post(token, { why_banned: "half", intent: "review" });
    const english = parse(await page(token, "?check=1"));
    const mark = english.querySelector('#appeal-form input[value="1"]');
    const name = mark?.getAttribute("name") ?? "";
    const value = mark?.getAttribute("value") ?? "";
    const changed = await post(token, { why_banned: "half", _language: "es", [name]: value });
    expect(changed.headers.get("location")).toBe(`/form/${token}?language=es&check=1`);
    const spanish = await page(token, "?language=es&check=1");
    expect(spanish).toContain('id="problems"');
    expect(parse(await page(token)).querySelector(`#appeal-form [name="${name}"]`)).toBeNull();
  });
});

describe("odd input", () => {
  test("is cleaned, kept or refused, and never fails", async () => {
    const script = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>`;
    const sql = `'; drop table appeals; --`;
    const odd: (URLSearchParams | FormData | string)[] = [
      new URLSearchParams({ ...goodAnswers, why_banned: `null \u0000 byte ${sql} ${script}` }),
      new URLSearchParams([
        ...Object.entries(goodAnswers),
        ["why_banned", "again"],
        ["why_appealing", "other"],
      ]),
      new URLSearchParams({ __proto__: "x", constructor: "y", "a[b]": "c", "": "" }),
      new URLSearchParams({ why_appealing: "nonsense", allowed_comments: "nonsense" }),
      "",
      "%%%=%ZZ&&&==",
    ];
    for (const body of odd) {
      const appeal = await anInvitedAppeal(database);
      const response = await post(appeal.token, body, {
        "content-type": "application/x-www-form-urlencoded",
      });
      expect(response.status).toBe(303);
      const html = await (
        await fetch(new URL(response.headers.get("location") ?? "", site.address))
      ).text();
      expect(html).not.toContain("<script>alert");
      expect(html).not.toContain("<img src=x");
    }
    const { rows } = await database.pool.query("select count(*)::int as appeals from appeals");
    expect(rows[0].appeals).toBeGreaterThan(5);
  });

  test("bodies that are no form, or too large, get a friendly page", async () => {
    const { token } = await anInvitedAppeal(database);
    const json = await post(token, "{}", { "content-type": "application/json" });
    expect(json.status).toBe(400);
    const torn = await post(token, "--x\r\nnothing", {
      "content-type": "multipart/form-data; boundary=y",
    });
    expect(torn.status).toBe(400);
    const large = await post(token, new URLSearchParams({ why_banned: "a".repeat(600_000) }));
    expect(large.status).toBe(413);
    expect(await large.text()).toContain("shorten your answers");
    const larger = await post(token, new URLSearchParams({ why_banned: "a".repeat(5_000_000) }));
    expect(larger.status).toBe(413);
  });

  test("a form from a foreign page is refused, one from ours is not", async () => {
    const appeal = await anInvitedAppeal(database);
    const refused: Record<string, string>[] = [
      { origin: "https://evil.example" },
      { origin: "null" },
      { origin: "null", "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "cross-site" },
      { origin: "nonsense" },
    ];
    for (const headers of refused) {
      const response = await post(appeal.token, goodAnswers, headers);
      expect(response.status).toBe(403);
      expect(await response.text()).toContain("another site");
    }
    expect((await stored(appeal.appealId)).submitted_at).toBeNull();
    const own = await post(appeal.token, goodAnswers, { origin: site.address });
    expect(own.status).toBe(303);
  });
});
