import { changeCommunitySettings } from "@appealmod/use-cases";
import { expect, test } from "vitest";
import type { RunnerName } from "../src/arguments.ts";
import { Incomplete } from "../src/report-failure.ts";
import { runOnce } from "../src/run-once.ts";
import { meet, said } from "./appellant.ts";
import { awaitUntil } from "./await-until.ts";
import { startBot } from "./bot-process.ts";
import { appeals } from "./records.ts";
import { community, openStage, type Stage } from "./stage.ts";
import { awaitInvite, contestedBan } from "./story.ts";

const other = "MossValleyClimbers";
const both = { APPEALMOD_SUBREDDITS: `${community.subreddit},${other}` };
const confidential = "what somebody wrote in confidence";

/** What a pass that cannot finish all of its work told of errors. */
async function errorsOf(stage: Stage, runner: RunnerName): Promise<readonly string[]> {
  const { bot, events } = await stage.listenedBot();
  try {
    await runOnce(bot, [runner]).catch((error) => {
      if (!(error instanceof Incomplete)) throw error;
    });
  } finally {
    await bot.close();
  }
  return events.flatMap(({ audience, message, error }) =>
    audience === "error" ? [`${message}\n${String(error)}`] : [],
  );
}

test("answers that cannot be read stop their own conversation with an error, and no other", async () => {
  const stage = await openStage();
  const broken = await contestedBan(stage, "BogTrotter");
  const sound = await contestedBan(stage, "PondPoet");
  await stage.pass("recent");
  await broken.redditor.submit();
  await sound.redditor.submit();
  await stage.database.pool.query(
    `update main_ban_appeal_data set answers = $1 where reddit_username = 'BogTrotter'`,
    [JSON.stringify({ why_banned: { said: confidential } })],
  );
  const errors = await errorsOf(stage, "started");
  expect(errors).toEqual([
    expect.stringMatching(
      new RegExp(`${broken.id}.* failed[^]*UnreadableRowError.*answers.*main_ban_appeal_data`),
    ),
  ]);
  expect(errors.join()).not.toContain(confidential);
  expect(await appeals(stage, "PondPoet")).toMatchObject([{ state: "forwarded" }]);
  expect(await appeals(stage, "BogTrotter")).toMatchObject([{ state: "invited" }]);
});

test("settings that cannot be read stop their own community with an error, and no other", async () => {
  const stage = await openStage(both);
  await stage.control.createSubreddit({
    name: other,
    moderators: [{ name: "CragWarden" }, { name: community.bot, permissions: ["mail", "access"] }],
  });
  const wanted = { subreddit: other, changes: { updateCutoffDays: 20 } };
  await changeCommunitySettings(stage, { kind: "operator" }, wanted);
  const sound = await contestedBan(stage, "PondPoet");
  await stage.pass("recent");
  await sound.redditor.submit();
  const climber = await meet(stage, "BogTrotter", other);
  await climber.ban();
  const id = await climber.appeal();
  await stage.database.pool.query(
    "update community_revisions set settings = $1 where subreddit_key = $2",
    [JSON.stringify({ updateCutoffDays: confidential }), other.toLowerCase()],
  );
  for (const runner of ["started", "recent"] as const) {
    const errors = await errorsOf(stage, runner);
    expect(errors.join()).toMatch(
      /settings.*mossvalleyclimbers\/1.*community_revisions.*updateCutoffDays/,
    );
    expect(errors.join()).not.toContain(confidential);
  }
  expect(await appeals(stage, "PondPoet")).toMatchObject([{ state: "forwarded" }]);
  expect((await said(stage, id)).filter(({ by }) => by === "bot")).toEqual([]);
});

test("a place in the moderation log that cannot be read is told, and the log followed anew", async () => {
  const stage = await openStage();
  const before = await contestedBan(stage, "BogTrotter");
  await stage.pass("recent");
  await stage.database.pool.query("update moderation_log_positions set followed_since = $1", [
    JSON.stringify({ [community.subreddit.toLowerCase()]: confidential }),
  ]);
  const after = await contestedBan(stage, "PondPoet");
  const running = startBot(["recent"], { ...stage.env, APPEALMOD_BAN_LOG_INTERVAL: "1" });
  await awaitInvite(stage, after.redditor, after.id);
  await before.redditor.unban();
  await awaitUntil("the unban noticed", async () => {
    const [appeal] = await appeals(stage, "BogTrotter");
    return appeal?.outcome === "granted";
  });
  running.kill("SIGTERM");
  await running.ended;
  const errors = running.events.filter(({ level }) => level === "error");
  expect(errors).toMatchObject([
    {
      event: "ban-log-position-unreadable",
      message: expect.stringMatching(/followed_since.*appealmodbot.*moderation_log_positions/),
    },
  ]);
  expect(JSON.stringify(running.events)).not.toContain(confidential);
});
