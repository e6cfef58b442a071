import { findCommunity } from "@appealmod/db";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  openTestInstallation,
  storedEvents,
  type TestInstallation,
} from "../../test/test-installation.ts";
import { changeCommunitySettings } from "./change-community-settings.ts";
import { changeTreatmentFraction } from "./change-treatment-fraction.ts";

const researcher = { kind: "researcher", username: "field_notes" } as const;
const subreddit = "PineLakeHikers";
let installation: TestInstallation;
beforeAll(async () => {
  installation = await openTestInstallation();
});
afterAll(() => installation?.drop());

test("a researcher sets the fraction, and the event says who did", async () => {
  const changed = await changeTreatmentFraction(installation, researcher, {
    subreddit,
    fraction: 0.5,
  });
  expect(changed).toBe(true);
  expect((await findCommunity(installation.database, subreddit))?.settings).toMatchObject({
    treatmentFraction: 0.5,
  });
  expect((await storedEvents(installation.database)).at(-1)).toMatchObject({
    event: "community-settings-changed",
    actor: { kind: "researcher", name: "field_notes" },
  });
  expect(
    await changeTreatmentFraction(installation, researcher, { subreddit, fraction: 0.5 }),
  ).toBe(false);
});

test("a researcher changes nothing else, also not along with the fraction", async () => {
  for (const changes of [{ reminderCap: 1 }, { treatmentFraction: 0.1, reminderCap: 1 }, {}])
    await expect(
      changeCommunitySettings(installation, researcher, { subreddit, changes }),
    ).rejects.toThrow("configure r/PineLakeHikers");
});

test("a moderator without Reddit's permission for settings sets no fraction", async () => {
  const moderator = { kind: "moderator", redditorId: "t2_m", username: "m" } as const;
  await expect(
    changeTreatmentFraction(installation, moderator, { subreddit, fraction: 0 }),
  ).rejects.toThrow("belongs to the study");
});

test.each([-0.1, 1.1, Number.NaN])("%j is no share", async (fraction) => {
  await expect(
    changeTreatmentFraction(installation, researcher, { subreddit, fraction }),
  ).rejects.toThrow("treatmentFraction");
});
