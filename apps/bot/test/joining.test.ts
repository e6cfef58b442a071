import { findCommunity, findDryRun } from "@appealmod/db";
import { enqueue } from "@appealmod/jobs";
import { dryRunCommunity, joinCommunity, pauseCommunity, signIn } from "@appealmod/use-cases";
import { expect, test } from "vitest";
import { notes, speakers } from "./appellant.ts";
import { community, openStage, type Settings, type Stage } from "./stage.ts";
import { contestedBan } from "./story.ts";

const subreddit = "MossValleyClimbers";
const bot = "AppealModBot";

/** A community whose moderator has asked for the bot to come. */
async function asked(settings: Settings = {}): Promise<Stage> {
  const stage = await openStage(settings);
  await stage.control.createSubreddit({ name: subreddit, moderators: [{ name: "CragWarden" }] });
  await askAgain(stage);
  return stage;
}

async function askAgain(stage: Stage): Promise<void> {
  const who = { redditorId: "t2_warden", username: "CragWarden" };
  const at = stage.now();
  const moderated = [{ subreddit, permissions: ["all"] }];
  await signIn(stage, { ...who, moderated, userAgent: "", at });
  await joinCommunity(stage, { kind: "moderator", ...who }, { subreddit, at });
}

const standing = async (stage: Stage) => {
  const record = await findCommunity(stage.database, subreddit);
  return { isServed: record?.isServed, trouble: record?.trouble };
};

const isModerator = async ({ control }: Stage) => {
  const log = JSON.stringify(await control.moderationLog(subreddit));
  return log.includes("acceptmoderatorinvite");
};

test("the bot says that it is not invited yet, accepts the invitation, and begins", async () => {
  const stage = await asked();
  await stage.pass("started");
  expect(await standing(stage)).toEqual({
    isServed: false,
    trouble: `There is no invitation for u/${bot} to moderate r/${subreddit} yet.`,
  });
  await stage.control.inviteModerator({
    subreddit,
    name: bot,
    permissions: ["access", "mail"],
  });
  await askAgain(stage);
  await stage.pass("started");
  expect(await standing(stage)).toEqual({ isServed: true, trouble: null });
  expect(await isModerator(stage)).toBe(true);
});

test("invited with too few permissions, it begins and names what is missing", async () => {
  const stage = await asked();
  await stage.control.inviteModerator({ subreddit, name: bot, permissions: ["mail"] });
  await stage.pass("started");
  const { isServed, trouble } = await standing(stage);
  expect(isServed).toBe(true);
  expect(trouble).toMatch(/lacks the permission access/);
});

test("where it was made a moderator by hand it begins without an invitation", async () => {
  const stage = await asked();
  await stage.control.setModerator({ subreddit, name: bot, permissions: ["all"] });
  await stage.pass("started");
  expect(await standing(stage)).toEqual({ isServed: true, trouble: null });
});

test("a dry run accepts nothing", async () => {
  const stage = await asked();
  await stage.control.inviteModerator({ subreddit, name: bot, permissions: ["all"] });
  await stage.pass("started", { APPEALMOD_DEBUG: "true" });
  expect(await isModerator(stage)).toBe(false);
  expect((await standing(stage)).isServed).toBe(false);
});

const operator = { kind: "operator", username: "root" } as const;

test("tells what it would have done about the last conversations, and does none of it", async () => {
  const stage = await openStage();
  const { id } = await contestedBan(stage);
  const subreddit = community.subreddit;
  await dryRunCommunity(stage, operator, { subreddit, at: stage.now() });
  await stage.pass("started");
  expect(await findDryRun(stage.database, subreddit)).toMatchObject({
    trouble: null,
    findings: [{ conversationId: id, step: "invite", reason: "eligible" }],
  });
  expect(await speakers(stage, id)).not.toContain("bot");
});

test("does nothing in a community that is paused, and loses nothing", async () => {
  const stage = await openStage();
  await stage.pass("started");
  const { redditor, id } = await contestedBan(stage);
  const pause = (isPaused: boolean) =>
    pauseCommunity(stage, operator, { subreddit: community.subreddit, isPaused, at: stage.now() });
  expect([await pause(true), await pause(true)]).toEqual([true, false]);
  await stage.pass("recent");
  expect(await speakers(stage, id)).not.toContain("bot");
  await pause(false);
  await stage.pass("recent");
  expect(await speakers(stage, id)).toContain("bot");
  await redditor.submit();
  await pause(true);
  await stage.pass("started");
  expect(await notes(stage, id)).toEqual([]);
  await pause(false);
  await stage.pass("started");
  expect(await notes(stage, id)).toHaveLength(1);
});

test("learns who was removed as a moderator of a community that is paused", async () => {
  const stage = await openStage();
  const { subreddit: paused } = community;
  const name = "MossWarden";
  await stage.control.createRedditor({ name });
  await stage.control.setModerator({ subreddit: paused, name, permissions: ["all"] });
  const readAnew = async () => {
    await enqueue(stage.database.pool, "refresh-subreddit", { subreddit: paused });
    await stage.pass("started");
  };
  const listed = async () => {
    const { rows } = await stage.database.pool.query<{ username: string }>(
      "select username from community_moderators where subreddit_key = lower($1)",
      [paused],
    );
    return rows.map(({ username }) => username);
  };
  await readAnew();
  expect(await listed()).toContain(name);
  await pauseCommunity(stage, operator, { subreddit: paused, isPaused: true, at: stage.now() });
  await stage.control.removeModerator({ subreddit: paused, name });
  await readAnew();
  expect(await listed()).not.toContain(name);
});
