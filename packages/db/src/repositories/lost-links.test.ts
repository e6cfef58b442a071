import { actionKey } from "@appealmod/core";
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
  const claimed = async (key: string) => {
    const claim = await store.claimAction({
      scope: "appeal",
      appealId: appeal.id,
      conversationId: appeal.conversationId,
      action: { kind: "send", key, scope: "appeal", text: "invite" },
      afterMessageId: null,
      bodyHash: null,
      at: noon,
    });
    if (claim.status !== "claimed") throw new Error(`"${key}" could not be claimed`);
    return claim.claim.id;
  };
  const id = await claimed("invite");
  const repeat = async (at: Date) =>
    store.settleClaim(await claimed(actionKey.askedLink(at)), { messageId: "m2", at });
  const invite = () => store.settleClaim(id, { messageId: "m1", at: noon });
  const records = () =>
    store.findRecords({ subreddit, redditor, conversationId: appeal.conversationId });
  return { store, username, appeal, invite, repeat, records };
}

async function ask(username: string, at = askedAt) {
  const enqueued: unknown[] = [];
  const enqueue = async (_: unknown, subject: unknown) => void enqueued.push(subject);
  const isOpen = await askForLink(database, { username, subreddit, at, enqueue });
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

it("is noted three times a day for an appeal, and the day is that of each request", async () => {
  const { username, invite, records, repeat } = await anInvitedAppeal();
  await invite();
  const hours = [0, 9, 18, 23, 25];
  const noted: boolean[] = [];
  for (const hour of hours) {
    const at = minutesAfter(noon, hour * 60);
    const { isOpen, enqueued } = await ask(username, at);
    expect(enqueued).toHaveLength(isOpen ? 1 : 0);
    if (isOpen) await repeat(at);
    noted.push(isOpen);
  }
  expect(noted).toEqual([true, true, true, false, true]);
  expect((await records()).appeal?.linkAskedAt).toEqual(minutesAfter(noon, 25 * 60));
  const { username: another, invite: inviteThem } = await anInvitedAppeal();
  await inviteThem();
  expect((await ask(another, minutesAfter(noon, 23 * 60))).isOpen).toBe(true);
});
