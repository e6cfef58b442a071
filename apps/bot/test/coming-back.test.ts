import { expect, test } from "vitest";
import { speakers } from "./appellant.ts";
import { awaitUntil } from "./await-until.ts";
import { startBot } from "./bot-process.ts";
import { lastDecision } from "./records.ts";
import { openStage } from "./stage.ts";
import { contestedBan } from "./story.ts";

const quick = {
  APPEALMOD_RECENT_POLL_INTERVAL: "0.2",
  APPEALMOD_DIALOGUE_UPDATE_INTERVAL: "0.5",
};

test("what was snoozed reads again: an account may be suspended by then, which no listing shows", {
  timeout: 60_000,
}, async ({ onTestFinished }) => {
  const stage = await openStage(quick, onTestFinished);
  const { control } = stage;
  for (const endpoint of ["bans.list", "moderation_log.list"])
    await control.addFault({ kind: "status", status: 503, endpoint });
  const bot = startBot([], stage.env, onTestFinished);
  const { redditor, id } = await contestedBan(stage);
  await bot.told("job-snoozed");
  await control.setAccountStatus(redditor.name, "suspended");
  await control.clearFaults();
  await awaitUntil("a decision", async () => (await lastDecision(stage, id)) !== undefined);
  expect(await lastDecision(stage, id)).toEqual(["user-suspended"]);
  expect(await speakers(stage, id)).toEqual(["moderator", "redditor"]);
  bot.kill("SIGTERM");
  expect(await bot.ended).toMatchObject({ code: 0 });
});
