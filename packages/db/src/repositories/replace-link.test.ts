import { cast, minutesAfter, noon, shortQuestions, someAnswers } from "@appealmod/core/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createMigratedDatabase, type MigratedDatabase } from "../testing/migrated-database.ts";
import { createAppealStore } from "./appeal-store.ts";
import { findForm, keepLateWords, saveDraft, submitForm } from "./forms.ts";
import { isReplacedLink, replaceLink } from "./replace-link.ts";

let database: MigratedDatabase;
beforeAll(async () => {
  database = await createMigratedDatabase();
});
afterAll(() => database.drop());

const at = minutesAfter(noon, 30);
let count = 0;

async function anAppeal(state: "new" | "invited" = "invited") {
  const store = createAppealStore(database);
  const username = `hiker_${++count}`;
  const redditor = { id: null, name: username };
  const opening = {
    subreddit: cast.subreddit,
    redditor,
    group: "treatment" as const,
    questions: shortQuestions,
  };
  const ids = { bannedAt: null, banNote: "", conversationId: `c-${username}`, at: noon };
  const { id, conversationId } = await store.openAppeal({ ...opening, ...ids });
  await database.pool.query("update appeals set state = $2 where id = $1", [id, state]);
  const token = `token of ${username}`;
  await store.registerFormToken(id, token);
  const records = () => store.findRecords({ subreddit: cast.subreddit, redditor, conversationId });
  return { store, id, token, username, conversationId, records };
}

async function replace(id: string) {
  const enqueued: unknown[] = [];
  const enqueue = async (_: unknown, subject: unknown) => void enqueued.push(subject);
  return { is: await replaceLink(database, id, at, enqueue), enqueued };
}

it("takes the old link out of force, keeps what was written behind it, and has a new one sent", async () => {
  const { store, id, token, username, conversationId, records } = await anAppeal();
  const answers = { why_banned: "Flowers" };
  await saveDraft(database, token, { answers, seen: null }, noon);
  expect(await replace(id)).toEqual({
    is: "replaced",
    enqueued: [{ conversationId, subreddit: cast.subreddit, username }],
  });
  expect(await findForm(database, token)).toBeNull();
  expect(await saveDraft(database, token, { answers: {}, seen: null }, at)).toBe("unknown");
  const enqueue = async () => {};
  expect(await submitForm(database, { token, answers: someAnswers, at, enqueue })).toBe("unknown");
  expect(await keepLateWords(database, token, someAnswers, null)).toBe(false);
  expect((await records()).appeal).toMatchObject({ linkVersion: 2, linkAskedAt: null });
  await store.registerFormToken(id, "the new one");
  expect((await findForm(database, "the new one"))?.draft).toEqual(answers);
  expect(await isReplacedLink(database, token)).toBe(true);
  expect(await isReplacedLink(database, "the new one")).toBe(false);
  expect(await isReplacedLink(database, "nobody's")).toBe(false);
});

it("stays out of force, also where a run of the bot that began before sends it once more", async () => {
  const { store, id, token } = await anAppeal();
  await replace(id);
  await store.registerFormToken(id, token);
  expect(await findForm(database, token)).toBeNull();
});

it("leaves the link of whoever has none to use", async () => {
  const { id: early } = await anAppeal("new");
  expect(await replace(early)).toEqual({ is: "not-invited", enqueued: [] });
  const { id: sent, token } = await anAppeal();
  const enqueue = async () => {};
  await submitForm(database, { token, answers: someAnswers, at, enqueue });
  expect(await replace(sent)).toEqual({ is: "submitted", enqueued: [] });
  const { id: over, store } = await anAppeal();
  await store.closeAppeal(over, "none", at);
  expect(await replace(over)).toEqual({ is: "closed", enqueued: [] });
  expect(await findForm(database, token)).not.toBeNull();
  const nobody = "00000000-0000-4000-8000-000000000000";
  expect(await replace(nobody)).toEqual({ is: "unknown", enqueued: [] });
});
