import { type Answers, answerVersion, type SeenDraft, seenDraft } from "@appealmod/core";
import { minutesAfter, noon, someAnswers } from "@appealmod/core/testing";
import { createAppealStore, findForm } from "@appealmod/db";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  anOpenAppeal,
  jobs,
  openTestInstallation,
  type TestInstallation,
} from "../../test/test-installation.ts";
import { saveDraft } from "./save-draft.ts";
import { submitForm } from "./submit-form.ts";

let installation: TestInstallation;
beforeAll(async () => {
  installation = await openTestInstallation();
});
afterAll(() => installation.drop());

const at = minutesAfter(noon, 1);
const nothing = seenDraft({ draft: {}, otherAnswers: {} });

async function aForm() {
  const { appeal, redditor } = await anOpenAppeal(installation);
  return {
    appeal,
    redditor,
    form: () => findForm(installation.database, redditor.formToken),
    save: (answers: Answers, seen: SeenDraft | null = nothing) =>
      saveDraft(installation, redditor, { answers, seen, at }),
  };
}

it("keeps a draft until the form is submitted, and what was not sent of it even then", async () => {
  const { redditor, form, save } = await aForm();
  const draft = { why_banned: "I am sor" };
  expect(await save(draft)).toEqual({ draft, otherAnswers: {} });
  expect(await form()).toMatchObject({ draft, draftUpdatedAt: at });
  expect(await jobs(installation.database)).toEqual([]);
  await submitForm(installation, redditor, { answers: someAnswers, seen: null, at });
  expect(await form()).toMatchObject({
    draft: null,
    answers: someAnswers,
    otherAnswers: { why_banned: ["I am sor"] },
  });
  expect(await save({ why_banned: "No!" })).toBe("already-submitted");
});

it("loses nothing of another page's draft that this page has not seen", async () => {
  const { form, save } = await aForm();
  await save({ why_banned: "Much was written here.", why_appealing: "mistake" });
  const kept = {
    draft: { why_banned: "x", why_appealing: "mistake" },
    otherAnswers: { why_banned: ["Much was written here."] },
  };
  expect(await save({ why_banned: "x" })).toEqual(kept);
  expect(await form()).toMatchObject(kept);
});

it("keeps all that many pages save at the same instant", async () => {
  const { form, save } = await aForm();
  const words = Array.from({ length: 12 }, (_, index) => `words of page ${index};`);
  await Promise.all(words.map((why_banned) => save({ why_banned })));
  const kept = await form();
  const all = [kept?.draft?.why_banned, ...(kept?.otherAnswers.why_banned ?? [])];
  expect(all.toSorted()).toEqual(words.toSorted());
});

it("takes a choice between two answers with what is posted", async () => {
  const { redditor, save } = await aForm();
  await save({ why_banned: "B" });
  await save({ why_banned: "A" });
  const kept = await saveDraft(installation, redditor, {
    answers: { why_banned: "A and more" },
    seen: seenDraft({ draft: { why_banned: "A" }, otherAnswers: {} }),
    choice: { action: "use", questionId: "why_banned", version: answerVersion("B") },
    at,
  });
  expect(kept).toEqual({
    draft: { why_banned: "B" },
    otherAnswers: { why_banned: ["A and more"] },
  });
});

it("keeps nothing beyond all measure, and what was kept stays", async () => {
  const { form, save } = await aForm();
  const long = (letter: string) => ({ why_banned: letter.repeat(400_000) });
  await save(long("a"));
  await save(long("b"));
  expect(await save(long("c"))).toBe("full");
  expect((await form())?.otherAnswers.why_banned).toHaveLength(1);
  const other = await aForm();
  let outcome: Awaited<ReturnType<typeof save>> | undefined;
  for (let count = 0; count < 60; count += 1)
    outcome = await other.save({ why_banned: `text ${count};` });
  expect(outcome).toBe("full");
  expect((await other.form())?.otherAnswers.why_banned).toHaveLength(50);
});

it("keeps nothing for an appeal that is over, and nothing behind a wrong link", async () => {
  const { appeal, save } = await aForm();
  await createAppealStore(installation.database).closeAppeal(appeal.id, {
    outcome: "none",
    at: noon,
  });
  expect(await save({})).toBe("closed");
  const guess = { kind: "redditor", formToken: "guess" } as const;
  expect(await saveDraft(installation, guess, { answers: {}, seen: null, at })).toBe("unknown");
});
