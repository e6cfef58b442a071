import { expect, test } from "vitest";
import { awaitUntil } from "./await-until.ts";
import { startBot } from "./bot-process.ts";
import { appeals, countOf } from "./records.ts";
import { community, openStage } from "./stage.ts";
import { awaitForwarding, awaitInvite, contestedBan, expectToldOnce } from "./story.ts";

const quick = {
  APPEALMOD_RECENT_POLL_INTERVAL: "0.2",
  APPEALMOD_DIALOGUE_UPDATE_INTERVAL: "0.5",
};

/** Everything but modmail, the list of bans and the login. */
const others = ["moderation_log.", "subreddits.", "moderators.", "accounts."];

test.concurrent.for([
  ["a 404", { kind: "status", status: 404 }],
  ["a 403", { kind: "status", status: 403 }],
  ["a 500", { kind: "status", status: 500 }],
  ["a page", { kind: "html" }],
] as const)(
  "appeals go on where Reddit has %s for all but modmail and bans",
  { timeout: 90_000 },
  async ([, fault], { onTestFinished }) => {
    const stage = await openStage(quick, onTestFinished);
    for (const endpoint of others) await stage.control.addFault({ ...fault, endpoint });
    const bot = startBot([], stage.env, onTestFinished);
    const { redditor, id } = await contestedBan(stage);
    await awaitInvite(stage, redditor, id);
    await redditor.submit();
    await awaitForwarding(stage, redditor);
    await expectToldOnce(stage, redditor, id);

    const lucky = await contestedBan(stage, "FenStroller");
    await awaitInvite(stage, lucky.redditor, lucky.id);
    await lucky.redditor.unban();
    await lucky.redditor.reply(lucky.id, "Thank you!");
    await awaitUntil("a granted appeal", async () => {
      const [appeal] = await appeals(stage, "FenStroller");
      return appeal?.outcome === "granted";
    });

    const count = 60;
    await stage.control.seedAppeals({ subreddit: community.subreddit, count });
    await awaitUntil(
      "an invite for each of a heap",
      async () => {
        const invites = "actions where key = 'archive:invite' and status = 'settled'";
        return (await countOf(stage, invites)) === count + 2;
      },
      40_000,
    );
    bot.kill("SIGTERM");
    expect(await bot.ended).toMatchObject({ code: 0, stderr: "" });
  },
);
