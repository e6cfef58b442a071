import { createMigratedDatabase, type MigratedDatabase } from "@appealmod/db/testing";
import { migrateJobs } from "@appealmod/jobs";
import { changeCommunitySettings } from "@appealmod/use-cases";
import { parse } from "node-html-parser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aModerator, type SignedInModerator } from "./a-moderator.ts";
import { aReviewedAppeal } from "./a-reviewed-appeal.ts";
import { type SiteProcess, startSite } from "./site-process.ts";

let database: MigratedDatabase;
let site: SiteProcess;
let community = 0;

beforeAll(async () => {
  database = await createMigratedDatabase();
  await migrateJobs(database.pool);
  site = await startSite({ APPEALMOD_DATABASE_URL: database.url });
});
afterAll(async () => {
  await site?.stop();
  await database?.drop();
});

const get = (path: string, { cookie }: SignedInModerator) =>
  fetch(site.address + path, { headers: { cookie }, redirect: "manual" });

const post = (path: string, who: SignedInModerator, fields: Readonly<Record<string, string>>) =>
  fetch(site.address + path, {
    method: "POST",
    body: new URLSearchParams({ ...who.token, ...fields }),
    headers: { origin: site.address, cookie: who.cookie },
    redirect: "manual",
  });

async function words(path: string, who: SignedInModerator): Promise<string> {
  const response = await get(path, who);
  expect([path, response.status]).toEqual([path, 200]);
  return parse(await response.text()).querySelector("main")?.structuredText ?? "";
}

/** A community with its moderators, of whom nobody else knows. */
async function aCommunity() {
  community += 1;
  const subreddit = `Creek_${community}`;
  const [one, other] = await Promise.all(
    [1, 2].map(() => aModerator(database, { [subreddit]: ["all"] })),
  );
  if (!one || !other) throw new Error("there are two");
  return { subreddit, one, other };
}

describe("the queue", () => {
  test("shows what waits for a decision, and leads to it", async () => {
    const { subreddit, one } = await aCommunity();
    const appeal = await aReviewedAppeal(database, { subreddit });
    const waiting = await aReviewedAppeal(database, { subreddit, as: "with-bot" });
    const html = await (await get("/moderate", one)).text();
    const page = parse(html);
    const links = page.querySelectorAll(".queue-who a").map((link) => link.getAttribute("href"));
    expect(links).toEqual([`/moderate/appeals/${appeal.appealId}`]);
    const tabs = page.querySelectorAll(".queue-tabs a").map((tab) => tab.text.replace(/\s+/g, " "));
    expect(tabs.map((tab) => /\d+/.exec(tab)?.[0])).toEqual(["1", "1", "0", "2"]);
    expect(await words("/moderate?show=waiting", one)).toContain(waiting.username);
    expect(await words(`/moderate?q=${waiting.username.slice(0, 12)}`, one)).toContain(
      waiting.username,
    );
  });

  test("says why there is nothing, and what to do", async () => {
    const { one } = await aCommunity();
    expect(await words("/moderate", one)).toContain("Nothing waits for a decision");
    expect(await words("/moderate?q=nobody", one)).toContain("Nothing matches “nobody”");
    expect(await words("/moderate?q=%3Cb%3E", one)).toContain("“<b>”");
    const nobody = await aModerator(database, {});
    expect(await words("/moderate", nobody)).toContain("you moderate no community");
    expect(await words("/moderate/keys", one)).toContain("Next appeal in the list");
  });

  test("says that Reddit is asked where its list is too old", async () => {
    const { subreddit, one } = await aCommunity();
    const { appealId, username } = await aReviewedAppeal(database, { subreddit });
    await database.pool.query(
      "update community_moderators set as_of = now() - interval '2 hours' where redditor_id = $1",
      [one.redditorId],
    );
    const page = await words("/moderate", one);
    expect(page).toContain("Reddit is being asked");
    expect(page).not.toContain(username);
    const appeal = await get(`/moderate/appeals/${appealId}`, one);
    expect(appeal.headers.get("location")).toContain("/moderate/checking?r=");
  });
});

describe("an appeal's page", () => {
  test("has ban, answers, conversation and what the policy decided, as plain text", async () => {
    const { subreddit, one } = await aCommunity();
    const { appealId, conversationId } = await aReviewedAppeal(database, {
      ...{ subreddit, words: "<img src=x onerror=alert(1)> [here](https://evil.example)" },
    });
    const html = await (await get(`/moderate/appeals/${appealId}`, one)).text();
    expect(html).not.toContain("<img src=x");
    const page = parse(html);
    expect(
      page.querySelector(`a[href="https://mod.reddit.com/mail/all/${conversationId}"]`),
    ).toBeTruthy();
    expect(page.querySelector('a[href*="evil.example"]')).toBeNull();
    const text = page.querySelector("main")?.structuredText ?? "";
    for (const part of [
      "u/trail_warden",
      "Rule 2: third time",
      "I posted my own shop three times.",
      "<img src=x onerror=alert(1)> here (https://evil.example)",
      "A permanent ban is contested here.",
      "The bot's invitation to the form",
      "Read the answers and the conversation, then decide",
    ])
      expect(text).toContain(part);
  });

  test("looks the same in control as where a moderator has taken it up", async () => {
    const { subreddit, one } = await aCommunity();
    const openedAt = new Date("2026-03-01T12:00:00Z");
    const shapes = [];
    for (const wanted of [{ group: "control" }, { as: "involved" }] as const) {
      const appeal = await aReviewedAppeal(database, { subreddit, openedAt, ...wanted });
      const html = await (await get(`/moderate/appeals/${appeal.appealId}`, one)).text();
      expect(html).not.toMatch(/control|treatment/i);
      const main = parse(html).querySelector("main")?.toString() ?? "";
      shapes.push(
        main
          .replaceAll(appeal.appealId, "ID")
          .replaceAll(appeal.username, "NAME")
          .replaceAll(appeal.conversationId, "CONVERSATION"),
      );
    }
    expect(shapes[0]).toBe(shapes[1]);
    expect(shapes[0]).toContain("There are no answers in a form.");
    const list = await (await get("/moderate", one)).text();
    expect(list).not.toMatch(/control|treatment/i);
  });

  test("folds a message that looks abusive, in two steps", async () => {
    const { subreddit, one } = await aCommunity();
    const { appealId } = await aReviewedAppeal(database, {
      subreddit,
      words: "You fucking idiots",
    });
    const page = parse(await (await get(`/moderate/appeals/${appealId}`, one)).text());
    expect(page.querySelector(".folded details details .said")?.text).toBe("You fucking idiots");
  });

  test("is not there for another community, whatever is asked of it", async () => {
    const { subreddit } = await aCommunity();
    const { appealId, username } = await aReviewedAppeal(database, { subreddit });
    const { one: stranger, subreddit: elsewhere } = await aCommunity();
    for (const path of ["", "/review"]) {
      const page = await get(`/moderate/appeals/${appealId}${path}`, stranger);
      expect(page.status).toBe(404);
      expect(await page.text()).not.toContain(username);
    }
    expect((await get("/moderate/appeals/nothing", stranger)).status).toBe(404);
    const { rows } = await database.pool.query<{ id: string }>(
      `insert into moderator_decisions (appeal_id, kind, decided_by_id, decided_by, decided_at,
        begins_at, number, needs_second) values ($1, 'keep', 't2_x', 'x', now(), now(), 1, true)
      returning id`,
      [appealId],
    );
    const fields = {
      ...{ text: "my words", reason: "my words", kind: "keep", version: "0", sure: "1" },
      decision: rows[0]?.id ?? "",
    };
    const deeds = ["claim", "release", "note", "decide", "take-back", "second", "question"];
    const nobody = "00000000-0000-4000-8000-000000000009";
    const own = await aReviewedAppeal(database, { subreddit: elsewhere });
    for (const deed of deeds)
      for (const id of [appealId, nobody]) {
        const refused = await post(`/moderate/appeals/${id}/${deed}`, stranger, fields);
        expect([deed, refused.status]).toEqual([deed, 404]);
        expect(await refused.text()).toContain("my words");
      }
    // Nor through an appeal of one's own.
    for (const deed of ["take-back", "second"]) {
      const refused = await post(`/moderate/appeals/${own.appealId}/${deed}`, stranger, fields);
      expect([deed, refused.status]).toEqual([deed, 404]);
    }
  });
});

describe("what moderators do", () => {
  test("claims, takes over and gives back, each seen by the other", async () => {
    const { subreddit, one, other } = await aCommunity();
    const path = `/moderate/appeals/${(await aReviewedAppeal(database, { subreddit })).appealId}`;
    expect((await post(`${path}/claim`, one, {})).headers.get("location")).toBe(
      `${path}?done=claimed`,
    );
    expect((await post(`${path}/claim`, other, {})).headers.get("location")).toBe(
      `${path}?done=held`,
    );
    expect(await words("/moderate", other)).toContain(`u/${one.username} is on it`);
    const seen = await words(`${path}?done=held`, other);
    expect(seen).toContain(`u/${one.username} was faster`);
    expect(seen).toContain("Take it over");
    await post(`${path}/claim`, other, { takeOver: "1" });
    expect(await words(path, one)).toContain(`u/${other.username} took it over`);
    await post(`${path}/release`, other, {});
    expect(await words(path, one)).toContain("Nobody is on it");
  });

  test("leaves notes that moderators alone read, and gives back one that is too long", async () => {
    const { subreddit, one, other } = await aCommunity();
    const { appealId, token } = await aReviewedAppeal(database, { subreddit });
    const path = `/moderate/appeals/${appealId}`;
    await post(`${path}/note`, one, { text: "Spoke to <i>them</i>." });
    expect(await words(path, other)).toContain("Spoke to <i>them</i>.");
    expect(await (await fetch(`${site.address}/form/${token}`)).text()).not.toContain("Spoke to");
    const tooLong = await post(`${path}/note`, one, { text: `${"x".repeat(2001)} end` });
    expect(tooLong.status).toBe(422);
    expect(await tooLong.text()).toContain("xxx end");
  });

  test("decides in steps: look at it, send it, take it back", async () => {
    const { subreddit, one } = await aCommunity();
    const path = `/moderate/appeals/${(await aReviewedAppeal(database, { subreddit })).appealId}`;
    const empty = await post(`${path}/decide`, one, {
      intent: "look",
      version: "0",
      reply: "Hello",
    });
    expect(empty.headers.get("location")).toBe(`${path}?check=1#problems`);
    const again = await words(`${path}?check=1`, one);
    expect(again).toContain("Choose what you decide.");
    const kept = { kind: "keep", version: "0", reason: "It was the third time.", intent: "look" };
    const look = await post(`${path}/decide`, one, { ...kept, reply: "No.", isAuthorHidden: "1" });
    expect(look.headers.get("location")).toBe(`${path}/review`);
    const review = await words(`${path}/review`, one);
    for (const part of ["No.", "It was the third time.", `written in the name of r/${subreddit}`])
      expect(review).toContain(part);
    const sent = await post(`${path}/decide`, one, { intent: "send", version: "0" });
    expect(sent.headers.get("location")).toBe(`${path}?sent=1`);
    const html = await (await get(`${path}?sent=1`, one)).text();
    expect(html).toContain('http-equiv="refresh"');
    const decision = parse(html).querySelector('input[name="decision"]')?.getAttribute("value");
    const back = await post(`${path}/take-back`, one, { decision: decision ?? "" });
    expect(back.headers.get("location")).toBe(`${path}?done=taken-back`);
    expect(await words(path, one)).toContain("The decision was taken back.");
    expect(await words("/moderate", one)).toContain("To decide");
  });

  test("keeps the words of whoever decides after a colleague did", async () => {
    const { subreddit, one, other } = await aCommunity();
    const path = `/moderate/appeals/${(await aReviewedAppeal(database, { subreddit })).appealId}`;
    const look = { intent: "look", version: "0", kind: "keep" };
    await post(`${path}/decide`, one, { ...look, reason: "My <b>long</b> words." });
    await post(`${path}/decide`, other, { ...look, reason: "Mine." });
    await post(`${path}/decide`, other, { intent: "send", version: "0" });
    const conflict = await post(`${path}/decide`, one, { intent: "send", version: "0" });
    expect(conflict.status).toBe(409);
    expect(await conflict.text()).toContain("My &#60;b&#62;long&#60;/b&#62; words.");
    expect(await words(path, one)).toContain("My <b>long</b> words.");
    expect(await words(path, one)).toContain(`u/${other.username} decided: keep the ban`);
    // Taken back, it can be sent once its author has seen what happened.
    const html = await (await get(path, other)).text();
    const decision = parse(html).querySelector('input[name="decision"]')?.getAttribute("value");
    await post(`${path}/take-back`, other, { decision: decision ?? "" });
    const open = await words(path, one);
    expect(open).toContain("Something happened while you were writing");
    expect(open).toContain(`u/${other.username} had decided, and it was taken back.`);
  });
});

/** Rules of a community for decisions, as somebody set them. */
const setRules = (subreddit: string, decisionRules: object) =>
  changeCommunitySettings(
    { database },
    { kind: "operator" },
    {
      ...{ subreddit },
      changes: {
        decisionRules: {
          bannerDecidesAlone: true,
          needsSecond: false,
          deciders: [],
          ...decisionRules,
        },
      },
    },
  );

const decisionOn = async (path: string, who: SignedInModerator, deed: string) => {
  const page = parse(await (await get(path, who)).text());
  const form = page.querySelector(`form[action="${path}/${deed}"]`);
  return form?.querySelector('input[name="decision"]')?.getAttribute("value") ?? null;
};

describe("a community's rules", () => {
  test("where two have to agree, the others find it to be done, and its decider waits", async () => {
    const { subreddit, one, other } = await aCommunity();
    await setRules(subreddit, { needsSecond: true });
    const { appealId, username } = await aReviewedAppeal(database, { subreddit });
    const path = `/moderate/appeals/${appealId}`;
    const keep = { kind: "keep", version: "0", reason: "It was the third time." };
    await post(`${path}/decide`, one, { ...keep, intent: "look" });
    await post(`${path}/decide`, one, { intent: "send", version: "0" });
    expect(await words(path, one)).toContain("Somebody else who may decide can do so");
    expect(await decisionOn(path, one, "second")).toBeNull();
    expect(await words("/moderate", one)).not.toContain(username);
    expect(await words("/moderate", other)).toContain("Decided, needs a second moderator");
    expect(await words(path, other)).toContain("agree or take it back");
    const decision = (await decisionOn(path, other, "second")) ?? "";
    const own = await post(`${path}/second`, one, { decision });
    expect(own.headers.get("location")).toBe(`${path}?done=second-own`);
    const agreed = await post(`${path}/second`, other, { decision });
    expect(agreed.headers.get("location")).toBe(`${path}?done=seconded`);
    expect(await words(`${path}?done=seconded`, one)).toContain(
      `u/${other.username} agreed to the decision.`,
    );
    expect(await words("/moderate", other)).not.toContain(username);
    const late = await post(`${path}/second`, other, { decision });
    expect(late.headers.get("location")).toBe(`${path}?done=second-too-late`);
  });

  test("whoever may not decide by them is told so, and keeps their words", async () => {
    const { subreddit, one, other } = await aCommunity();
    await setRules(subreddit, { needsSecond: true, deciders: [one.username] });
    const path = `/moderate/appeals/${(await aReviewedAppeal(database, { subreddit })).appealId}`;
    const keep = { kind: "keep", version: "0", reason: "My reasons.", intent: "look" };
    for (const who of [one, other]) await post(`${path}/decide`, who, keep);
    const refused = await post(`${path}/decide`, other, { intent: "send", version: "0" });
    expect(refused.status).toBe(403);
    const text = await refused.text();
    for (const part of ["leaves decisions to others", "My reasons."]) expect(text).toContain(part);
    await post(`${path}/decide`, one, { intent: "send", version: "0" });
    const decision = (await decisionOn(path, other, "second")) ?? "";
    expect((await post(`${path}/second`, other, { decision })).status).toBe(403);
  });
});

test("a saved reply is inserted with the date from which one may appeal again", async () => {
  const { subreddit, one } = await aCommunity();
  const text = "Dear {{username}}, write again from {{may_appeal_again}} on.";
  const reply = { id: "again", title: "Later", language: "en", suits: "keep", text } as const;
  await changeCommunitySettings(
    { database },
    { kind: "operator" },
    { subreddit, changes: { savedReplies: [reply], appealAgainDays: 40 } },
  );
  const { appealId, username } = await aReviewedAppeal(database, { subreddit });
  const path = `/moderate/appeals/${appealId}`;
  const field = async (name: string) =>
    parse(await (await get(path, one)).text()).querySelector(`[name="${name}"]`);
  // What the community has set is proposed.
  const proposed = (await field("appealAgainOn"))?.getAttribute("value");
  expect(proposed).toBe(new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10));
  const chosen = { kind: "keep", version: "0", intent: "insert", savedReply: "again" };
  const on = `${new Date().getUTCFullYear() + 1}-06-05`;
  await post(`${path}/decide`, one, { ...chosen, appealAgain: "date", appealAgainOn: on });
  const filled = `Dear ${username}, write again from June 5, ${on.slice(0, 4)} on.`;
  expect((await field("reply"))?.text).toBe(filled);
  // Where nothing is said, it stays to be filled in.
  await post(`${path}/decide`, one, { ...chosen, appealAgain: "unsaid" });
  expect((await field("reply"))?.text).toContain("{{may_appeal_again}}");
});

test("the redditor is asked once more, when it is confirmed, one question at a time", async () => {
  const { subreddit, one, other } = await aCommunity();
  const { appealId } = await aReviewedAppeal(database, { subreddit });
  const path = `/moderate/appeals/${appealId}`;
  expect(await words(path, one)).toContain("Ask the redditor one more question");
  const text = "Which <b>trail</b> was it?";
  const unsure = await post(`${path}/question`, one, { text });
  expect(unsure.status).toBe(422);
  expect(await unsure.text()).toContain("Which &#60;b&#62;trail&#60;/b&#62; was it?");
  const asked = await post(`${path}/question`, one, { text, sure: "1" });
  expect(asked.headers.get("location")).toBe(`${path}?done=asked#timeline`);
  const page = await words(path, other);
  for (const part of [
    `u/${one.username} asked the redditor once more`,
    "Which <b>trail</b> was it?",
    "No answer yet.",
    "Their next words are the answer",
  ])
    expect(page).toContain(part);
  expect((await post(`${path}/question`, other, { text: "And when?", sure: "1" })).status).toBe(
    409,
  );
  await database.pool.query(
    "update redditor_questions set answered_at = now() where appeal_id = $1",
    [appealId],
  );
  expect(await words(path, other)).toContain("The redditor has written since.");
});

test("the redditor reads what was decided and why, and never by whom", async () => {
  const { subreddit, one } = await aCommunity();
  const { appealId, token } = await aReviewedAppeal(database, { subreddit });
  await database.pool.query(
    `insert into moderator_decisions (appeal_id, kind, state, rule, reason, may_appeal_again_at,
      decided_by_id, decided_by, decided_at, begins_at, number)
    values ($1, 'keep', 'done', 'No picking', 'It was the third <b>time</b>.', '2027-05-01', $2, $3,
      now(), now(), 1)`,
    [appealId, one.redditorId, one.username],
  );
  const read = async (language: string) =>
    (
      await fetch(`${site.address}/form/${token}`, { headers: { "accept-language": language } })
    ).text();
  const html = await read("en");
  expect(html).not.toContain(one.username);
  const text = parse(html).querySelector("main")?.structuredText ?? "";
  for (const part of [
    "The moderators decided to keep the ban",
    "No picking",
    "It was the third <b>time</b>.",
    "You may appeal again from May 1, 2027.",
  ])
    expect(text).toContain(part);
  expect(await read("de")).toContain("Ab dem 1. Mai 2027");
});
