import type { CommunityTexts } from "@appealmod/core";
import { createAppealStore } from "@appealmod/db";
import type { MigratedDatabase } from "@appealmod/db/testing";
import { changeCommunityTexts } from "@appealmod/use-cases";
import { parse } from "node-html-parser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anInvitedAppeal, goodAnswers } from "./an-invited-appeal.ts";
import { type OpenSite, openSite } from "./open-site.ts";
import type { SiteProcess } from "./site-process.ts";

let database: MigratedDatabase;
let site: SiteProcess;
let closeSite: OpenSite["closeSite"];

beforeAll(async () => {
  ({ database, site, closeSite } = await openSite());
});
afterAll(() => closeSite?.());

const setTexts = (subreddit: string, language: string, texts: CommunityTexts) =>
  changeCommunityTexts({ database }, { kind: "operator" }, { subreddit, language, texts });

async function page(token: string, language = "en"): Promise<string> {
  const response = await fetch(`${site.address}/form/${token}`, {
    headers: { "accept-language": language },
  });
  expect(response.status).toBe(200);
  return response.text();
}

/** The page of an appeal that has come to its end. */
async function endedIn(subreddit: string, outcome: "granted" | "denied" | "none", isSent = true) {
  const appeal = await anInvitedAppeal(database, { subreddit });
  if (isSent)
    await fetch(`${site.address}/form/${appeal.token}`, {
      method: "POST",
      body: new URLSearchParams(goodAnswers),
    });
  await createAppealStore(database).closeAppeal(appeal.appealId, { outcome, at: new Date() });
  return appeal;
}

/** An appeal whose form was sent some minutes ago, with what was done for it since. */
async function sentBefore(minutes: number, done: readonly ("note" | "unarchive")[] = []) {
  const appeal = await anInvitedAppeal(database);
  await fetch(`${site.address}/form/${appeal.token}`, {
    method: "POST",
    body: new URLSearchParams(goodAnswers),
  });
  const store = createAppealStore(database);
  for (const key of done) {
    const claim = await store.claimAction({
      scope: "appeal",
      appealId: appeal.appealId,
      conversationId: "c1",
      action:
        key === "note"
          ? { kind: "note", key, scope: "appeal", note: "answers", part: 1 }
          : { kind: "unarchive", key, scope: "appeal" },
      afterMessageId: null,
      bodyHash: null,
      at: new Date(),
    });
    if (claim.status !== "claimed") throw new Error(`${key} could not be claimed`);
    await store.settleClaim(claim.claim.id, { messageId: null, at: new Date() });
  }
  const sentAt = new Date(Date.now() - minutes * 60_000);
  await database.pool.query(
    "update main_ban_appeal_data set submitted_at = $1 where appeal_id = $2",
    [sentAt, appeal.appealId],
  );
  const end = (outcome: "granted" | "denied" | "none") =>
    store.closeAppeal(appeal.appealId, { outcome, at: new Date() });
  return { ...appeal, end };
}

describe("the page of a form that was sent", () => {
  const soon = "usually takes less than a minute";

  test("promises a minute only while it is one", async () => {
    expect(await page((await sentBefore(0)).token)).toContain(soon);
    const late = await page((await sentBefore(7)).token);
    expect(late).toContain("has not reached the moderators yet");
    expect(late).toMatch(/It arrived on .*\d{1,2}:\d\d/);
    expect(late).not.toContain(soon);
  });

  test("tells of answers that were left as a note while the conversation waits", async () => {
    const html = await page((await sentBefore(7, ["note"])).token);
    expect(html).toContain("The moderators have your answers");
    expect(html).not.toContain("has not reached");
  });

  test.each([
    ["of which people know", ["note", "unarchive"], "have had your answers since"],
    ["that was left as a note", ["note"], "were left for the moderators"],
    ["that reached nobody", [], "Nobody has read your answers"],
  ] as const)("says at the end what became of an appeal %s", async (_, done, told) => {
    const { token, end } = await sentBefore(7, done);
    await end("none");
    const html = await page(token);
    expect(html).toContain(told);
    expect(html).not.toContain("nothing new happened");
  });
});

test("an end that nobody told of is no decision: neither words nor steps claim one", async () => {
  const { token, end, appealId } = await sentBefore(7, ["note", "unarchive"]);
  await end("denied");
  const handled = parse(await page(token)).querySelector("main");
  expect(handled?.querySelector("h1")?.text).toBe("The moderators have dealt with your appeal");
  expect(handled?.text).not.toMatch(/put .* away|Decided/);
  await database.pool.query(
    `insert into moderator_decisions (appeal_id, kind, state, rule, reason, decided_by_id, decided_by,
       decided_at, begins_at, number) values ($1, 'keep', 'done', 'No litter', '', 't2_m', 'Ranger', now(), now(), 1)`,
    [appealId],
  );
  const kept = parse(await page(token));
  expect(kept.querySelector("title")?.text).toContain("The moderators decided to keep the ban");
  expect(kept.querySelector(".steps .now")?.text).toContain("Decided");
  expect(kept.querySelector(".decision-facts")?.text).toContain("No litter");
});

test("moments are marked, and told in UTC with their distance", async () => {
  const times = parse(await page((await sentBefore(7)).token, "de")).querySelectorAll("time");
  expect(times.length).toBeGreaterThan(0);
  for (const time of times) {
    expect(Date.now() - Date.parse(time.getAttribute("datetime") ?? "")).toBeGreaterThan(
      6 * 60_000,
    );
    expect(time.text).toMatch(/ um \d\d:\d\d UTC \(vor \d+ Minuten\)$/);
  }
});

describe("a community's rules for appealing again", () => {
  test("stand on the page in its moderators' words, as plain text", async () => {
    await setTexts("QuietPond", "en", {
      appeal_again:
        "u/{{username}}, wait 90 days.\n\n<b>Then</b> write to r/{{subreddit}}. <script>alert(1)</script>",
    });
    for (const [outcome, isSent] of [
      ["denied", true],
      ["none", true],
      ["none", false],
    ] as const) {
      const { token, username } = await endedIn("quietpond", outcome, isSent);
      const html = await page(token);
      expect(html).toContain("If you want to appeal again");
      expect(html).toContain(
        `u/${username}, wait 90 days.\n\n&lt;b&gt;Then&lt;/b&gt; write to r/quietpond. &lt;script&gt;`,
      );
      expect(html).not.toContain("is up to them");
      expect(html).not.toContain("{{");
    }
  });

  test("are in the reader's language where they are set in it, and say which one they are in", async () => {
    await setTexts("BirdCalls", "de", { appeal_again: "Erst im Mai." });
    await setTexts("BirdCalls", "en", { appeal_again: "Not before May." });
    const { token } = await endedIn("BirdCalls", "denied");
    expect(await page(token, "de-AT")).toMatch(/<blockquote[^>]* lang="de"[^>]*>Erst im Mai\./);
    expect(await page(token, "fr")).toMatch(/<blockquote[^>]* lang="en"[^>]*>Not before May\./);
  });

  test("are told in general words where none are set, in every language", async () => {
    const { token } = await endedIn("NoRulesHere", "denied");
    expect(await page(token)).toContain("is up to them; their rules may say.");
    expect(await page(token, "es")).toContain("Son ellos quienes deciden");
  });

  test("are not needed by whoever was let back in, or still waits", async () => {
    await setTexts("FernGlade", "en", { appeal_again: "Wait 90 days." });
    const granted = await endedIn("FernGlade", "granted");
    expect(await page(granted.token)).not.toContain("Wait 90 days.");
    const open = await anInvitedAppeal(database, { subreddit: "FernGlade" });
    expect(await page(open.token)).not.toContain("Wait 90 days.");
  });
});
