import { daysAfter, noon } from "@appealmod/core/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  anOpenAppeal,
  openTestInstallation,
  type TestInstallation,
} from "../../test/test-installation.ts";
import { openForm } from "./open-form.ts";

let installation: TestInstallation;
beforeAll(async () => {
  installation = await openTestInstallation();
});
afterAll(() => installation.drop());

it("says until when a form is open: as long as a silent appeal is waited for, or its next check", async () => {
  const { appeal, redditor } = await anOpenAppeal(installation);
  const openUntil = async () => {
    const form = await openForm(installation, redditor, { updateCutoffDays: 30 });
    return form.kind === "open" ? form.openUntil : null;
  };
  const check = (at: Date) =>
    installation.database.pool.query("update appeals set next_check_at = $1 where id = $2", [
      at,
      appeal.id,
    ]);
  // A link that is sent again makes the appeal due at once.
  await check(noon);
  expect(await openUntil()).toEqual(daysAfter(noon, 30));
  // The redditor wrote again on the fifth day.
  await check(daysAfter(noon, 35));
  expect(await openUntil()).toEqual(daysAfter(noon, 35));
});
