import { listServedCommunities } from "@appealmod/db";
import { afterEach, beforeEach, expect, it } from "vitest";
import { jobs, openTestInstallation, type TestInstallation } from "../../test/test-installation.ts";
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

it("leaves an assignment that the settings do not speak of", async () => {
  const assignment = { subreddit: "PineLakeHikers", account: "SecondBot" };
  await assignAccount(installation, { kind: "operator" }, assignment);
  const named = { subreddits: ["PineLakeHikers"], accounts: [] };
  await applyServedSettings(installation, { kind: "program" }, named);
  expect(await served()).toEqual([["PineLakeHikers", "secondbot"]]);
});
