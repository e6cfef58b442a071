import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isArchived } from "./appellant.ts";
import { awaitUntil } from "./await-until.ts";
import { runBot, startBot } from "./bot-process.ts";
import { community, openStage, type Settings, type Stage } from "./stage.ts";
import { awaitInvite, contestedBan } from "./story.ts";
import { authors, contestedIn, openTwoAccounts, second, secondAccount } from "./two-accounts.ts";

const quick = {
  APPEALMOD_RECENT_POLL_INTERVAL: "0.2",
  APPEALMOD_DIALOGUE_UPDATE_INTERVAL: "0.5",
};

async function tokenOf(stage: Stage, name: string): Promise<string> {
  const clientId = stage.env.APPEALMOD_CLIENT_ID ?? "";
  const { refreshToken } = await stage.control.issueToken({ name, clientId, permanent: true });
  if (!refreshToken) throw new Error("the simulator gave no refresh token");
  return refreshToken;
}

/** Whatever was written at Reddit, by anybody's API. */
async function writes(stage: Stage): Promise<number> {
  const { byEndpoint } = await stage.control.requests();
  const isWrite = (endpoint: string) => /^modmail\.(reply|archive|unarchive)/.test(endpoint);
  return Object.entries(byEndpoint).reduce(
    (sum, [endpoint, count]) => sum + (isWrite(endpoint) ? count : 0),
    0,
  );
}

describe("a refresh token of another account than reddit_username", () => {
  test.concurrent.for([[[]], [["recent"]], [["started"]], [["--once"]]])(
    "ends the bot before it does anything: %s",
    async ([args = []], { onTestFinished }) => {
      const stage = await openStage(quick, onTestFinished);
      await contestedBan(stage);
      const token = await tokenOf(stage, community.moderator);
      const env = { ...stage.env, APPEALMOD_REFRESH_TOKEN: token };
      const ended = await runBot(args, env, onTestFinished);
      expect(ended.code).toBe(2);
      expect(ended.stderr).toMatch(
        /u\/RangerOlive.*refresh_token.*reddit_username.*u\/AppealModBot/s,
      );
      expect(ended.stderr).not.toMatch(/^\s+at /m);
      expect(ended.stderr + ended.stdout).not.toContain(token);
      expect(await writes(stage)).toBe(0);
    },
  );

  test.concurrent("keeps a further account from all that it would do, and no other", async ({
    onTestFinished,
  }) => {
    const stage = await openTwoAccounts(quick, onTestFinished);
    const refresh_token = await tokenOf(stage, community.moderator);
    const account = secondAccount({ refresh_token, client_id: stage.env.APPEALMOD_CLIENT_ID });
    const client_secret = stage.env.APPEALMOD_CLIENT_SECRET;
    const APPEALMOD_ACCOUNTS = JSON.stringify([{ ...account, client_secret }]);
    const lost = await contestedIn(stage, second.subreddit, "ScreeSlider");
    const bot = startBot([], { ...stage.env, APPEALMOD_ACCOUNTS }, onTestFinished);
    const told = await bot.told("account-refused");
    expect(told.message).toMatch(/u\/RangerOlive.*refresh_token.*u\/BirdCallsBot/);
    const served = await contestedIn(stage, community.subreddit, "BogTrotter");
    await awaitInvite(stage, served.redditor, served.id);
    expect(await authors(stage, lost.id)).toEqual(["CragWarden", "ScreeSlider"]);
    expect(bot.events.filter(({ event }) => event === "account-refused")).toHaveLength(1);
    // The answer will not change: Reddit is asked once who it is.
    const asked = await stage.control.requests({ account: community.moderator });
    expect(asked.total).toBe(1);
    bot.kill("SIGTERM");
    const ended = await bot.ended;
    expect(ended.code).toBe(0);
    expect(ended.stdout + ended.stderr).not.toContain(refresh_token);
  });

  test.concurrent("is none where the names differ in capitals only", async ({ onTestFinished }) => {
    const stage = await openStage({ APPEALMOD_REDDIT_USERNAME: "u/appealmodBOT" }, onTestFinished);
    const { id } = await contestedBan(stage);
    const token = await tokenOf(stage, community.bot);
    await stage.pass("recent", { APPEALMOD_REFRESH_TOKEN: token });
    expect(await isArchived(stage, id)).toBe(true);
    expect(await authors(stage, id)).toEqual([community.moderator, "BogTrotter", community.bot]);
  });
});

test.concurrent("the bot's name is taken without its prefix, whoever wrote it so", async ({
  onTestFinished,
}) => {
  const settings: Settings = {
    ...quick,
    APPEALMOD_REDDIT_USERNAME: "https://www.reddit.com/user/AppealModBot/",
    APPEALMOD_SUBREDDITS: "/r/PineLakeHikers/",
  };
  const stage = await openStage(settings, onTestFinished);
  const { redditor, id } = await contestedBan(stage);
  const bot = startBot([], stage.env, onTestFinished);
  await awaitInvite(stage, redditor, id);
  bot.kill("SIGTERM");
  const { stdout } = await bot.ended;
  expect(stdout).not.toMatch(/u\/(?:u\/|https)/);
});

describe("a site that nobody reaches", () => {
  const real: Settings = { APPEALMOD_REDDIT_URL: undefined, APPEALMOD_WEB_URL: undefined };

  test.concurrent.for<[string, Settings]>([
    ["by default", real],
    ["on this machine", { ...real, APPEALMOD_WEB_URL: "http://127.0.0.1:3000" }],
    ["with a reddit_url elsewhere", { ...real, APPEALMOD_REDDIT_URL: "https://reddit.invalid" }],
  ])("%s, and Reddit itself: the bot does not start", async ([, settings], { onTestFinished }) => {
    const stage = await openStage(settings, onTestFinished);
    const ended = await runBot([], stage.env, onTestFinished);
    expect(ended).toMatchObject({ code: 2, stdout: "" });
    expect(ended.stderr).toMatch(/web_url.*APPEALMOD_WEB_URL.*public address/);
    expect(ended.stderr).toContain("debug: true");
    expect(ended.stderr).not.toMatch(/^\s+at /m);
  });

  test.concurrent("is a warning in a dry run, and so is what the start finds on this machine", async ({
    onTestFinished,
  }) => {
    const stage = await openStage(
      { ...real, APPEALMOD_REDDIT_URL: "https://reddit.invalid", APPEALMOD_DEBUG: "true" },
      onTestFinished,
    );
    const logDir = join(stage.dataDir, "log-of-many");
    await mkdir(logDir);
    await writeFile(join(logDir, "somebody-else's"), "");
    await chmod(logDir, 0o755);
    const env = { ...stage.env, APPEALMOD_LOG_DIR: logDir };
    const bot = startBot(["recent"], env, onTestFinished);
    const told = await bot.told("site-out-of-reach");
    expect(told).toMatchObject({ level: "warn", message: expect.stringContaining("web_url") });
    expect(await bot.told("startup-finding")).toMatchObject({
      level: "warn",
      message: expect.stringMatching(`^${logDir} can be read by others .* chmod 0700`),
    });
    await bot.told("runner-started");
    bot.kill("SIGTERM");
    expect(await bot.ended).toMatchObject({ code: 0 });
  });
});

test.concurrent("a quarantined community is told with the way in, and served once the bot has opted in", async ({
  onTestFinished,
}) => {
  const stage = await openStage(quick, onTestFinished);
  const { subreddit } = community;
  await stage.control.setQuarantine({ subreddit, message: "Be careful." });
  const bot = startBot([], stage.env, onTestFinished);
  const told = await bot.told("community-in-trouble");
  expect(told.message).toMatch(/r\/PineLakeHikers is quarantined.*Log in.*quarantine_optin/);
  expect(told.message).not.toMatch(/private|Be careful/);
  const { accessToken } = await stage.control.issueToken({
    name: community.bot,
    clientId: stage.env.APPEALMOD_CLIENT_ID ?? "",
  });
  const optIn = await fetch(new URL("/api/quarantine_optin", stage.reddit.url), {
    method: "POST",
    redirect: "manual",
    headers: { authorization: `bearer ${accessToken}`, "user-agent": "test" },
    body: new URLSearchParams({ sr_name: subreddit }),
  });
  expect(optIn.status).toBe(302);
  await bot.told("community-mended");
  const { redditor, id } = await contestedBan(stage);
  await awaitInvite(stage, redditor, id);
  await awaitUntil("an archived conversation", () => isArchived(stage, id));
  bot.kill("SIGTERM");
  expect(await bot.ended).toMatchObject({ code: 0, stderr: "" });
});
