import {
  type Answers,
  answerVersion,
  type KeptDraft,
  type SeenDraft,
  seenDraft,
} from "@appealmod/core";
import { cast, minutesAfter, noon, shortQuestions, someAnswers } from "@appealmod/core/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMigratedDatabase, type MigratedDatabase } from "../testing/migrated-database.ts";
import { createAppealStore } from "./appeal-store.ts";
import { findForm, keepLateWords, saveDraft, submitForm } from "./forms.ts";

let database: MigratedDatabase;
beforeAll(async () => {
  database = await createMigratedDatabase();
});
afterAll(() => database.drop());

const nothing: KeptDraft = { draft: {}, otherAnswers: {} };
const enqueue = async () => {};
let count = 0;

/** An open appeal of a redditor of its own, with its form link's token. */
async function anOpenAppeal(group: "treatment" | "control" = "treatment") {
  const store = createAppealStore(database);
  const name = `hiker_${++count}`;
  const appeal = await store.openAppeal({
    subreddit: cast.subreddit,
    redditor: { id: null, name },
    group,
    bannedAt: null,
    banNote: "",
    conversationId: `of ${name}`,
    questions: shortQuestions,
    at: noon,
  });
  const token = `token of ${name}`;
  await store.registerFormToken(appeal.id, token);
  return { store, appeal, token };
}

describe("a form link", () => {
  it("leads to its own appeal's form and to no other", async () => {
    const { appeal, token } = await anOpenAppeal();
    await anOpenAppeal();
    expect(await findForm(database, token)).toMatchObject({
      appealId: appeal.id,
      username: appeal.username,
      state: "new",
      questions: shortQuestions,
      draft: null,
      answers: null,
      openedAt: noon,
    });
    expect(await findForm(database, `${token}x`)).toBeNull();
  });

  it("is not stored itself", async () => {
    const { token } = await anOpenAppeal();
    const { rows } = await database.pool.query("select token_hash from form_links");
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(await findForm(database, rows[0].token_hash)).toBeNull();
  });

  it("leads nowhere for a redditor in control, who has no form", async () => {
    const { token } = await anOpenAppeal("control");
    expect(await findForm(database, token)).toBeNull();
    const at = noon;
    expect(await submitForm(database, { token, answers: someAnswers, at, enqueue })).toBe(
      "unknown",
    );
  });
});

describe("a draft", () => {
  const at = minutesAfter(noon, 1);
  const save = (token: string, answers: Answers, seen: SeenDraft | null = seenDraft(nothing)) =>
    saveDraft(database, token, { answers, seen }, at);

  it("is kept until the form is submitted, and what was not sent of it even then", async () => {
    const { token } = await anOpenAppeal();
    const draft = { why_banned: "I am sor" };
    expect(await save(token, draft)).toEqual({ draft, otherAnswers: {} });
    expect(await findForm(database, token)).toMatchObject({ draft, draftUpdatedAt: at });
    await submitForm(database, { token, answers: someAnswers, at, enqueue });
    expect(await findForm(database, token)).toMatchObject({
      draft: null,
      answers: someAnswers,
      otherAnswers: { why_banned: ["I am sor"] },
    });
    expect(await save(token, { why_banned: "No!" })).toBe("already-submitted");
  });

  it("of a page that has not seen another's costs nothing of it", async () => {
    const { token } = await anOpenAppeal();
    await save(token, { why_banned: "Much was written here.", why_appealing: "mistake" });
    const kept = {
      draft: { why_banned: "x", why_appealing: "mistake" },
      otherAnswers: { why_banned: ["Much was written here."] },
    };
    expect(await save(token, { why_banned: "x" })).toEqual(kept);
    expect(await findForm(database, token)).toMatchObject(kept);
  });

  it("keeps all that many pages save at the same instant", async () => {
    const { token } = await anOpenAppeal();
    const words = Array.from({ length: 12 }, (_, index) => `words of page ${index};`);
    await Promise.all(words.map((why_banned) => save(token, { why_banned })));
    const form = await findForm(database, token);
    const kept = [form?.draft?.why_banned, ...(form?.otherAnswers.why_banned ?? [])];
    expect(kept.toSorted()).toEqual(words.toSorted());
  });

  it("takes a choice between two answers with what is posted", async () => {
    const { token } = await anOpenAppeal();
    await save(token, { why_banned: "B" });
    await save(token, { why_banned: "A" });
    const kept = await saveDraft(
      database,
      token,
      {
        answers: { why_banned: "A and more" },
        seen: seenDraft({ draft: { why_banned: "A" }, otherAnswers: {} }),
        choice: { action: "use", questionId: "why_banned", version: answerVersion("B") },
      },
      at,
    );
    expect(kept).toEqual({
      draft: { why_banned: "B" },
      otherAnswers: { why_banned: ["A and more"] },
    });
  });

  it("is not kept beyond all measure, and what was kept stays", async () => {
    const { token } = await anOpenAppeal();
    const long = (letter: string) => ({ why_banned: letter.repeat(400_000) });
    await save(token, long("a"));
    await save(token, long("b"));
    expect(await save(token, long("c"))).toBe("full");
    expect((await findForm(database, token))?.otherAnswers.why_banned).toHaveLength(1);
    const other = await anOpenAppeal();
    let outcome: Awaited<ReturnType<typeof save>> | undefined;
    for (let count = 0; count < 60; count += 1)
      outcome = await save(other.token, { why_banned: `text ${count};` });
    expect(outcome).toBe("full");
    expect((await findForm(database, other.token))?.otherAnswers.why_banned).toHaveLength(50);
  });
});

describe("submitting", () => {
  it("stores the answers, the research columns and the job together", async () => {
    const { appeal, token } = await anOpenAppeal();
    const at = minutesAfter(noon, 3);
    const jobs: unknown[] = [];
    const answers = { ...someAnswers, what_steps: ["read_rules", "wait"] };
    const result = await submitForm(database, {
      token,
      answers,
      at,
      enqueue: async (client, conversation) => {
        jobs.push(conversation);
        await client.query("select 1");
      },
    });
    expect(result).toBe("submitted");
    const { conversationId, subreddit, username } = appeal;
    expect(jobs).toEqual([{ conversationId, subreddit, username }]);
    const { rows } = await database.pool.query(
      `select why_banned, why_appealing, describe_rule, what_steps, answers, submitted_at
      from main_ban_appeal_data where appeal_id = $1`,
      [appeal.id],
    );
    expect(rows).toEqual([
      {
        why_banned: someAnswers.why_banned,
        why_appealing: "mistake",
        describe_rule: null,
        what_steps: "read_rules, wait",
        answers,
        submitted_at: at,
      },
    ]);
    expect((await findForm(database, token))?.lastChangedAt).toEqual(at);
  });

  it("stores nothing when the job cannot be enqueued", async () => {
    const { token } = await anOpenAppeal();
    const failing = submitForm(database, {
      token,
      answers: someAnswers,
      at: noon,
      enqueue: async () => {
        throw new Error("no queue");
      },
    });
    await expect(failing).rejects.toThrow("no queue");
    expect(await findForm(database, token)).toMatchObject({ answers: null, submittedAt: null });
  });

  it("counts once, however often it is pressed at once", async () => {
    const { token } = await anOpenAppeal();
    let jobs = 0;
    const press = () =>
      submitForm(database, {
        token,
        answers: someAnswers,
        at: noon,
        enqueue: async () => {
          jobs += 1;
        },
      });
    const results = await Promise.all(Array.from({ length: 8 }, press));
    expect(results.filter((result) => result === "submitted")).toHaveLength(1);
    expect(results.filter((result) => result === "already-submitted")).toHaveLength(7);
    expect(jobs).toBe(1);
  });

  it("is over when the appeal is closed, and unknown behind a wrong link", async () => {
    const { store, appeal, token } = await anOpenAppeal();
    await store.closeAppeal(appeal.id, "none", noon);
    const submission = { answers: someAnswers, at: noon, enqueue };
    expect(await submitForm(database, { ...submission, token })).toBe("closed");
    expect(await submitForm(database, { ...submission, token: "guess" })).toBe("unknown");
    const nothingPosted = { answers: {}, seen: null };
    expect(await saveDraft(database, token, nothingPosted, noon)).toBe("closed");
    expect(await saveDraft(database, "guess", nothingPosted, noon)).toBe("unknown");
  });

  it("waits for its author to see what another page has saved", async () => {
    const { token } = await anOpenAppeal();
    const at = minutesAfter(noon, 3);
    const { why_banned, ...others } = someAnswers;
    const shown = { draft: someAnswers, otherAnswers: {} };
    await saveDraft(database, token, { answers: { ...others, why_banned: "B" }, seen: null }, at);
    const submission = { token, answers: someAnswers, at, enqueue };
    expect(await submitForm(database, { ...submission, seen: seenDraft(shown) })).toBe("changed");
    const form = await findForm(database, token);
    expect(form).toMatchObject({ submittedAt: null, answers: null });
    const seen = seenDraft({ draft: form?.draft ?? {}, otherAnswers: form?.otherAnswers ?? {} });
    const answers = form?.draft ?? {};
    expect(await submitForm(database, { ...submission, answers, seen })).toBe("submitted");
    expect((await findForm(database, token))?.answers).toEqual(answers);
    expect(why_banned).toBeTruthy();
  });
});

describe("what arrives after the end", () => {
  it("is kept beside what was sent, all of it, and starts nothing", async () => {
    const { store, appeal, token } = await anOpenAppeal();
    const other = await anOpenAppeal();
    const at = minutesAfter(noon, 5);
    await submitForm(database, { token, answers: someAnswers, at, enqueue });
    const before = await findForm(database, token);
    expect(before?.lateWords).toBeNull();
    await Promise.all([
      keepLateWords(database, token, { why_banned: "One more thing" }, null),
      keepLateWords(database, token, { why_appealing_other: "'; drop table appeals; --" }, null),
    ]);
    expect(await keepLateWords(database, token, { why_banned: "Two more things" }, null)).toBe(
      true,
    );
    expect(await keepLateWords(database, "no such token", { why_banned: "x" }, null)).toBe(false);
    expect(await findForm(database, token)).toEqual({
      ...before,
      lateWords: {
        why_banned: "Two more things",
        why_appealing_other: "'; drop table appeals; --",
      },
      otherAnswers: { why_banned: ["One more thing"] },
    });
    expect((await findForm(database, other.token))?.lateWords).toBeNull();
    const { appeal: stored } = await store.findRecords({
      subreddit: appeal.subreddit,
      redditor: { id: null, name: appeal.username },
      conversationId: appeal.conversationId,
    });
    expect(stored).toMatchObject({ lastChangedAt: at, form: { answers: someAnswers } });
  });
});
