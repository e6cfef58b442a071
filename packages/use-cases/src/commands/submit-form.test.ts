import { questionSetSchema, seenDraft } from "@appealmod/core";
import { minutesAfter, noon, shortQuestions, someAnswers } from "@appealmod/core/testing";
import { createAppealStore, findForm } from "@appealmod/db";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  anOpenAppeal,
  jobs,
  openTestInstallation,
  type TestInstallation,
  whileQueueFails,
} from "../../test/test-installation.ts";
import { saveDraft } from "./save-draft.ts";
import { submitForm } from "./submit-form.ts";

let installation: TestInstallation;
beforeAll(async () => {
  installation = await openTestInstallation();
});
afterAll(() => installation.drop());

const withSteps = questionSetSchema.parse({
  ...shortQuestions,
  id: "with-steps",
  questions: [
    ...shortQuestions.questions,
    {
      id: "what_steps",
      kind: "several-of",
      label: "What will you do?",
      options: ["read_rules", "wait"].map((value) => ({ value, label: value })),
    },
  ],
});
const at = minutesAfter(noon, 3);
const sent = { answers: someAnswers, seen: null, at };
const jobsOf = (conversationId: string) =>
  jobs(installation.database, `process-conversation:${conversationId}`);

it("stores the answers, the research columns and the job", async () => {
  const { database } = installation;
  const { appeal, redditor } = await anOpenAppeal(installation, "treatment", withSteps);
  const answers = { ...someAnswers, what_steps: ["read_rules", "wait"] };
  const posted = { ...answers, why_appealing_other: "hidden since the choice was changed" };
  expect(await submitForm(installation, redditor, { ...sent, answers: posted })).toBe("submitted");
  const { conversationId, subreddit, username } = appeal;
  expect(await jobsOf(conversationId)).toMatchObject([
    { payload: { conversationId, subreddit, username, because: "form" } },
  ]);
  const { rows } = await database.pool.query(
    `select why_banned, why_appealing, why_appealing_other, describe_rule, what_steps, answers, submitted_at
    from main_ban_appeal_data where appeal_id = $1`,
    [appeal.id],
  );
  expect(rows).toEqual([
    {
      why_banned: someAnswers.why_banned,
      why_appealing: "mistake",
      why_appealing_other: null,
      describe_rule: null,
      what_steps: "read_rules, wait",
      answers,
      submitted_at: at,
    },
  ]);
  expect((await findForm(database, redditor.formToken))?.lastChangedAt).toEqual(at);
});

it("stores nothing when the job cannot be enqueued", async () => {
  const { database } = installation;
  const { appeal, redditor } = await anOpenAppeal(installation);
  const before = await findForm(database, redditor.formToken);
  await expect(
    whileQueueFails(database, () => submitForm(installation, redditor, sent)),
  ).rejects.toThrow();
  expect(await findForm(database, redditor.formToken)).toEqual(before);
  expect(before).toMatchObject({ answers: null, submittedAt: null });
  expect(await jobsOf(appeal.conversationId)).toEqual([]);
});

it("counts once, however often it is pressed at once", async () => {
  const { appeal, redditor } = await anOpenAppeal(installation);
  const presses = Array.from({ length: 8 }, () => submitForm(installation, redditor, sent));
  const results = await Promise.all(presses);
  expect(results.filter((result) => result === "submitted")).toHaveLength(1);
  expect(results.filter((result) => result === "already-submitted")).toHaveLength(7);
  expect(await jobsOf(appeal.conversationId)).toHaveLength(1);
});

it("is for nobody but the holder of the form's link", async () => {
  const { redditor } = await anOpenAppeal(installation);
  const control = await anOpenAppeal(installation, "control");
  const guess = { kind: "redditor", formToken: `${redditor.formToken}x` } as const;
  expect(await submitForm(installation, guess, sent)).toBe("unknown");
  // Whoever is in control has no form, whatever link there may be.
  expect(await submitForm(installation, control.redditor, sent)).toBe("unknown");
});

it("is over when the appeal is closed", async () => {
  const { appeal, redditor } = await anOpenAppeal(installation);
  await createAppealStore(installation.database).closeAppeal(appeal.id, {
    outcome: "none",
    at: noon,
  });
  expect(await submitForm(installation, redditor, sent)).toBe("closed");
});

it("waits for its author to see what another page has saved", async () => {
  const { appeal, redditor } = await anOpenAppeal(installation);
  const form = () => findForm(installation.database, redditor.formToken);
  const elsewhere = { ...someAnswers, why_banned: "B" };
  await saveDraft(installation, redditor, { answers: elsewhere, seen: null, at });
  const shown = seenDraft({ draft: someAnswers, otherAnswers: {} });
  expect(await submitForm(installation, redditor, { ...sent, seen: shown })).toBe("changed");
  expect(await jobsOf(appeal.conversationId)).toEqual([]);
  const kept = await form();
  expect(kept).toMatchObject({ submittedAt: null, answers: null });
  const { draft, otherAnswers } = { draft: {}, otherAnswers: {}, ...kept };
  const seen = seenDraft({ draft: draft ?? {}, otherAnswers });
  const answers = draft ?? {};
  expect(await submitForm(installation, redditor, { answers, seen, at })).toBe("submitted");
  expect((await form())?.answers).toEqual(answers);
});
