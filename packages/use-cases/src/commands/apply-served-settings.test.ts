import { listServedCommunities } from "@appealmod/db";
import { afterEach, beforeEach, expect, it } from "vitest";
import {
  jobs,
  openTestInstallation,
  storedEvents,
  type TestInstallation,
  waitingSessions,
} from "../../test/test-installation.ts";
import { applyServedSettings } from "./apply-served-settings.ts";
import { assignAccount } from "./assign-account.ts";

let installation: TestInstallation;
beforeEach(async () => {
  installation = await openTestInstallation();
});
afterEach(() => installation.drop());

const served = async () =>
  (await listServedCommunities(installation.database)).map(({ name, account }) => [name, account]);

it("serves what the settings name, with the account that they name, and enqueues nothing", async () => {
  await applyServedSettings(
    installation,
    { kind: "program" },
    {
      subreddits: ["PineLakeHikers"],
      accounts: [
        { username: undefined, subreddits: [] },
        { username: "SecondBot", subreddits: ["BirdCalls"] },
      ],
    },
  );
  expect(await served()).toEqual([
    ["BirdCalls", "secondbot"],
    ["PineLakeHikers", null],
  ]);
  expect(await jobs(installation.database)).toEqual([]);
});

it("takes communities of several accounts in one order, so that two bots never wait for each other", async () => {
  const { database } = installation;
  const { pool } = database;
  const named = {
    subreddits: [],
    accounts: [
      { username: "FirstBot", subreddits: ["Birch"] },
      { username: "SecondBot", subreddits: ["Aspen"] },
    ],
  };
  const start = () => applyServedSettings(installation, { kind: "program" }, named);
  await start();
  const holder = await pool.connect();
  try {
    await holder.query("begin; select from communities where key = 'aspen' for update");
    const starting = start();
    await expect.poll(() => waitingSessions(database)).toBe(1);
    const { rowCount } = await pool.query(
      "select from communities where key = 'birch' for update nowait",
    );
    expect(rowCount).toBe(1);
    await holder.query("commit");
    await starting;
  } finally {
    holder.release();
  }
});

it("tells what it changed, once", async () => {
  const named = {
    subreddits: ["PineLakeHikers"],
    accounts: [
      { username: "FirstBot", subreddits: ["birdcalls"] },
      { username: "SecondBot", subreddits: ["BirdCalls"] },
    ],
  };
  for (let start = 0; start < 2; start += 1)
    await applyServedSettings(installation, { kind: "program" }, named);
  const actor = { kind: "program" };
  expect(await storedEvents(installation.database)).toMatchObject([
    { event: "community-served", subreddit: "birdcalls", actor, audience: "step" },
    { event: "community-served", subreddit: "PineLakeHikers", actor },
    { event: "community-account-changed", details: { account: "SecondBot" }, audience: "step" },
  ]);
});

it("leaves an assignment that the settings do not speak of", async () => {
  const assignment = { subreddit: "PineLakeHikers", account: "SecondBot" };
  await assignAccount(installation, { kind: "operator" }, assignment);
  const named = { subreddits: ["PineLakeHikers"], accounts: [] };
  await applyServedSettings(installation, { kind: "program" }, named);
  expect(await served()).toEqual([["PineLakeHikers", "secondbot"]]);
});
