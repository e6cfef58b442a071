import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findForm, serveCommunities } from "@appealmod/db";
import { startRedditSimulator } from "@appealmod/reddit-simulator";
import { expect, it, onTestFinished } from "vitest";
import { anInstallation } from "./command-line.ts";
import { anAppeal, invite } from "./stored-appeals.ts";

async function folder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "appealmod-cli-"));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

it("takes a link out of force, and has another one sent when told so", async () => {
  const { appealmod, database } = await anInstallation();
  const { appeal, token } = await anAppeal(database, { username: "muddy_boots" });
  await invite(database, appeal, "m2");
  expect(await findForm(database, token)).not.toBeNull();
  const revoked = await appealmod("link", "revoke", appeal.id);
  expect(revoked).toMatchObject({ code: 0, stderr: "" });
  expect(await findForm(database, token)).toBeNull();
  expect((await appealmod("link", "revoke", appeal.id)).stderr).toContain(
    "no link that is in force",
  );
  const renewed = await appealmod("link", "renew", appeal.id);
  expect(renewed.stdout).toContain("The bot sends u/muddy_boots a new one");
  for (const args of [["link"], ["link", "renw", "3f2a"], ["link", "renew"], ["replay"]])
    expect((await appealmod(...args)).code).toBe(2);
});

it("deletes what is kept no longer, once it is told that there is no way back", async () => {
  const dir = await folder();
  const settings = { APPEALMOD_DATA_DIR: dir, APPEALMOD_LOG_DIR: dir };
  const { appealmod, database } = await anInstallation(settings);
  const { appeal } = await anAppeal(database, { username: "muddy_boots" });
  await database.pool.query(
    "update appeals set state = 'closed', outcome = 'none', closed_at = now() - interval '3 years' where id = $1",
    [appeal.id],
  );
  expect((await appealmod("retention", "run")).code).toBe(2);
  const ran = await appealmod("retention", "run", "--yes", "--json");
  expect(JSON.parse(ran.stdout)).toEqual({ appeals: 1, signUps: 0, purged: 0 });
});

it("shows what would be decided about a conversation, and changes nothing", async () => {
  const simulator = await startRedditSimulator();
  onTestFinished(() => simulator.close());
  const { control } = simulator;
  const demo = await control.seedDemo();
  const { appealmod, database } = await anInstallation({
    APPEALMOD_REDDIT_URL: simulator.url,
    APPEALMOD_REDDIT_USERNAME: demo.bot.name,
    APPEALMOD_REDDIT_PASSWORD: demo.bot.password,
    APPEALMOD_CLIENT_ID: demo.clientId,
    APPEALMOD_CLIENT_SECRET: demo.clientSecret,
    APPEALMOD_USER_AGENT: "linux:appealmod-test:1 (by /u/AppealModBot)",
    APPEALMOD_WEB_URL: "https://appeals.example.org",
    APPEALMOD_DATA_DIR: await folder(),
  });
  const { subreddit } = demo;
  await serveCommunities(database, [subreddit]);
  await control.createRedditor({ name: "soggy_socks" });
  await control.ban({ subreddit, name: "soggy_socks", note: "left rubbish", message: "Rubbish." });
  const wrote = { name: "soggy_socks", subreddit, text: "Why was I banned?" };
  const { conversationId } = await control.replyToBanNotice(wrote);
  const counts = async () => {
    const { rows } = await database.pool.query(
      "select (select count(*) from events) as events, (select count(*) from actions) as actions, (select count(*) from appeals) as appeals, (select count(*) from bans) as bans",
    );
    return { rows, messages: (await control.conversation(conversationId)).messages.length };
  };
  const before = await counts();
  const ran = await appealmod("replay", `https://mod.reddit.com/mail/all/${conversationId}`);
  expect(ran).toMatchObject({ code: 0, stderr: "" });
  expect(ran.stdout).toMatch(/^rule +eligible$/m);
  expect(ran.stdout).toMatch(/^would do +draw-group, open, invite, archive:invite$/m);
  const { stdout } = await appealmod("replay", conversationId, "--json");
  expect(JSON.parse(stdout)).toMatchObject({ decision: { reason: "eligible" } });
  expect(await counts()).toEqual(before);
  expect((await appealmod("replay", "zzzzz")).stderr).toContain(
    "Reddit knows no conversation zzzzz",
  );
});
