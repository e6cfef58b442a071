import { noon, shortQuestions } from "@appealmod/core/testing";
import { createAppealStore, findCommunity, saveModeratorList } from "@appealmod/db";
import { createMigratedDatabase, type MigratedDatabase } from "@appealmod/db/testing";
import { migrateJobs } from "@appealmod/jobs";
import { changeCommunitySettings } from "@appealmod/use-cases";
import { parse } from "node-html-parser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aModerator, type SignedInModerator } from "./a-moderator.ts";
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

type Fields = Readonly<Record<string, string>> | readonly (readonly [string, string])[];

/** A browser in which somebody is signed in, and the community that only they moderate. */
async function aBrowser(subreddit: string, permissions: readonly string[] = ["all"]) {
  return browserOf(await aModerator(database, { [subreddit]: permissions }), subreddit);
}

function browserOf(who: SignedInModerator, subreddit: string) {
  const community = `/moderate/r/${subreddit}`;
  const get = async (path = "") => {
    const response = await fetch(site.address + community + path, {
      headers: { cookie: who.cookie, accept: "text/html" },
      redirect: "manual",
    });
    const html = await response.text();
    return { status: response.status, html, page: parse(html), headers: response.headers };
  };
  const post = async (what: string, fields: Fields) => {
    const body = new URLSearchParams(fields as Record<string, string>);
    for (const [name, value] of Object.entries(who.token)) body.set(name, value);
    const response = await fetch(`${site.address}${community}/save/${what}`, {
      method: "POST",
      body,
      headers: { cookie: who.cookie, origin: site.address },
      redirect: "manual",
    });
    return { status: response.status, to: response.headers.get("location"), response };
  };
  return {
    who,
    get,
    post,
    own: () => findCommunity(database, subreddit),
    text: (name: string, text: string, seen = 0, intent = "save") =>
      post("text", { language: "en", name, text, seen: String(seen), intent }),
  };
}

/** The fields of a page's form as its browser would post them. */
function fieldsOf(page: ReturnType<typeof parse>, action: string): [string, string][] {
  const form = page.querySelectorAll("form").find((each) => each.getAttribute("action") === action);
  if (!form) throw new Error(`There is no form that posts to ${action}.`);
  return form.querySelectorAll("input, textarea, select").flatMap((control): [string, string][] => {
    const name = control.getAttribute("name");
    const type = control.getAttribute("type");
    if (!name) return [];
    if (["checkbox", "radio"].includes(type ?? "") && !control.hasAttribute("checked")) return [];
    if (control.tagName === "TEXTAREA") return [[name, control.textContent.replace(/^\n/, "")]];
    const chosen = control.querySelector("option[selected]");
    const value = (chosen ?? control).getAttribute("value") ?? "";
    return [[name, control.tagName === "SELECT" && !chosen ? "" : value]];
  });
}

const pages = [
  "",
  "/texts/en",
  "/texts/en/invite",
  "/texts/de/appeal_again",
  "/replies",
  "/replies/new",
  "/questions",
  "/questions/new",
  "/questions/edit/why_banned",
  "/questions/preview",
  "/questions/live",
  "/questions/discard",
  "/questions/defaults",
  "/settings",
  "/history",
];

describe("who may see and change a community's settings", () => {
  test("its moderators with the permission, on every page", async () => {
    const browser = await aBrowser("Seen", ["config"]);
    for (const path of pages) {
      const { status, page, headers } = await browser.get(path);
      expect([path, status]).toEqual([path, 200]);
      expect(page.querySelectorAll("h1")).toHaveLength(1);
      expect(headers.get("cache-control")).toContain("no-store");
      const ids = page.querySelectorAll("[id]").map(({ id }) => id);
      expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    }
    expect((await browser.get("/texts")).headers.get("location")).toBe("/moderate/r/Seen/texts/en");
  });

  test("a moderator without it is told which one is missing, and changes nothing", async () => {
    const browser = await aBrowser("Lacking", ["mail", "access"]);
    expect((await browser.get()).html).toContain(
      "no: this needs Reddit&#x27;s permission to manage settings",
    );
    for (const path of pages.slice(1)) {
      const { status, html } = await browser.get(path);
      expect([path, status]).toEqual([path, 403]);
      expect(html).toContain("Manage Settings");
    }
    const refused = await browser.text("final", "Mine.");
    expect(refused.status).toBe(403);
    expect(await refused.response.text()).toContain("Mine.");
    expect(await browser.own()).toBeNull();
  });

  test("nobody gets at another community, by whatever name", async () => {
    const { who } = await aBrowser("Mine");
    const other = browserOf(who, "Theirs");
    for (const path of pages) expect([path, (await other.get(path)).status]).toEqual([path, 403]);
    expect((await other.text("final", "Mine.")).status).toBe(403);
    expect(await other.own()).toBeNull();
    expect((await browserOf(who, "no%20name").get()).status).toBe(404);
    expect((await browserOf(who, "Mine").get("/texts/en/nothing")).status).toBe(404);
    expect((await browserOf(who, "Mine").get("/history/7")).status).toBe(404);
    expect((await browserOf(who, "Mine").post("nothing", {})).status).toBe(404);
  });

  test("a moderator who was removed is out at once", async () => {
    const browser = await aBrowser("Removed");
    expect((await browser.get("/settings")).status).toBe(200);
    await saveModeratorList(database, "Removed", [], new Date());
    expect((await browser.get("/settings")).status).toBe(403);
    expect((await browser.text("final", "Mine.")).status).toBe(403);
  });
});

describe("texts", () => {
  test("are saved, shown beside the default, and follow it again once emptied", async () => {
    const browser = await aBrowser("Texts");
    const saved = await browser.text("final", "Thanks, {{username}}.\n\n* <b>bold</b>");
    expect(saved).toMatchObject({ status: 303, to: "/moderate/r/Texts/texts/en?saved=1" });
    expect((await browser.own())?.texts.en?.final).toBe("Thanks, {{username}}.\n\n* <b>bold</b>");
    expect((await browser.get("/texts/en?saved=1")).html).toContain("Saved as revision 1");
    const { page } = await browser.get("/texts/en/final");
    expect(page.querySelector(".message-preview .written")?.textContent).toContain(
      "Thanks, example_redditor.",
    );
    expect(page.querySelectorAll(".message-preview b")).toEqual([]);
    expect(page.querySelector(".message-default .written")?.textContent).toContain(
      "Your form has arrived",
    );
    await browser.text("final", "  ", 1);
    expect((await browser.own())?.texts).toEqual({});
  });

  test("with a mistake are given back, and the mistake is named", async () => {
    const browser = await aBrowser("Mistakes");
    const wrong = "Fill in {{form_link}}, or see https://evil.example";
    expect(await browser.text("invite", wrong)).toMatchObject({
      status: 303,
      to: "/moderate/r/Mistakes/texts/en/invite#problems",
    });
    const { status, page } = await browser.get("/texts/en/invite");
    expect(status).toBe(422);
    expect(page.querySelector("textarea")?.textContent).toContain(wrong);
    expect(page.querySelector("#problems")?.textContent).toContain(
      "en.invite links to https://evil.example",
    );
    await browser.text("invite", "Fill in {{form}}.");
    const problems = (await browser.get("/texts/en/invite")).page.querySelector("#problems");
    expect(problems?.textContent).toContain("{{form_link}} is missing");
    expect(problems?.textContent).toContain("{{form}} does not exist here");
    expect(await browser.own()).toBeNull();
    await browser.text("invite", "", 0, "drop");
    expect((await browser.get("/texts/en/invite")).status).toBe(200);
  });

  test("are checked while one types, by the rules that saving has, and not saved", async () => {
    const browser = await aBrowser("Typing");
    const check = async (name: string, text: string) => {
      const { response } = await browser.text(name, text, 0, "check");
      return { status: response.status, found: await response.json() };
    };
    expect(await check("invite", "Hello {{usernam}}")).toMatchObject({
      status: 200,
      found: {
        problems: [
          { field: "text", message: expect.stringContaining("{{form_link}}") },
          { field: "text", message: expect.stringContaining("{{usernam}}") },
        ],
      },
    });
    expect(await check("final", "See https://evil.example/x")).toMatchObject({
      found: { problems: [{ field: "text", message: expect.stringContaining("evil.example") }] },
    });
    expect(await check("final", "Thank you.")).toMatchObject({ found: { problems: [] } });
    const settings = await browser.post("settings", { reminderCap: "many", intent: "check" });
    expect(JSON.stringify(await settings.response.json())).toContain("reminderCap");
    const question = { kind: "long", maxLength: "9", seenDraft: "0", intent: "check" };
    const ask = async (words: Readonly<Record<string, string>>) =>
      JSON.stringify(
        await (await browser.post("question", { ...question, ...words })).response.json(),
      );
    expect(await ask({ minLength: "10", "label.en": "Why?" })).toContain("minLength");
    expect(await ask({ minLength: "1", "label.en": "See https://evil.example" })).toContain("evil");
    expect(await ask({ minLength: "1", "label.en": "Why?" })).toBe('{"problems":[]}');
    expect((await browser.get("/questions")).page.text).toContain("There is no draft");
    const discard = await browser.post("question-discard", { intent: "check" });
    expect(await discard.response.json()).toEqual({ problems: [] });
    expect(await browser.own()).toBeNull();
    expect((await browser.get("/texts/en/invite")).status).toBe(200);
  });

  test("are given back to whoever was signed out, without what a form carries along", async () => {
    const response = await fetch(`${site.address}/moderate/r/Typing/save/text`, {
      method: "POST",
      body: new URLSearchParams({ language: "en", name: "final", text: "Mine.", seen: "7" }),
      headers: { origin: site.address },
    });
    expect(response.status).toBe(401);
    const given = parse(await response.text()).querySelector("textarea");
    expect(given?.textContent.trim()).toBe("Mine.");
  });

  test("are looked at before they are saved", async () => {
    const browser = await aBrowser("Previews");
    await browser.text("final", "Only a *look*.", 0, "preview");
    const { status, page } = await browser.get("/texts/en/final");
    expect(status).toBe(200);
    expect(page.querySelector(".message-preview .written")?.textContent).toBe("Only a look.");
    expect(await browser.own()).toBeNull();
  });

  test("that a colleague changed meanwhile are a conflict, with both in view", async () => {
    const [mine, theirs] = [await aBrowser("Conflicts"), await aBrowser("Conflicts")];
    await theirs.text("reminder", "Theirs: {{form_link}}");
    await mine.text("final", "Mine.", 0);
    const { status, page } = await mine.get("/texts/en/final");
    expect(status).toBe(409);
    const notice = page.querySelector(".settings-notice")?.textContent;
    expect(notice).toContain(`u/${theirs.who.username} saved revision 1`);
    expect(notice).toContain("Theirs:");
    expect(page.querySelector("textarea")?.textContent).toContain("Mine.");
    const fields = fieldsOf(page, "/moderate/r/Conflicts/save/text");
    expect(await mine.post("text", fields)).toMatchObject({
      to: expect.stringContaining("saved=2"),
    });
    expect((await mine.own())?.texts.en).toEqual({
      reminder: "Theirs: {{form_link}}",
      final: "Mine.",
    });
    expect((await mine.get("/texts/en/final")).status).toBe(200);
    expect((await theirs.get("/texts/en/final")).status).toBe(200);
  });
});

describe("settings", () => {
  test("are changed one by one, and what equals the default follows it", async () => {
    const browser = await aBrowser("Settings");
    const action = "/moderate/r/Settings/save/settings";
    const fields = fieldsOf((await browser.get("/settings")).page, action);
    expect(await browser.post("settings", fields)).toMatchObject({
      to: "/moderate/r/Settings/settings?saved=0",
    });
    const changed = fields.map(([name, value]): [string, string] => {
      const wanted = { reminderCap: "2", deciders: "u/RangerOlive\r\nFern_1", otherBots: "" }[name];
      return [name, wanted ?? value];
    });
    await browser.post("settings", [...changed, ["needsSecond", "yes"], ["isServed", "yes"]]);
    expect((await browser.own())?.settings).toEqual({
      reminderCap: 2,
      otherBots: [],
      decisionRules: {
        bannerDecidesAlone: true,
        needsSecond: true,
        deciders: ["RangerOlive", "Fern_1"],
      },
    });
    expect(await browser.own()).toMatchObject({ isServed: false, revision: 1 });
    const now = fieldsOf((await browser.get("/settings")).page, action);
    const back = now.map(([name, value]): [string, string] => [
      name,
      name === "reminderCap" ? "5" : value,
    ]);
    await browser.post("settings", back);
    expect((await browser.own())?.settings).not.toHaveProperty("reminderCap");
  });

  test("with mistakes are given back with each of them named", async () => {
    const browser = await aBrowser("WrongSettings");
    const fields = fieldsOf(
      (await browser.get("/settings")).page,
      "/moderate/r/WrongSettings/save/settings",
    ).map(([name, value]): [string, string] => {
      const wrong = { reminderCap: "many", otherBots: "two words" }[name];
      return [name, wrong ?? value];
    });
    await browser.post("settings", fields);
    const { status, page } = await browser.get("/settings");
    expect(status).toBe(422);
    expect(page.querySelector("#problems h2")?.textContent).toContain("2 things");
    expect(page.querySelector("#field-reminderCap")?.getAttribute("value")).toBe("many");
    expect(page.querySelector("#field-otherBots-problem")?.textContent).toContain("“two words”");
    expect(await browser.own()).toBeNull();
  });

  test("keep what a colleague changed meanwhile, where only other ones were touched", async () => {
    const browser = await aBrowser("Merged");
    const action = "/moderate/r/Merged/save/settings";
    const set = (fields: [string, string][], name: string, value: string) =>
      fields.map((field): [string, string] => (field[0] === name ? [name, value] : field));
    const mine = set(fieldsOf((await browser.get("/settings")).page, action), "reminderCap", "2");
    await changeCommunitySettings(
      { database },
      { kind: "operator" },
      { subreddit: "Merged", changes: { updateCutoffDays: 9 } },
    );
    await browser.post("settings", mine);
    const { status, page } = await browser.get("/settings");
    expect(status).toBe(409);
    expect(page.querySelector(".settings-notice")?.textContent).toContain("an operator saved");
    await browser.post("settings", fieldsOf(page, action));
    expect((await browser.own())?.settings).toEqual({ reminderCap: 2, updateCutoffDays: 9 });
  });
});

describe("saved replies", () => {
  test("are added, put in order, changed and removed", async () => {
    const browser = await aBrowser("Replies");
    const add = (title: string, seen: number) =>
      browser.post("reply", {
        id: "",
        title,
        language: "en",
        suits: "keep",
        text: "No, {{username}}.",
        seen: String(seen),
      });
    await add("First", 0);
    await add("Second", 1);
    const titles = async () => (await browser.own())?.settings.savedReplies?.map((r) => r.title);
    expect(await titles()).toEqual(["First", "Second"]);
    const fields = fieldsOf(
      (await browser.get("/replies")).page,
      "/moderate/r/Replies/save/reply-order",
    );
    const swapped = fields.map(([name, value]): [string, string] => [
      name,
      name.startsWith("position.") && value === "2" ? "1" : value,
    ]);
    await browser.post("reply-order", swapped);
    expect(await titles()).toEqual(["Second", "First"]);
    const [, first] = (await browser.own())?.settings.savedReplies ?? [];
    const id = first?.id ?? "";
    expect((await browser.get(`/replies/edit/${id}`)).html).toContain("No, {{username}}.");
    expect((await browser.get(`/replies/remove/${id}`)).html).toContain("Remove “First”?");
    await browser.post("reply-removal", { id, seen: "3" });
    expect(await titles()).toEqual(["Second"]);
  });

  test("with a mistake are given back", async () => {
    const browser = await aBrowser("WrongReplies");
    const reply = {
      id: "",
      title: " ",
      language: "en",
      suits: "keep",
      text: "{{name}}",
      seen: "0",
    };
    expect((await browser.post("reply", reply)).to).toBe(
      "/moderate/r/WrongReplies/replies/new#problems",
    );
    const { status, page } = await browser.get("/replies/new");
    expect(status).toBe(422);
    expect(page.querySelector("#field-title-problem")?.textContent).toBe("The title is empty.");
    expect(page.querySelector("#field-text-problem")?.textContent).toContain("{{name}}");
    expect(page.querySelector("textarea")?.textContent).toContain("{{name}}");
  });
});

describe("questions", () => {
  test("are drafted, put in order, looked at and made live; an appeal under way keeps its own", async () => {
    const browser = await aBrowser("Asking");
    const store = createAppealStore(database);
    const begun = await store.openAppeal({
      subreddit: "Asking",
      redditor: { id: null, name: "hiker" },
      group: "treatment",
      bannedAt: null,
      banNote: "",
      conversationId: "of-hiker",
      questions: shortQuestions,
      at: noon,
    });
    await store.registerFormToken(begun.id, "the token of hiker");
    const form = (await browser.get("/questions/new")).page;
    const fields = fieldsOf(form, "/moderate/r/Asking/save/question").map(
      ([name, value]): [string, string] => {
        const wanted = {
          "label.en": "Have you read the rules?",
          "label.de": "Hast du die Regeln gelesen?",
          "choice.0.en": "Yes, all of them",
          "choice.1.en": "Not yet",
          kind: "one-of",
        }[name];
        return [name, wanted ?? value];
      },
    );
    expect(await browser.post("question", fields)).toMatchObject({
      to: "/moderate/r/Asking/questions?draft=1",
    });
    const list = (await browser.get("/questions")).page;
    const order = fieldsOf(list, "/moderate/r/Asking/save/question-order");
    const last = order.findLast(([name]) => name.startsWith("position."))?.[0];
    expect(last).toBe("position.have_you_read_the_rules");
    await browser.post(
      "question-order",
      order.map(([name, value]): [string, string] => [name, name === last ? "1" : value]),
    );
    const german = (await browser.get("/questions/preview?in=de")).page;
    expect(german.querySelector(".questions-preview legend")?.textContent).toContain(
      "Hast du die Regeln gelesen?",
    );
    expect(german.querySelector(".questions-preview")?.textContent).toContain(
      "Bis zu 1.500 Zeichen",
    );
    expect((await browser.own())?.questions).toBeNull();
    const live = (await browser.get("/questions/live")).page;
    expect(live.querySelector("ins")?.textContent).toContain("have_you_read_the_rules");
    // Whatever else differs is the number of each question behind it.
    const removed = live.querySelectorAll("del").map((part) => part.textContent.trim());
    expect(removed.filter((line) => !/^Question \d+: \w+$/.test(line))).toEqual([]);
    await browser.post("questions-live", fieldsOf(live, "/moderate/r/Asking/save/questions-live"));
    const asked = (await browser.own())?.questions?.questions[0];
    expect(asked).toMatchObject({
      id: "have_you_read_the_rules",
      options: [{ value: "yes_all_of_them" }, { value: "not_yet" }],
    });
    const appellants = await fetch(
      `${site.address}/form/${encodeURIComponent("the token of hiker")}`,
    );
    expect(await appellants.text()).not.toContain("Have you read the rules?");
  });

  test("with mistakes are given back, and what others depend on stays", async () => {
    const browser = await aBrowser("WrongQuestions");
    const fields = (await browser.get("/questions/new")).page;
    const empty = fieldsOf(fields, "/moderate/r/WrongQuestions/save/question");
    await browser.post(
      "question",
      empty.map(([name, value]): [string, string] => [name, name === "maxLength" ? "x" : value]),
    );
    const { status, page } = await browser.get("/questions/new");
    expect(status).toBe(422);
    expect(page.querySelector("#problems")?.textContent).toContain("in at least one language");
    expect(page.querySelector("#field-maxLength")?.getAttribute("value")).toBe("x");
    await browser.post("question", { replaces: "why_appealing", seenDraft: "0", intent: "remove" });
    const kept = await browser.get("/questions/edit/why_appealing");
    expect(kept.page.querySelector("#problems")?.textContent).toContain("Other questions depend");
    await browser.post("question", { replaces: "why_banned", seenDraft: "4", intent: "remove" });
    expect((await browser.get("/questions/edit/why_banned")).status).toBe(409);
  });
});

describe("history", () => {
  test("shows who changed what, compares, and brings back after one more look", async () => {
    const browser = await aBrowser("Past");
    await browser.text("final", "The first words of all.");
    await browser.text("final", "The second words of all.", 1);
    const { page } = await browser.get("/history");
    const rows = page.querySelectorAll("tbody tr").map((row) => row.textContent);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toContain(`u/${browser.who.username}`);
    expect(rows[0]).toContain("Thanks for a form that was sent (English)");
    const two = (await browser.get("/history/2")).page;
    expect(two.querySelector("del")?.textContent).toBe("first");
    expect(two.querySelector("ins")?.textContent).toBe("second");
    const compared = (await browser.get("/history?from=2&to=1")).page;
    expect(compared.querySelector(".settings-compared ins")?.textContent).toBe("first");
    const restore = (await browser.get("/history/1/restore")).page;
    expect(restore.querySelector("ins")?.textContent).toBe("first");
    await browser.post("restore", fieldsOf(restore, "/moderate/r/Past/save/restore"));
    expect(await browser.own()).toMatchObject({
      revision: 3,
      texts: { en: { final: "The first words of all." } },
    });
    await browser.post("restore", { number: "2", seen: "2" });
    expect((await browser.get("/history/2/restore")).status).toBe(409);
  });
});
