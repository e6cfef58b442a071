import { serveCommunities } from "@appealmod/db";
import { expect, it } from "vitest";
import { anInstallation } from "./command-line.ts";

it("fills an empty installation, once; its public numbers are listed and corrected", async () => {
  const { appealmod, database } = await anInstallation();
  const { code, stderr } = await appealmod("demo-data", "--appeals", "120", "--seed", "4");
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: "120 draws with what came before and after them, of seed 4.\n",
  });
  const { rows } = await database.pool.query("select count(*)::int as n from group_assignments");
  expect(rows).toEqual([{ n: 120 }]);
  const { stdout: refused } = await appealmod("report", "_demo_lakes");
  expect(refused).toBe("");
  await appealmod("community", "_demo_lakes", "set", "transparencyReport=yes");
  const listed = await appealmod("report", "_demo_lakes", "--json");
  const month = JSON.parse(listed.stdout).reports.at(-1).month.slice(0, 7);
  const reason = "Bans were missing.";
  expect((await appealmod("report", "_demo_lakes", "correct", month)).code).toBe(2);
  expect((await appealmod("report", "_demo_lakes", "correct", "2001-01", reason)).code).toBe(1);
  const corrected = await appealmod("report", "_demo_lakes", "correct", month, reason);
  expect(corrected.stdout).toBe(`Version 2 of ${month} is published.\n`);
  expect((await appealmod("report", "_demo_lakes")).stdout).toMatch(
    new RegExp(`${month} +2 .*${reason}`),
  );
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
