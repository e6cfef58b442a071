import { expect, test } from "vitest";
import { forwarded, meet } from "./appellant.ts";
import { archived } from "./archived.ts";
import { community, openStage, type Stage } from "./stage.ts";

const day = 24 * 60 * 60 * 1000;

/** A contested ban in the control group: nobody is told anything. */
async function controlAppeal(stage: Stage, name: string) {
  const redditor = await meet(stage, name);
  await redditor.ban({ note: `note on ${name}` });
  const id = await redditor.appeal();
  await stage.pass("recent");
  expect(await redditor.links()).toEqual([]);
  return { redditor, id };
}

async function documentsOf(stage: Stage, name: string) {
  const users = await archived(stage, "user-logs");
  const user = users.find(({ username }) => username === name);
  const conversations = await archived(stage, "conversation-logs");
  const conversation = conversations.find(({ id }) => id === user?.conv_id);
  return { user, conversation };
}

const untouched = { group: 0, form_shared: false, form_filled: false, note_shared: false };

test("control: unbanned after a while is granted, with the time of unbanning", async () => {
  const stage = await openStage({ APPEALMOD_TREATMENT_FRACTION: "0" });
  const { redditor, id } = await controlAppeal(stage, "Unbanned_One");
  stage.passDays(3);
  const unbannedAt = stage.now();
  await redditor.unban();
  stage.passDays(2);
  const requests = await stage.requestsOf(() => stage.pass("started"));
  expect(requests["moderation_log.list"]).toBe(1);
  const { user, conversation } = await documentsOf(stage, "Unbanned_One");
  expect(user).toMatchObject({
    ...untouched,
    conv_id: id,
    appeal_accept: true,
    ignored: false,
    outcome: "granted",
  });
  expect(conversation).toMatchObject({
    is_banned: false,
    ban_info: { is_banned: false, note: expect.stringContaining("note on Unbanned_One") },
  });
  const told = conversation?.unbanned_time as Date;
  expect(Math.abs(told.getTime() - unbannedAt.getTime())).toBeLessThan(5_000);
});

test("control: without the log, the time of unbanning is when it was noticed", async () => {
  const stage = await openStage({ APPEALMOD_TREATMENT_FRACTION: "0" });
  const { redditor } = await controlAppeal(stage, "Unbanned_Two");
  await redditor.unban();
  stage.passDays(2);
  await stage.control.addFault({ kind: "status", status: 403, endpoint: "moderation_log.list" });
  await stage.pass("started");
  const { user, conversation } = await documentsOf(stage, "Unbanned_Two");
  expect(user).toMatchObject({ outcome: "granted", appeal_accept: true });
  const told = conversation?.unbanned_time as Date;
  expect(Math.abs(told.getTime() - stage.now().getTime())).toBeLessThan(10_000);
});

test("control: answered by a human and still banned at the cutoff is denied", async () => {
  const stage = await openStage({ APPEALMOD_TREATMENT_FRACTION: "0" });
  const { id } = await controlAppeal(stage, "Answered_One");
  const by = community.moderator;
  await stage.control.moderatorReply({ conversationId: id, by, body: "No." });
  await stage.pass("recent");
  stage.passDays(31);
  await stage.pass("started");
  const { user, conversation } = await documentsOf(stage, "Answered_One");
  expect(user).toMatchObject({
    ...untouched,
    mod_involved: true,
    appeal_accept: false,
    outcome: "denied",
  });
  expect(conversation).toMatchObject({ is_banned: true, unbanned_time: null });
  expect(conversation?.message_data).toHaveLength(3);
});

test("control: never unbanned and never answered ends with none at the cutoff", async () => {
  const stage = await openStage({ APPEALMOD_TREATMENT_FRACTION: "0" });
  await controlAppeal(stage, "Forgotten_One");
  const openedAt = stage.now();
  stage.passDays(29);
  await stage.pass("started");
  const waiting = await documentsOf(stage, "Forgotten_One");
  expect(waiting.user).toMatchObject({ outcome: null, appeal_accept: null });
  stage.passDays(2);
  await stage.pass("started");
  const { user, conversation } = await documentsOf(stage, "Forgotten_One");
  expect(user).toMatchObject({
    ...untouched,
    appeal_accept: null,
    outcome: "none",
    ignored: false,
  });
  const closedAt = user?.closed_time as Date;
  expect(closedAt.getTime() - openedAt.getTime()).toBeGreaterThan(30 * day);
  expect(conversation).toMatchObject({ is_banned: true, unbanned_time: null });
});

test("treatment: the same fields, to the outcome", async () => {
  const stage = await openStage();
  const { redditor, id } = await forwarded(stage, "Heard_One");
  const before = await documentsOf(stage, "Heard_One");
  expect(before.user).toMatchObject({
    username: "Heard_One",
    subreddit: community.subreddit,
    conv_id: id,
    other_conv_ids: [],
    group: 1,
    form_filled: true,
    form_shared: true,
    note_shared: true,
    mod_involved: false,
    user_deleted: false,
    ignored: false,
    appeal_accept: null,
  });
  expect(before.conversation).toMatchObject({
    is_banned: true,
    ban_info: { is_banned: true, is_permanent: true, date: expect.any(Date) },
    unbanned_time: null,
  });
  const ban = before.conversation?.ban_info as { readonly date: Date } | undefined;
  await redditor.unban();
  stage.passDays(2);
  await stage.pass("started");
  const { user, conversation } = await documentsOf(stage, "Heard_One");
  expect(user).toMatchObject({ group: 1, appeal_accept: true, note_shared: true });
  expect(Object.keys(user ?? {})).toEqual(Object.keys(before.user ?? {}));
  expect(conversation).toMatchObject({
    is_banned: false,
    ban_info: { date: ban?.date },
    unbanned_time: expect.any(Date),
  });
});
