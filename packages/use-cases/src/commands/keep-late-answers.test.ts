import { minutesAfter, noon, someAnswers } from "@appealmod/core/testing";
import { createAppealStore, findForm } from "@appealmod/db";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  anOpenAppeal,
  jobs,
  openTestInstallation,
  type TestInstallation,
} from "../../test/test-installation.ts";
import { keepLateAnswers } from "./keep-late-answers.ts";
import { saveDraft } from "./save-draft.ts";
import { submitForm } from "./submit-form.ts";

let installation: TestInstallation;
beforeAll(async () => {
  installation = await openTestInstallation();
});
afterAll(() => installation.drop());

const at = minutesAfter(noon, 5);

it("keeps late answers beside what was sent, all of them, and starts nothing", async () => {
  const { database } = installation;
  const { appeal, redditor } = await anOpenAppeal(installation);
  const other = await anOpenAppeal(installation);
  await submitForm(installation, redditor, { answers: someAnswers, seen: null, at });
  const form = () => findForm(database, redditor.formToken);
  const [before, jobsBefore] = [await form(), await jobs(database)];
  expect(before?.lateAnswers).toBeNull();
  const keep = (answers: Record<string, string>) =>
    keepLateAnswers(installation, redditor, { answers, seen: null, at: noon });
  await Promise.all([
    keep({ why_banned: "One more thing" }),
    keep({ why_appealing: "other", why_appealing_other: "'; drop table appeals; --" }),
  ]);
  expect(await keep({ why_banned: "Two more things" })).toBe("kept");
  expect(await form()).toEqual({
    ...before,
    lateAnswers: {
      why_banned: "Two more things",
      why_appealing: "other",
      why_appealing_other: "'; drop table appeals; --",
    },
    otherAnswers: { why_banned: ["One more thing"] },
  });
  expect(await jobs(database)).toEqual(jobsBefore);
  expect((await findForm(database, other.redditor.formToken))?.lateAnswers).toBeNull();
  const { appeal: stored } = await createAppealStore(database).findRecords({
    subreddit: appeal.subreddit,
    redditor: { id: null, name: appeal.username },
    conversationId: appeal.conversationId,
  });
  expect(stored).toMatchObject({ lastChangedAt: at, form: { answers: someAnswers } });
});

it("keeps nothing of what was sent, or stands in the draft that never was", async () => {
  const { redditor } = await anOpenAppeal(installation);
  const late = { answers: someAnswers, seen: null, at };
  await submitForm(installation, redditor, late);
  expect(await keepLateAnswers(installation, redditor, late)).toBe("nothing-new");
  const unsent = await anOpenAppeal(installation);
  await saveDraft(installation, unsent.redditor, late);
  const { database } = installation;
  await createAppealStore(database).closeAppeal(unsent.appeal.id, { outcome: "none", at });
  expect(await keepLateAnswers(installation, unsent.redditor, late)).toBe("nothing-new");
  expect((await findForm(database, unsent.redditor.formToken))?.lateAnswers).toBeNull();
});

it("keeps nothing beyond all measure, and nothing behind a wrong link", async () => {
  const { redditor } = await anOpenAppeal(installation);
  await submitForm(installation, redditor, { answers: someAnswers, seen: null, at });
  const answers = { why_banned: "a".repeat(1_000_001) };
  expect(await keepLateAnswers(installation, redditor, { answers, seen: null, at: noon })).toBe(
    "full",
  );
  const guess = { kind: "redditor", formToken: "guess" } as const;
  expect(await keepLateAnswers(installation, guess, { answers, seen: null, at: noon })).toBe(
    "unknown",
  );
});
