import { assignAccount, serveCommunities } from "@appealmod/db";
import { startRedditSimulator } from "@appealmod/reddit-simulator";
import { expect, it, onTestFinished } from "vitest";
import { anInstallation } from "./command-line.ts";

async function aReddit() {
  const simulator = await startRedditSimulator();
  onTestFinished(() => simulator.close());
  const { control } = simulator;
  const demo = await control.seedDemo();
  const settings = {
    APPEALMOD_REDDIT_URL: simulator.url,
    APPEALMOD_REDDIT_USERNAME: demo.bot.name,
    APPEALMOD_REDDIT_PASSWORD: demo.bot.password,
    APPEALMOD_CLIENT_ID: demo.clientId,
    APPEALMOD_CLIENT_SECRET: demo.clientSecret,
    APPEALMOD_USER_AGENT: "linux:appealmod-test:1 (by /u/AppealModBot)",
  };
  return { control, demo, settings };
}

async function anInstallationAtReddit(more: Readonly<Record<string, string>> = {}) {
  const { settings, ...reddit } = await aReddit();
  return { ...reddit, ...(await anInstallation({ ...settings, ...more })) };
}

it("names the account, what it may do where, and what is left of the budget", async () => {
  const { appealmod, database, demo } = await anInstallationAtReddit();
  await serveCommunities(database, [demo.subreddit]);
  const { code, stdout, stderr } = await appealmod("check-reddit");
  expect(stdout).toContain("Logged in as u/AppealModBot.");
  expect(stdout).toMatch(/r\/PineLakeHikers +access, mail +All that the bot needs\./);
  expect(stdout).toMatch(/99\d requests are left until 20/);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).not.toContain(demo.bot.password);
});

it("ends with 1 and the cure where something is lacking", async () => {
  const { appealmod, control, demo } = await anInstallationAtReddit();
  const { subreddit, bot } = demo;
  await control.setModerator({ subreddit, name: bot.name, permissions: ["mail"] });
  await control.createSubreddit({ name: "BirdCalls" });
  await control.setModerator({ subreddit: "BirdCalls", name: "RangerOlive", permissions: ["all"] });
  const names = [`r/${subreddit}`, "BirdCalls", "NoSuchPlace"];
  const { code, stdout, stderr } = await appealmod("check-reddit", "--json", ...names);
  expect(JSON.parse(stdout)).toMatchObject({
    account: "AppealModBot",
    communities: [
      { subreddit, verdict: "lacking", permissions: ["mail"], explanation: /^Without access/ },
      { subreddit: "BirdCalls", verdict: "lacking", explanation: /no moderator: invite it/ },
      { subreddit: "NoSuchPlace", verdict: "lacking", explanation: /no community r\/NoSuchPlace/ },
    ].map(({ explanation, ...rest }) => ({
      ...rest,
      explanation: expect.stringMatching(explanation),
    })),
  });
  expect(stderr).toBe("Something is lacking in 3 of 3 communities.\n");
  expect(code).toBe(1);
});

it("proves the login also where no community is served yet", async () => {
  const right = await anInstallationAtReddit();
  const { code, stdout } = await right.appealmod("check-reddit");
  expect(stdout).toContain("No community is served yet");
  expect(code).toBe(0);
  const wrong = await anInstallationAtReddit({ APPEALMOD_REDDIT_PASSWORD: "not-the-password" });
  const refused = await wrong.appealmod("check-reddit");
  expect(refused).toMatchObject({ code: 2, stdout: "" });
  expect(refused.stderr).not.toContain("not-the-password");
});

it("names every setting that is missing before it asks Reddit", async () => {
  const { appealmod } = await anInstallation();
  const { code, stderr } = await appealmod("check-reddit");
  expect(stderr).toContain("client_id (or APPEALMOD_CLIENT_ID)");
  expect(code).toBe(2);
});

it("tells a refresh token of another account, and what that one may do", async () => {
  const { control, demo, settings } = await aReddit();
  const { clientId, subreddit } = demo;
  const issued = await control.issueToken({ name: "RangerOlive", clientId, permanent: true });
  const token = issued.refreshToken ?? "none was issued";
  const { appealmod } = await anInstallation({ ...settings, APPEALMOD_REFRESH_TOKEN: token });
  const { code, stdout, stderr } = await appealmod("check-reddit", subreddit);
  expect(stdout).toContain("Logged in as u/RangerOlive.");
  expect(stdout).toMatch(/r\/PineLakeHikers +all +All that/);
  expect(stderr).toContain("reddit_username says u/AppealModBot, and the login is u/RangerOlive's");
  expect(stderr).toMatch(/the bot refuses.*refresh_token/);
  expect(stdout + stderr).not.toContain(token);
  expect(code).toBe(1);
});

it("looks at each community with the account that serves it", async () => {
  const { control, demo, settings } = await aReddit();
  const accounts = [
    {
      reddit_username: "BirdCallsBot",
      reddit_password: "second-bot-password",
      client_id: "second-app",
      client_secret: "second-app-secret",
      user_agent: "linux:appealmod-test:1 (by /u/BirdCallsBot)",
      subreddits: ["BirdCalls"],
    },
  ];
  await control.createRedditor({ name: "BirdCallsBot", password: "second-bot-password" });
  await control.createApp({
    clientId: "second-app",
    clientSecret: "second-app-secret",
    type: "script",
  });
  await control.createSubreddit({
    name: "BirdCalls",
    moderators: [{ name: "CragWarden" }, { name: "BirdCallsBot", permissions: ["mail"] }],
  });
  const APPEALMOD_ACCOUNTS = JSON.stringify(accounts);
  const { appealmod, database } = await anInstallation({ ...settings, APPEALMOD_ACCOUNTS });
  await serveCommunities(database, [demo.subreddit, "OwlPellets"]);
  await assignAccount(database, "OwlPellets", "LostBot");
  const { code, stdout } = await appealmod("check-reddit");
  expect(stdout).toMatch(/Logged in as u\/AppealModBot\.[^L]*r\/PineLakeHikers +access, mail +All/);
  expect(stdout).toMatch(/Logged in as u\/BirdCallsBot\.[^L]*r\/BirdCalls +mail +Without access/);
  expect(stdout).toContain("r/OwlPellets is assigned to u/lostbot, which is none of the accounts");
  expect(code).toBe(1);

  const wrong = JSON.stringify(accounts.map((one) => ({ ...one, reddit_password: "old-one" })));
  const refused = await anInstallation({ ...settings, APPEALMOD_ACCOUNTS: wrong });
  const half = await refused.appealmod("check-reddit", "--json", demo.subreddit);
  expect(JSON.parse(half.stdout)).toMatchObject({
    accounts: [
      { account: "AppealModBot", communities: [{ verdict: "complete" }] },
      { account: "BirdCallsBot", refusal: expect.stringContaining("password") },
    ],
    astray: [],
  });
  expect(half).toMatchObject({ code: 1, stderr: "1 of 2 logins failed.\n" });
  expect(half.stdout).not.toContain("old-one");
});

it("is content with a name that differs in capitals or was written with u/", async () => {
  for (const name of ["u/AppealModBot", "https://www.reddit.com/user/appealmodbot/"]) {
    const { appealmod } = await anInstallationAtReddit({ APPEALMOD_REDDIT_USERNAME: name });
    const { code, stdout, stderr } = await appealmod("check-reddit", "PineLakeHikers");
    expect(stdout).toContain("Logged in as u/AppealModBot.");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  }
});

it("names the further account whose refresh token is another's", async () => {
  const { control, demo, settings } = await aReddit();
  const { clientId, clientSecret, subreddit } = demo;
  const issued = await control.issueToken({ name: "RangerOlive", clientId, permanent: true });
  const refresh_token = issued.refreshToken ?? "none was issued";
  const APPEALMOD_ACCOUNTS = JSON.stringify([
    {
      reddit_username: "BirdCallsBot",
      refresh_token,
      client_id: clientId,
      client_secret: clientSecret,
      user_agent: "linux:appealmod-test:1 (by /u/BirdCallsBot)",
    },
  ]);
  const { appealmod } = await anInstallation({ ...settings, APPEALMOD_ACCOUNTS });
  const { code, stdout, stderr } = await appealmod("check-reddit", subreddit);
  expect(stderr).toContain("reddit_username says u/BirdCallsBot, and the login is u/RangerOlive's");
  expect(stdout + stderr).not.toContain(refresh_token);
  expect(code).toBe(1);
});

it("tells a quarantined community and how to opt in, and a private one as what it is", async () => {
  const { appealmod, control, demo } = await anInstallationAtReddit();
  await control.setQuarantine({ subreddit: demo.subreddit, message: "Be careful." });
  const { code, stdout } = await appealmod("check-reddit", demo.subreddit);
  expect(stdout).toMatch(/r\/PineLakeHikers is quarantined.*Log in.*quarantine_optin/);
  expect(stdout).not.toMatch(/private|Be careful/);
  expect(code).toBe(1);
});

it("tells a site that nobody reaches before it asks Reddit", async () => {
  const { settings } = await aReddit();
  const { APPEALMOD_REDDIT_URL: _, ...rest } = settings;
  const elsewhere = { ...rest, APPEALMOD_REDDIT_URL: "https://reddit.invalid" };
  const { appealmod } = await anInstallation(elsewhere);
  const { code, stderr } = await appealmod("check-reddit", "PineLakeHikers");
  expect(stderr).toMatch(/^web_url is http:\/\/localhost:3000.*APPEALMOD_WEB_URL/);
  expect(code).toBe(1);
});
