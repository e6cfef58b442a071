import { findCommunity } from "@appealmod/db";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  jobs,
  openTestInstallation,
  storedEvents,
  type TestInstallation,
  whileQueueFails,
} from "../../test/test-installation.ts";
import { NotAllowedError } from "../require-permission.ts";
import { assignAccount } from "./assign-account.ts";

let installation: TestInstallation;
beforeAll(async () => {
  installation = await openTestInstallation();
});
afterAll(() => installation.drop());

const operator = { kind: "operator" } as const;
const accountOf = async (subreddit: string) =>
  (await findCommunity(installation.database, subreddit))?.account;

it("assigns an account and has it look at the community, and gives it back to the first", async () => {
  const subreddit = "PineLakeHikers";
  await assignAccount(installation, operator, { subreddit, account: "SecondBot" });
  expect(await accountOf(subreddit)).toBe("secondbot");
  expect(await jobs(installation.database)).toMatchObject([
    { key: "refresh-subreddit:pinelakehikers", payload: { subreddit } },
  ]);
  await assignAccount(installation, operator, { subreddit, account: "secondbot" });
  for (let times = 0; times < 2; times += 1)
    await assignAccount(installation, operator, { subreddit, account: null });
  expect(await accountOf(subreddit)).toBeNull();
  const told = { event: "community-account-changed", subreddit, actor: operator, audience: "step" };
  expect(await storedEvents(installation.database)).toMatchObject([
    { ...told, details: { account: "SecondBot" } },
    { ...told, details: { account: null } },
  ]);
});

it("assigns nothing when the account cannot look at the community", async () => {
  const assignment = { subreddit: "BirdCalls", account: "SecondBot" };
  const attempt = whileQueueFails(installation.database, () =>
    assignAccount(installation, operator, assignment),
  );
  await expect(attempt).rejects.toThrow();
  expect(await accountOf("BirdCalls")).toBeUndefined();
});

it("is not for moderators", async () => {
  const moderator = { kind: "moderator", redditorId: "t2_olive", username: "RangerOlive" } as const;
  const assignment = { subreddit: "OwlPellets", account: "SecondBot" };
  const attempt = assignAccount(installation, moderator, assignment);
  await expect(attempt).rejects.toThrow(NotAllowedError);
  expect(await accountOf("OwlPellets")).toBeUndefined();
});
