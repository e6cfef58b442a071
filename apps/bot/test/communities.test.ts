import { describe, expect, test } from "vitest";
import { isArchived, meet } from "./appellant.ts";
import { awaitUntil } from "./await-until.ts";
import { type BotProcess, type LogLine, runBot, startBot } from "./bot-process.ts";
import { countOf } from "./records.ts";
import { community, type OnEnd, openStage, type Stage } from "./stage.ts";
import { awaitInvite } from "./story.ts";

const { bot: name } = community;
const other = "MossValleyClimbers";
const all = ["mail", "access"] as const;
const both = {
  APPEALMOD_SUBREDDITS: `${community.subreddit},${other}`,
  APPEALMOD_RECENT_POLL_INTERVAL: "0.1",
  APPEALMOD_DIALOGUE_UPDATE_INTERVAL: "0.3",
};

/** An installation that serves two communities; the bot is a moderator of both. */
async function twoCommunities(onEnd?: OnEnd): Promise<Stage> {
  const stage = await openStage(both, onEnd);
  await stage.control.createSubreddit({
    name: other,
    moderators: [{ name: "CragWarden" }, { name, permissions: [...all] }],
  });
  return stage;
}

async function contested(stage: Stage, subreddit: string, redditorName: string) {
  const redditor = await meet(stage, redditorName, subreddit);
  await redditor.ban();
  return { redditor, id: await redditor.appeal() };
}

function about(bot: BotProcess, event: string): readonly LogLine[] {
  return bot.events.filter((line) => line.event === event);
}

/** Long enough for trouble to be told again by every pass, if that is what happens. */
async function awaitPasses(stage: Stage, count: number): Promise<void> {
  const looks = async () => (await stage.control.requests()).byEndpoint["modmail.list"] ?? 0;
  const before = await looks();
  await awaitUntil(`${count} passes`, async () => (await looks()) >= before + count);
}

describe("a community that the bot cannot serve is named once with its cure, while others are served", () => {
  test.concurrent.for<[string, (stage: Stage) => Promise<unknown>, RegExp]>([
    [
      "without being its moderator",
      ({ control }) => control.removeModerator({ subreddit: other, name }),
      /no moderator of r\/MossValleyClimbers.*invite/,
    ],
    [
      "without the permission mail",
      ({ control }) => control.setModerator({ subreddit: other, name, permissions: ["access"] }),
      /lacks the permission mail in r\/MossValleyClimbers.*Mod Tools/,
    ],
    [
      "without the permission access",
      ({ control }) => control.setModerator({ subreddit: other, name, permissions: ["mail"] }),
      /lacks the permission access in r\/MossValleyClimbers.*Mod Tools/,
    ],
  ])("%s", async ([what, lose, cure], { onTestFinished }) => {
    const stage = await twoCommunities(onTestFinished);
    const bot = startBot([], stage.env, onTestFinished);
    const before = await contested(stage, other, "ScreeSlider");
    await awaitInvite(stage, before.redditor, before.id);

    await lose(stage);
    const lost = await contested(stage, other, "LedgeLounger");
    const trouble = await bot.told("community-in-trouble");
    expect(trouble).toMatchObject({ level: "warn", subreddit: other });
    const served = await contested(stage, community.subreddit, "BogTrotter");
    await awaitInvite(stage, served.redditor, served.id);
    await awaitUntil("the trouble with its cure", async () =>
      about(bot, "community-in-trouble").some(({ message }) => cure.test(message)),
    );
    const toldSoFar = about(bot, "community-in-trouble").length;
    await awaitPasses(stage, 12);
    expect(about(bot, "community-in-trouble")).toHaveLength(toldSoFar);
    expect(about(bot, "communities-refused").length).toBeLessThanOrEqual(1);
    expect(about(bot, "community-mended")).toEqual([]);
    // Who is banned, the log tells without the permission to see the list of bans.
    if (what === "without the permission access") await awaitInvite(stage, lost.redditor, lost.id);
    else expect(await lost.redditor.links()).toEqual([]);

    // Served as soon as the permission is back, what came meanwhile first of all.
    await stage.control.setModerator({ subreddit: other, name, permissions: [...all] });
    await bot.told("community-mended");
    await awaitInvite(stage, lost.redditor, lost.id);
    expect(await countOf(stage, "communities where trouble is not null")).toBe(0);
    bot.kill("SIGTERM");
    expect(await bot.ended).toMatchObject({ code: 0, stderr: "" });
  });
});

test("the only community, lost: a pass ends with its name, a running bot goes on and says so once", async () => {
  const { APPEALMOD_RECENT_POLL_INTERVAL, APPEALMOD_DIALOGUE_UPDATE_INTERVAL } = both;
  const stage = await openStage({
    APPEALMOD_RECENT_POLL_INTERVAL,
    APPEALMOD_DIALOGUE_UPDATE_INTERVAL,
  });
  const { subreddit } = community;
  const { redditor, id } = await contested(stage, subreddit, "BogTrotter");
  await stage.control.removeModerator({ subreddit, name });
  const once = await runBot(["recent", "--once"], stage.env);
  expect(once.code).toBe(1);
  expect(once.stderr).toMatch(/r\/PineLakeHikers cannot be served.*Moderators.*mail/);

  const bot = startBot([], stage.env);
  await bot.told("community-in-trouble");
  await awaitPasses(stage, 12);
  // Each reason once: a pass may fail for another one first.
  const failures = about(bot, "pass-failed").map(({ message }) => message);
  expect(failures.length).toBeGreaterThan(0);
  expect(failures).toEqual([...new Set(failures)]);
  expect(about(bot, "community-in-trouble")).toHaveLength(1);
  await stage.control.setModerator({ subreddit, name, permissions: [...all] });
  await bot.told("community-mended");
  await awaitInvite(stage, redditor, id);
  expect(about(bot, "pass-recovered")).toHaveLength(1);
});

test("the only community, under a name that Reddit cannot read: a pass ends with that reason", async () => {
  const stage = await openStage();
  await stage.control.addFault({ kind: "status", status: 400, endpoint: "modmail.list" });
  const ended = await runBot(["recent", "--once"], stage.env);
  expect(ended.code).toBe(1);
  expect(ended.stderr).toMatch(/r\/PineLakeHikers cannot be served\. Check .* name\. .*400/);
});

test("a community that joins later is looked through from its beginning", async () => {
  const stage = await twoCommunities();
  const APPEALMOD_SUBREDDITS = community.subreddit;
  const waiting = await contested(stage, other, "ScreeSlider");
  // More mail elsewhere than stands on a page of the listing.
  await stage.control.seedAppeals({ subreddit: community.subreddit, count: 130 });
  await stage.pass("recent", { APPEALMOD_SUBREDDITS });
  expect(await countOf(stage, "appeals")).toBe(130);
  expect(await waiting.redditor.links()).toEqual([]);
  await stage.pass("recent");
  expect(await waiting.redditor.links()).toHaveLength(1);
  expect(await isArchived(stage, waiting.id)).toBe(true);
  expect(await countOf(stage, "appeals")).toBe(131);
});
