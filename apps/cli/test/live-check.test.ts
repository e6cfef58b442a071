import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRedditGateway } from "@appealmod/reddit";
import {
  awaitUntil,
  createBanStory,
  type Installation,
  startInstallation,
  submitForm,
} from "@appealmod/testing-installation";
import { afterAll, beforeAll, expect, it } from "vitest";
import { RedditSession } from "../src/live-check/reddit-session.ts";
import { runStep } from "../src/live-check/run-steps.ts";
import { type Check, steps } from "../src/live-check/steps.ts";
import { anInstallation, run, type Installation as Stored } from "./command-line.ts";

const browser = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
const soonMs = 300;

let dir: string;
let stored: Stored;
let running: Installation;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "appealmod-live-check-"));
  stored = await anInstallation({}, "file");
  running = await startInstallation({
    dataDir: dir,
    settings: {
      APPEALMOD_DATABASE_URL: stored.url,
      APPEALMOD_BAN_LOG_INTERVAL: "1",
      APPEALMOD_LOG_DIR: join(dir, "logs"),
    },
  });
  for (const name of ["soggy_socks", "wet_boots"]) await running.control.createRedditor({ name });
}, 120_000);

afterAll(async () => {
  await running?.stop();
  await stored?.end();
  await rm(dir, { recursive: true, force: true });
});

function player(name: string, password = `${name}-password`) {
  const { clientId, clientSecret } = running.demo;
  const agent = "linux:appealmod-live-check:1 (by /u/RangerOlive)";
  return {
    ...{ username: name, password, user_agent: agent },
    ...{ client_id: clientId, client_secret: clientSecret },
  };
}

function aCheck(): Check {
  const { demo, redditUrl, webUrl } = running;
  const session = (name: string, password?: string) =>
    new RedditSession(player(name, password), redditUrl);
  return {
    ...{ subreddit: demo.subreddit, webUrl, database: stored.database, browser },
    bot: createRedditGateway({
      credentials: {
        ...{ clientId: demo.clientId, clientSecret: demo.clientSecret },
        ...{ username: demo.bot.name, password: demo.bot.password },
        userAgent: "linux:appealmod-live-check:1 (by /u/RangerOlive)",
      },
      baseUrl: redditUrl,
    }),
    moderator: session("RangerOlive"),
    redditor: session("soggy_socks"),
    withinMs: 30_000,
    beganAt: new Date(Date.now() - 10_000),
  };
}

it("is red at each step that is broken on purpose, and says why, and green once it is mended", {
  timeout: 120_000,
}, async () => {
  const { control, demo, redditUrl, bot } = running;
  const { subreddit } = demo;
  const check = aCheck();
  const as = (wrong: Partial<Check>) => async () => wrong;
  const nothing = async () => ({});
  const fails = (endpoint: string, status: number) => async () => {
    await control.addFault({ kind: "status", endpoint, status });
    return {};
  };
  const moderatorMay = (permissions: ("all" | "mail")[]) => async () => {
    await control.setModerator({ subreddit, name: "RangerOlive", permissions });
    return {};
  };
  const signal = (name: NodeJS.Signals) => async () => {
    process.kill(bot.pid, name);
    return {};
  };
  const mend = async () => {
    await control.clearFaults();
    await moderatorMay(["all"])();
  };
  const somebody = new RedditSession(player("RangerOlive", "not it"), redditUrl);
  const lacking = moderatorMay(["mail"]);
  const elsewhere = as({ webUrl: "https://elsewhere.example" });
  const unknown = as({ appealId: "00000000-0000-4000-8000-000000000000" });
  const deadLink = as({ link: `${running.webUrl}/form/${"x".repeat(43)}` });
  // What breaks a step before it runs, what it says then, and what happens before it is mended.
  const broken: Readonly<Record<string, readonly [() => Promise<Partial<Check>>, RegExp]>> = {
    "log-in": [as({ moderator: somebody }), /login of u\/RangerOlive was refused.*two accounts/],
    "clean-up": [lacking, /unfriend: .*403.*permission access/],
    contribute: [fails("posts.submit", 500), /submit: .*500.*may the account post there/],
    ban: [lacking, /friend: .*403.*permission access/],
    notice: [as({ subreddit: "Elsewhere" }), /no ban message in the redditor's inbox.*took part/],
    appeal: [fails("inbox.reply", 403), /comment: .*403.*muted/],
    record: [nothing, /no appeal is recorded.*Does the bot run/],
    "form-row": [unknown, /is gone/],
    invite: [elsewhere, /no message with https:\/\/elsewhere.example\/form\/.*web_url/],
    archive: [nothing, /it is not archived.*permission mail/],
    form: [deadLink, /The form at the link answered 404.*reached at web_url/],
    final: [nothing, /the thanks were not sent.*Does the bot run/],
    note: [nothing, /no private note with the answers/],
    unarchive: [nothing, /it is still archived.*permission mail/],
    unban: [lacking, /unfriend: .*403/],
    outcome: [nothing, /the appeal is not granted.*moderation log/],
    "tidy-up": [fails("posts.del", 500), /del: .*500.*by hand/],
  };
  // What a step can only show as broken if it is so before the one before it is mended.
  const beforehand: Readonly<Record<string, () => Promise<unknown>>> = {
    appeal: signal("SIGSTOP"),
    form: signal("SIGSTOP"),
    unban: signal("SIGSTOP"),
  };
  const afterRed: Readonly<Record<string, () => Promise<unknown>>> = {
    record: async () => {
      await fails("modmail.archive", 500)();
      await signal("SIGCONT")();
    },
    unarchive: signal("SIGCONT"),
    outcome: signal("SIGCONT"),
  };
  expect(Object.keys(broken)).toEqual(steps.map(({ id }) => id));
  // While the bot stands still, what comes of the form fails one after the other.
  // The archiving fails from the appeal on, until its own step has shown it.
  const staysBroken = new Set(["record", "form-row", "invite"]);
  const waitsForBot = new Set(["final", "note", "unarchive"]);
  for (const step of steps) {
    const [breaks, reason] = broken[step.id] ?? [nothing, /never/];
    const wrong = { ...check, withinMs: soonMs, ...(await breaks()) };
    const red = await runStep(step, wrong);
    expect(`${step.id}: ${red.failure}`).toMatch(reason);
    if (!staysBroken.has(step.id)) await mend();
    await beforehand[step.id]?.();
    await afterRed[step.id]?.();
    if (waitsForBot.has(step.id) && step.id !== "unarchive") continue;
    if (step.id === "unarchive")
      for (const each of steps.filter(({ id }) => waitsForBot.has(id)))
        expect(await runStep(each, check), each.id).toMatchObject({ failure: null });
    else expect(await runStep(step, check), step.id).toMatchObject({ failure: null });
  }
});

it("is green where everything works", { timeout: 60_000 }, async () => {
  const accounts = join(dir, "live-check.yaml");
  const players = { moderator: player("RangerOlive"), redditor: player("wet_boots") };
  await writeFile(accounts, JSON.stringify(players), { mode: 0o600 });
  const settings = Object.fromEntries(
    Object.entries(running.env).filter(([name]) => name.startsWith("APPEALMOD_")),
  ) as Record<string, string>;
  const ran = await run(
    ["live-check", running.demo.subreddit, "--accounts", accounts, "--browser", browser, "--yes"],
    settings,
  );
  expect(ran).toMatchObject({ code: 0, stderr: "" });
  expect(ran.stdout.trimEnd().split("\n")).toHaveLength(steps.length);
  expect(ran.stdout).not.toContain("FAIL");
  const [moderator, redditor] = [players.moderator.password, players.redditor.password];
  for (const secret of [moderator, redditor]) expect(ran.stdout).not.toContain(secret);
});

it("goes on where a backup ended once it is restored, and the bot says nothing twice", {
  timeout: 60_000,
}, async () => {
  const { control, demo, env } = running;
  const settings = Object.fromEntries(
    Object.entries(env).filter(([name]) => name.startsWith("APPEALMOD_")),
  ) as Record<string, string>;
  const words = (conversationId: string) =>
    control
      .conversation(conversationId)
      .then(({ messages }) => messages.filter(({ author }) => author === demo.bot.name).length);
  const isInvited = async (name: string) => {
    const { rows } = await stored.database.pool.query(
      "select 1 from appeals where username_key = $1 and state = 'invited'",
      [name],
    );
    return rows.length === 1;
  };
  const taken = await run(["backup", "backups", "--json"], settings, dir);
  const { dir: backup } = JSON.parse(taken.stdout) as { readonly dir: string };
  const story = createBanStory(running, "lost_soul");
  await story.ban();
  const conversationId = await story.appeal();
  const link = await story.readInvite();
  await awaitUntil("the invitation settled", () => isInvited("lost_soul"));
  await running.bot.stop();
  const restored = await run(["restore", backup, "--yes", "--replace"], settings, dir);
  expect(restored).toMatchObject({ code: 0, stderr: "" });
  expect(await isInvited("lost_soul")).toBe(false);
  await running.startBot();
  await awaitUntil("the appeal is here again", () => isInvited("lost_soul"));
  expect(await words(conversationId)).toBe(1);
  expect((await submitForm(link)).status).toBe(200);
  await story.readNote();
  await story.awaitReturn();
  expect(await words(conversationId)).toBe(3);
});

it.each([
  [["live-check", "A1"], /Which accounts\?/],
  [["live-check", "A1", "--accounts", "x"], /--yes/],
])("refuses %j", async (argv, sentence) => {
  const { code, stderr } = await run(argv, {});
  expect(stderr).toMatch(sentence);
  expect(code).toBe(2);
});
