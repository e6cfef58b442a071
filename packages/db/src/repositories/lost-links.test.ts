import { cast, minutesAfter, noon, shortQuestions, someAnswers } from "@appealmod/core/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createMigratedDatabase, type MigratedDatabase } from "../testing/migrated-database.ts";
import { createAppealStore } from "./appeal-store.ts";
import { submitForm } from "./forms.ts";
import { askForLink } from "./lost-links.ts";

let database: MigratedDatabase;
beforeAll(async () => {
  database = await createMigratedDatabase();
});
afterAll(() => database.drop());

const { subreddit } = cast;
const askedAt = minutesAfter(noon, 30);
let count = 0;

/** An appeal whose invite was sent, and what became of asking for its link. */
async function anInvitedAppeal() {
  const store = createAppealStore(database);
  const username = `hiker_${++count}`;
  const redditor = { id: null, name: username };
  const opening = { subreddit, redditor, group: "treatment" as const, questions: shortQuestions };
  const ids = { bannedAt: null, banNote: "", conversationId: `c-${username}`, at: noon };
  const appeal = await store.openAppeal({ ...opening, ...ids });
  const claim = await store.claimAction({
    scope: "appeal",
    appealId: appeal.id,
    conversationId: appeal.conversationId,
    action: { kind: "send", key: "invite", scope: "appeal", text: "invite" },
    afterMessageId: null,
    bodyHash: null,
    at: noon,
  });
  if (claim.status !== "claimed") throw new Error("the invite could not be claimed");
  const { id } = claim.claim;
  const invite = () => store.settleClaim(id, { messageId: "m1", at: noon });
  const records = () =>
    store.findRecords({ subreddit, redditor, conversationId: appeal.conversationId });
  return { store, username, appeal, invite, records };
}

async function ask(username: string) {
  const enqueued: unknown[] = [];
  const enqueue = async (_: unknown, subject: unknown) => void enqueued.push(subject);
  const isOpen = await askForLink(database, { username, subreddit, at: askedAt, enqueue });
  return { isOpen, enqueued };
}

it("is noted and looked at where an invitation is open, however the name is written", async () => {
  const { username, appeal, invite, records } = await anInvitedAppeal();
  await invite();
  const { conversationId } = appeal;
  expect(await ask(username.toUpperCase())).toEqual({
    isOpen: true,
    enqueued: [{ conversationId, subreddit, username }],
  });
  expect((await records()).appeal?.linkAskedAt).toEqual(askedAt);
});

it("comes to nothing for strangers, before the invite, and once the form is sent", async () => {
  const nothing = { isOpen: false, enqueued: [] };
  expect(await ask("nobody_at_all")).toEqual(nothing);
  const { store, username, appeal, invite } = await anInvitedAppeal();
  expect(await ask(username)).toEqual(nothing);
  await invite();
  const token = `token of ${username}`;
  await store.registerFormToken(appeal.id, token);
  const enqueue = async () => {};
  await submitForm(database, { token, answers: someAnswers, at: noon, enqueue });
  expect(await ask(username)).toEqual(nothing);
});
