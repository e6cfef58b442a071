import type { ControlClient } from "@appealmod/reddit-simulator";
import { describe, expect, test } from "vitest";
import { type Appellant, isArchived, notes, said } from "./appellant.ts";
import { awaitUntil } from "./await-until.ts";
import { startBot } from "./bot-process.ts";
import { countOf } from "./records.ts";
import { openStage, type Stage } from "./stage.ts";
import {
  awaitForwarding,
  awaitInvite,
  awaitSettled,
  contestedBan,
  expectToldOnce,
} from "./story.ts";

const quick = {
  APPEALMOD_RECENT_POLL_INTERVAL: "0.2",
  APPEALMOD_DIALOGUE_UPDATE_INTERVAL: "0.5",
};

type Fault = Parameters<ControlClient["addFault"]>[0];

describe("killed as Reddit is asked for it, and started again, the bot does once", () => {
  test.concurrent.for<[string, "before" | "after", Fault, "invite" | "form"]>([
    ["the invite", "after", { kind: "hang", endpoint: "modmail.reply" }, "invite"],
    ["the invite", "before", { kind: "hang", endpoint: "modmail.reply" }, "invite"],
    ["the archiving", "after", { kind: "hang", endpoint: "modmail.archive" }, "invite"],
    ["the final", "after", { kind: "hang", endpoint: "modmail.reply" }, "form"],
    ["the note", "after", { kind: "hang", endpoint: "modmail.reply", skip: 1 }, "form"],
    ["the note", "before", { kind: "hang", endpoint: "modmail.reply", skip: 1 }, "form"],
    ["the unarchiving", "before", { kind: "hang", endpoint: "modmail.unarchive" }, "form"],
  ])("%s (killed %s its effect)", async ([, when, hang, during], { onTestFinished }) => {
    const stage = await openStage(quick, onTestFinished);
    const fault: Fault = { ...hang, effect: when === "after" ? "done" : "skipped", times: 1 };
    const { redditor, id } = await contestedBan(stage);
    if (during === "invite") await stage.control.addFault(fault);
    const bot = startBot([], stage.env, onTestFinished);
    if (during === "form") {
      await awaitInvite(stage, redditor, id);
      await awaitSettled(stage);
      await stage.control.addFault(fault);
      await redditor.submit();
    }
    await struckBy(stage);
    bot.kill("SIGKILL");
    expect(await bot.ended).toMatchObject({ signal: "SIGKILL" });
    expect(await countOf(stage, "actions where status = 'claimed'")).toBe(1);

    const next = startBot([], stage.env, onTestFinished);
    if (during === "invite") {
      await awaitInvite(stage, redditor, id);
      await awaitSettled(stage);
      await redditor.submit();
    }
    await awaitForwarding(stage, redditor);
    await awaitSettled(stage);
    await expectToldOnce(stage, redditor, id);
    next.kill("SIGTERM");
    expect(await next.ended).toMatchObject({ code: 0, stderr: "" });
  });
});

/** A fault that strikes once is gone when it has struck. */
async function struckBy(stage: Stage): Promise<void> {
  await awaitUntil("the request that hangs", async () => {
    return (await stage.control.faults()).length === 0;
  });
}

test("two bots on one database do everything once, also when their tokens are revoked", async () => {
  const stage = await openStage(quick);
  const redditors: { redditor: Appellant; id: string }[] = [];
  for (let at = 1; at <= 12; at += 1) redditors.push(await contestedBan(stage, `MarshWalker${at}`));
  const bots = [startBot([], stage.env), startBot([], stage.env)];
  await Promise.all(redditors.map(({ redditor, id }) => awaitInvite(stage, redditor, id)));
  await awaitSettled(stage);
  await stage.control.revokeTokens({ accessOnly: true });
  await Promise.all(
    redditors.map(async ({ redditor, id }, at) => {
      if (at % 2 === 0) await redditor.reply(id, "I am filling in the form.");
      await redditor.submit();
      await awaitForwarding(stage, redditor);
    }),
  );
  await awaitSettled(stage);
  for (const bot of bots) bot.kill("SIGTERM");
  for (const bot of bots) expect(await bot.ended).toMatchObject({ code: 0, stderr: "" });
  for (const { id } of redditors) {
    const words = (await said(stage, id)).filter(({ by }) => by === "bot").map(({ body }) => body);
    // No two alike: an invite, a final, and at most one reminder that was under way.
    expect(new Set(words).size).toBe(words.length);
    expect(words.length).toBeGreaterThanOrEqual(2);
    expect(await notes(stage, id)).toHaveLength(1);
    expect(await isArchived(stage, id)).toBe(false);
  }
  expect(await countOf(stage, "appeals")).toBe(redditors.length);
});
