import { serveCommunities } from "@appealmod/db";
import { expect, it } from "vitest";
import { anInstallation } from "./command-line.ts";

it("fills an empty installation, once", async () => {
  const { appealmod, database } = await anInstallation();
  const { code, stderr } = await appealmod("demo-data", "--appeals", "120", "--seed", "4");
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: "120 draws with what came before and after them, of seed 4.\n",
  });
  const { rows } = await database.pool.query("select count(*)::int as n from group_assignments");
  expect(rows).toEqual([{ n: 120 }]);
  const again = await appealmod("demo-data", "--appeals", "120");
  expect(again.code).toBe(1);
  expect(again.stderr).toContain("Give an empty database as database_url");
});

it("is refused where a real community is served", async () => {
  const { appealmod, database } = await anInstallation();
  await serveCommunities(database, ["PineLakeHikers"]);
  const { code, stderr } = await appealmod("demo-data", "--appeals", "10");
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringContaining("Communities are served"),
  });
});

it.each(["0", "-1", "1e3", "ten", "99999999999"])("takes no %j for a number", async (written) => {
  const { appealmod } = await anInstallation();
  const { code, stderr } = await appealmod("demo-data", `--appeals=${written}`);
  expect(code).toBe(2);
  expect(stderr).toContain("--appeals takes a whole number from 1 to");
});

it("lists a community's public numbers, and corrects a month of them", async () => {
  const { appealmod, database } = await anInstallation();
  const sub = "PineLakeHikers";
  await serveCommunities(database, [sub]);
  await database.pool.query(
    `insert into bans (subreddit, subreddit_key, username, username_key, banned_at, permanence,
      source, is_in_log, checked_at)
    values ('PineLakeHikers', 'pinelakehikers', 'muddy_boots', 'muddy_boots',
      now() - interval '70 days', 'permanent', 'log', true, now())`,
  );
  expect((await appealmod("report", sub)).stderr).toContain("publishes no numbers");
  await appealmod("community", sub, "set", "transparencyReport=yes");
  const listed = await appealmod("report", sub, "--json");
  const month = JSON.parse(listed.stdout).reports.at(-1).month.slice(0, 7);
  const reason = "Bans were missing.";
  expect((await appealmod("report", sub, "correct", month)).code).toBe(2);
  expect((await appealmod("report", sub, "correct", "2001-01", reason)).code).toBe(1);
  const corrected = await appealmod("report", sub, "correct", month, reason);
  expect(corrected.stdout).toBe(`Version 2 of ${month} is published.\n`);
  expect((await appealmod("report", sub)).stdout).toMatch(new RegExp(`${month} +2 .*${reason}`));
});
