import { expect, test } from "vitest";
import { awaitUntil } from "./await-until.ts";
import { startBot } from "./bot-process.ts";
import { openStage } from "./stage.ts";
import { awaitForwarding, awaitInvite, contestedBan, expectToldOnce } from "./story.ts";

test("an outage of Reddit is reported once, and its end; what came meanwhile is processed", async () => {
  const stage = await openStage({
    APPEALMOD_RECENT_POLL_INTERVAL: "0.1",
    APPEALMOD_DIALOGUE_UPDATE_INTERVAL: "0.5",
  });
  await stage.control.addFault({ kind: "status", status: 503 });
  // A bot that starts while Reddit is away waits for it like any other.
  const bot = startBot([], stage.env);
  const failed = await bot.told("pass-failed");
  expect(failed).toMatchObject({ level: "warn", runner: "recent" });
  expect(failed.message).toMatch(/503/);
  const { redditor, id } = await contestedBan(stage);
  const tries = async () => (await stage.control.requests()).byEndpoint["oauth.access_token"] ?? 0;
  const before = await tries();
  await awaitUntil("a second pass that fails", async () => (await tries()) >= before + 8);
  await stage.control.clearFaults();
  await bot.told("pass-recovered");
  await awaitInvite(stage, redditor, id);
  await redditor.submit();
  await awaitForwarding(stage, redditor);
  await expectToldOnce(stage, redditor, id);
  for (const event of ["pass-failed", "pass-recovered"])
    expect(bot.events.filter((line) => line.event === event)).toHaveLength(1);
  // An outage is nobody's error: jobs wait for its end.
  expect(bot.events.filter(({ level }) => level === "error")).toEqual([]);
  bot.kill("SIGTERM");
  expect(await bot.ended).toMatchObject({ code: 0, stderr: "" });
});
