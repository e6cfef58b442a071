import { type Question, questionSetSchema } from "@appealmod/core";
import { noon, shortQuestions } from "@appealmod/core/testing";
import { findCommunity, findQuestionDraft } from "@appealmod/db";
import { afterAll, beforeAll, expect, it } from "vitest";
import { moderate, olive } from "../../test/a-moderator.ts";
import {
  openTestInstallation,
  storedEvents,
  type TestInstallation,
} from "../../test/test-installation.ts";
import { changeQuestionDraft, type QuestionDraftChange } from "./change-question-draft.ts";
import { publishQuestionDraft } from "./publish-question-draft.ts";

let installation: TestInstallation;
beforeAll(async () => {
  installation = await openTestInstallation();
});
afterAll(() => installation.drop());

const [asked] = questionSetSchema.parse({
  id: "x",
  version: 1,
  questions: [{ id: "asked_before", kind: "yes-no", label: "Have you asked before?" }],
}).questions as [Question];

async function aCommunity(subreddit: string) {
  await moderate(installation, subreddit, [[olive, ["config"]]]);
  return {
    draft: () => findQuestionDraft(installation.database, subreddit),
    own: () => findCommunity(installation.database, subreddit),
    change: (seenDraft: number, change: QuestionDraftChange) =>
      changeQuestionDraft(installation, olive, {
        subreddit,
        change,
        seenDraft,
        defaultQuestions: shortQuestions,
        siteUrl: "https://appeals.example",
        at: noon,
      }),
    publish: (seenDraft: number, seenRevision: number) =>
      publishQuestionDraft(installation, olive, { subreddit, seenDraft, seenRevision }),
  };
}

it("asks nobody a draft until it is published", async () => {
  const { draft, own, change, publish } = await aCommunity("PineLakeHikers");
  const put = { kind: "put", replaces: null, question: asked } as const;
  expect(await change(0, put)).toEqual({ kind: "saved", version: 1 });
  expect(await own()).toMatchObject({ questions: null, revision: null });
  expect(await draft()).toMatchObject({ begunFrom: 0, updatedBy: "Olive" });
  const ids = (await draft())?.questions.questions.map(({ id }) => id) ?? [];
  expect(ids.at(-1)).toBe("asked_before");
  await change(1, { kind: "order", ids: ["asked_before"] });
  expect(await publish(1, 0)).toBe("draft-changed");
  expect(await publish(2, 0)).toBe(1);
  const { questions } = (await own()) ?? {};
  expect(questions).toMatchObject({ id: "pinelakehikers", version: shortQuestions.version + 1 });
  expect(questions?.questions[0]).toEqual(asked);
  expect(await draft()).toBeNull();
  expect(await publish(2, 1)).toBe("draft-changed");
  const events = await storedEvents(installation.database);
  expect(events.map(({ event }) => event)).toEqual([
    "question-draft-changed",
    "question-draft-changed",
    "community-questions-changed",
  ]);
});

it("is changed by whoever has seen it last, and published upon the revision that was seen", async () => {
  const { own, draft, change, publish } = await aCommunity("BirdCalls");
  await change(0, { kind: "put", replaces: null, question: asked });
  expect(await change(0, { kind: "remove", id: "asked_before" })).toEqual({
    kind: "conflict",
    seen: 0,
    inForce: 1,
  });
  expect(await publish(1, 7)).toEqual({ kind: "conflict", seen: 7, inForce: 0 });
  expect(await draft()).toMatchObject({ version: 1 });
  expect(await change(1, { kind: "discard" })).toEqual({ kind: "saved", version: 0 });
  expect(await draft()).toBeNull();
  expect((await own())?.questions).toBeNull();
});

it("refuses what cannot be asked, and keeps the draft as it was", async () => {
  const { draft, change } = await aCommunity("OwlPellets");
  await change(0, { kind: "put", replaces: null, question: asked });
  const dependent: Question = {
    ...asked,
    id: "when",
    onlyIf: { question: "asked_before", isOneOf: ["yes"] },
  };
  await change(1, { kind: "put", replaces: null, question: dependent });
  await expect(change(2, { kind: "remove", id: "asked_before" })).rejects.toThrow(
    "must come before it",
  );
  await expect(change(2, { kind: "order", ids: ["when"] })).rejects.toThrow("must come before");
  await expect(
    change(2, { kind: "put", replaces: null, question: { ...asked, id: "when" } }),
  ).rejects.toThrow("stands twice");
  const put = (label: string) =>
    change(2, { kind: "put", replaces: null, question: { ...asked, id: "link", label } });
  await expect(put("See www.evil.example")).rejects.toThrow('The question "link" links to');
  await expect(put("x".repeat(1001))).rejects.toThrow("1001 characters");
  expect((await draft())?.version).toBe(2);
});
