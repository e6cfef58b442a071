import { findCommunity } from "@appealmod/db";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestInstallation, type TestInstallation } from "../../test/test-installation.ts";
import { communityHistory } from "../queries/community-history.ts";
import { NotAllowedError } from "../require-permission.ts";
import { changeCommunitySettings, type SettingChanges } from "./change-community-settings.ts";

let installation: TestInstallation;
beforeAll(async () => {
  installation = await openTestInstallation();
});
afterAll(() => installation.drop());

const operator = { kind: "operator" } as const;
const change = (subreddit: string, changes: SettingChanges) =>
  changeCommunitySettings(installation, operator, { subreddit, changes });
const settingsOf = async (subreddit: string) =>
  (await findCommunity(installation.database, subreddit))?.settings;

it("changes what is named, leaves the rest, and goes back to a default", async () => {
  await change("PineLakeHikers", { reminderCap: 1, language: "de" });
  await change("pinelakehikers", { reminderCap: null, updateCutoffDays: 9 });
  expect(await settingsOf("PineLakeHikers")).toEqual({ language: "de", updateCutoffDays: 9 });
});

it("loses none of two changes at the same instant", async () => {
  for (let round = 0; round < 5; round += 1) {
    const subreddit = `Round${round}`;
    await Promise.all([
      change(subreddit, { reminderCap: 1 }),
      change(subreddit, { updateCutoffDays: 9 }),
      change(subreddit, { language: "fr" }),
    ]);
    const all = { reminderCap: 1, updateCutoffDays: 9, language: "fr" };
    expect(await settingsOf(subreddit)).toEqual(all);
    const history = await communityHistory(installation, operator, subreddit, () => {});
    expect(history.map(({ number }) => number)).toEqual([3, 2, 1]);
    expect(history.flatMap(({ changed }) => changed.settings).sort()).toEqual(
      Object.keys(all).sort(),
    );
  }
});

it("changes nothing where a value is wrong", async () => {
  await expect(change("BirdCalls", { reminderCap: -1 })).rejects.toThrow("reminderCap");
  const unknown = { reminderCup: 1 } as SettingChanges;
  await expect(change("BirdCalls", unknown)).rejects.toThrow("reminderCup");
  expect(await settingsOf("BirdCalls")).toBeUndefined();
});

it.each([
  { kind: "moderator", redditorId: "t2_olive", username: "RangerOlive" },
  { kind: "researcher", username: "DrFern" },
  { kind: "redditor", formToken: "t" },
  { kind: "visitor" },
  { kind: "program" },
] as const)("is not for a $kind", async (actor) => {
  const wanted = { subreddit: "OwlPellets", changes: { reminderCap: 1 } };
  const attempt = changeCommunitySettings(installation, actor, wanted);
  await expect(attempt).rejects.toThrow(NotAllowedError);
  expect(await settingsOf("OwlPellets")).toBeUndefined();
});
