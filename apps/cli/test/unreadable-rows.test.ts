import { someAnswers } from "@appealmod/core/testing";
import { serveCommunities } from "@appealmod/db";
import { configureCommunity } from "@appealmod/db/testing";
import { expect, it } from "vitest";
import { anInstallation } from "./command-line.ts";
import { anAppeal, invite, submit } from "./stored-appeals.ts";

const confidential = "what somebody wrote in confidence";

it("lists go on without a row that cannot be read, and name it", async () => {
  const { appealmod, database } = await anInstallation();
  await serveCommunities(database, ["PineLakeHikers", "BirdCalls"]);
  const broken = await anAppeal(database, { username: "muddy_boots" });
  const sound = await anAppeal(database, { username: "quiet_one" });
  for (const { appeal, token } of [broken, sound]) {
    await submit(database, token, someAnswers);
    await invite(database, appeal, null);
  }
  const { pool } = database;
  await configureCommunity(database, "BirdCalls", { settings: { reminderCap: 2 } });
  await pool.query(
    `update community_revisions set settings = $1 where subreddit_key = 'birdcalls'`,
    [JSON.stringify({ reminderCap: confidential })],
  );
  await pool.query("update main_ban_appeal_data set answers = $1 where appeal_id = $2", [
    JSON.stringify([confidential]),
    broken.appeal.id,
  ]);
  await pool.query("update actions set action = $1 where appeal_id = $2", [
    JSON.stringify({ kind: confidential }),
    broken.appeal.id,
  ]);

  const listed = await appealmod("communities");
  expect(listed).toMatchObject({ code: 0, stdout: expect.stringContaining("r/PineLakeHikers") });
  expect(listed.stderr).toMatch(/settings.*row birdcalls\/1.*community_revisions.*reminderCap/);
  const exported = await appealmod("export", "--all", "--format", "json");
  expect(JSON.parse(exported.stdout)).toMatchObject([{ reddit_username: "quiet_one" }]);
  expect(exported.stderr).toMatch(new RegExp(`answers.*${broken.appeal.id}`));
  expect(exported.stderr).toMatch(/1 appeal\.\n.*1 appeal left out/);
  const status = await appealmod("status");
  expect(status).toMatchObject({ code: 0, stdout: expect.stringContaining("of_quiet_one") });
  expect(status.stderr).toMatch(/column action .*table actions/);
  for (const { stdout, stderr } of [listed, exported, status])
    expect(stdout + stderr).not.toContain(confidential);
});

it("a command about a row that cannot be read says which, without a stack", async () => {
  const { appealmod, database } = await anInstallation();
  const { appeal } = await anAppeal(database, { username: "muddy_boots" });
  await database.pool.query("update main_ban_appeal_data set answers = '[]' where appeal_id = $1", [
    appeal.id,
  ]);
  const shown = await appealmod("appeal", appeal.id);
  expect(shown).toMatchObject({ code: 1, stdout: "" });
  expect(shown.stderr).toMatch(/column answers .* table main_ban_appeal_data/);
  expect(shown.stderr).not.toMatch(/^\s+at /m);
});
