import { findRootDir, loadConfig } from "@appealmod/config";
import { expect, test } from "vitest";
import { composeBot } from "../src/compose.ts";
import { applyRetention } from "../src/runners/retention.ts";
import { forwarded, meet, said } from "./appellant.ts";
import { countOf, lastDecision } from "./records.ts";
import { community, openStage, type Stage } from "./stage.ts";

async function tidy(stage: Stage): Promise<void> {
  const env = { ...stage.env, APPEALMOD_LOG_LEVEL: "error" };
  const bot = await composeBot(loadConfig({ env, rootDir: findRootDir() }), { now: stage.now });
  await applyRetention(bot).finally(() => bot.close());
}

test("conversations that were no appeals are forgotten after a year, and nothing follows from that", async () => {
  const stage = await openStage();
  const stranger = await meet(stage, "PondPoet");
  const asked = await stranger.write("May I post photographs?");
  const { id } = await forwarded(stage);
  await stage.pass("recent");
  const before = [await said(stage, asked), await said(stage, id)];

  stage.passDays(364);
  await tidy(stage);
  expect(await countOf(stage, `conversations where conversation_id = '${asked}'`)).toBe(1);
  stage.passDays(2);
  await tidy(stage);
  expect(await countOf(stage, `conversations where conversation_id = '${asked}'`)).toBe(0);
  expect(await countOf(stage, `events where conversation_id = '${asked}'`)).toBe(0);
  for (const table of ["conversations", "events"])
    expect(await countOf(stage, `${table} where conversation_id = '${id}'`)).toBeGreaterThan(0);

  await stage.pass("recent");
  expect([await said(stage, asked), await said(stage, id)]).toEqual(before);
});

test("what was forgotten is old mail if it moves again, until its redditor writes anew", async () => {
  const stage = await openStage();
  const stranger = await meet(stage, "PondPoet");
  const asked = await stranger.write("May I post photographs?");
  await stage.pass("recent");
  expect(await lastDecision(stage, asked)).toEqual(["not-banned"]);

  stage.passDays(366);
  await stage.control.advanceClock(366 * 24 * 60 * 60 * 1000);
  await tidy(stage);
  await stranger.ban();
  await stage.control.moderatorReply({
    conversationId: asked,
    by: community.moderator,
    body: "Who is this?",
    isInternal: true,
  });
  await stage.pass("recent");
  expect(await lastDecision(stage, asked)).toEqual(["too-old"]);
  expect(await stranger.links()).toEqual([]);

  await stranger.reply(asked, "Why am I banned?");
  await stage.pass("recent");
  expect((await lastDecision(stage, asked))?.[0]).toBe("eligible");
  expect(await stranger.links()).toHaveLength(1);
});
