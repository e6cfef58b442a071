import { createAppealStore, saveCommunityTexts } from "@appealmod/db";
import { createMigratedDatabase, type MigratedDatabase } from "@appealmod/db/testing";
import { migrateJobs } from "@appealmod/jobs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anInvitedAppeal, goodAnswers } from "./an-invited-appeal.ts";
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
  await createAppealStore(database).closeAppeal(appeal.appealId, outcome, new Date());
  return appeal;
}

describe("a community's rules for appealing again", () => {
  test("stand on the page in its moderators' words, as plain text", async () => {
    await saveCommunityTexts(database, "QuietPond", "en", {
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
    await saveCommunityTexts(database, "BirdCalls", "de", { appeal_again: "Erst im Mai." });
    await saveCommunityTexts(database, "BirdCalls", "en", { appeal_again: "Not before May." });
    const { token } = await endedIn("BirdCalls", "denied");
    expect(await page(token, "de-AT")).toMatch(/<blockquote[^>]* lang="de"[^>]*>Erst im Mai\./);
    expect(await page(token, "fr")).toMatch(/<blockquote[^>]* lang="en"[^>]*>Not before May\./);
  });

  test("are told in general words where none are set, in every language", async () => {
    const { token } = await endedIn("NoRulesHere", "denied");
    expect(await page(token)).toContain("is up to them; their rules may say.");
    expect(await page(token, "es")).toContain("depende de ellos");
  });

  test("are not needed by whoever was let back in, or still waits", async () => {
    await saveCommunityTexts(database, "FernGlade", "en", { appeal_again: "Wait 90 days." });
    const granted = await endedIn("FernGlade", "granted");
    expect(await page(granted.token)).not.toContain("Wait 90 days.");
    const open = await anInvitedAppeal(database, { subreddit: "FernGlade" });
    expect(await page(open.token)).not.toContain("Wait 90 days.");
  });
});
