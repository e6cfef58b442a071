import { describe, expect, test } from "vitest";
import { as, startDemo } from "./demo-world.ts";

const SUB = "/r/PineLakeHikers";
const ROOT = "/api/mod/conversations";
const DAY = 86_400_000;

async function scene() {
  const world = await startDemo();
  const olive = await as(world.simulator, "RangerOlive");
  const bot = await as(world.simulator, "AppealModBot");
  const moss = await as(world.simulator, "MossyBoots");
  const ban = (more: Record<string, string> = {}) =>
    olive(`POST ${SUB}/api/friend`, {
      name: "mossyboots",
      type: "banned",
      api_type: "json",
      ...more,
    });
  const listed = async (query = "") => (await bot(`GET ${ROOT}?limit=100${query}`)).body;
  return { ...world, olive, bot, moss, ban, listed };
}

test("a ban: notice in the inbox, silent conversation, appeal once it is answered", async () => {
  const { ban, moss, listed, olive } = await scene();
  expect((await ban({ ban_message: "Be kind.", ban_reason: "Rule 1" })).body).toEqual({
    json: { errors: [] },
  });
  const [notice] = (await moss("GET /message/unread")).body.data.children;
  expect(notice.data).toMatchObject({
    subject: "u/MossyBoots is permanently banned from r/PineLakeHikers",
    author: null,
    subreddit: "PineLakeHikers",
    distinguished: "moderator",
    new: true,
  });
  expect(notice.data.body).toContain("Note from the moderators:\n\n> Be kind.");
  expect((await listed()).conversationIds).toEqual([]);
  expect((await listed("&state=notifications")).conversationIds).toHaveLength(1);

  await moss("POST /api/comment", { thing_id: notice.data.name, text: "Sorry!", api_type: "json" });
  const page = await listed();
  expect(page.conversationIds).toHaveLength(1);
  const conversation = page.conversations[page.conversationIds[0]];
  expect(conversation).toMatchObject({ state: 3, isAuto: true, numMessages: 2 });
  expect(conversation.participant).toMatchObject({
    isOp: false,
    isHidden: true,
    name: "MossyBoots",
  });
  expect(conversation.legacyFirstMessageId).toBe(notice.data.id);
  const { id } = conversation;
  const read = (await olive(`GET ${ROOT}/${id}`)).body;
  expect(read.user.banStatus).toEqual({
    isBanned: true,
    isPermanent: true,
    endDate: null,
    reason: "",
  });

  await olive(`POST ${ROOT}/${id}`, { body: "We will see", isAuthorHidden: "False" });
  expect((await listed("&state=appeals")).conversationIds).toEqual([id]);
  await olive(`POST ${ROOT}/${id}/archive`);
  expect((await listed()).conversationIds).toEqual([]);
  expect((await listed("&state=archived")).conversationIds).toEqual([id]);
  const reply = await olive(`POST ${ROOT}/${id}`, { body: "Once more" });
  expect(reply.body.conversation.state).toBe(1);
  const types = Object.values(reply.body.modActions as Record<string, { actionTypeId: number }>);
  expect(types.map((one) => one.actionTypeId)).toEqual([2]);
});

test("a banned redditor’s own message is an appeal too; an archived one comes back", async () => {
  const { ban, moss, bot, listed } = await scene();
  await moss("POST /api/compose", { to: "/r/pinelakehikers", subject: "a", text: "b" });
  const before = await listed();
  expect(before.conversations[before.conversationIds[0]]).toMatchObject({
    state: 0,
    isAuto: false,
  });
  await ban();
  const letter = { to: "r/PineLakeHikers", subject: "Why", text: "me?", api_type: "json" };
  expect((await moss("POST /api/compose", letter)).body).toEqual({ json: { errors: [] } });
  const page = await listed("&state=appeals");
  const [id] = page.conversationIds;
  expect(page.conversations[id]).toMatchObject({ state: 3, isAuto: false, subject: "Why" });
  await bot(`POST ${ROOT}/${id}/archive`);
  const sent = (await moss("GET /message/sent")).body.data.children[0].data;
  await moss("POST /api/comment", { thing_id: sent.name, text: "Hello?", api_type: "json" });
  expect((await listed("&state=appeals")).conversationIds).toEqual([id]);
});

test("temporary bans: floored days, a new notice for another length, an end by the clock", async () => {
  const { ban, bot, moss, control } = await scene();
  const left = async () =>
    (await bot(`GET ${SUB}/about/banned?user=MOSSYBOOTS`)).body.data.children;
  await ban({ duration: "7" });
  expect(await left()).toMatchObject([{ days_left: 6, note: "" }]);
  await ban({ duration: "7", note: "updated" });
  expect(await left()).toMatchObject([{ days_left: 6, note: "updated" }]);
  expect((await moss("GET /message/inbox")).body.data.children).toHaveLength(1);
  await ban({ duration: "3" });
  const [notice] = (await moss("GET /message/inbox")).body.data.children;
  expect(notice.data.body).toContain("banned from participating in r/PineLakeHikers for 3 days");
  await control.advanceClock(1.5 * DAY);
  expect(await control.bans("PineLakeHikers")).toMatchObject([{ name: "MossyBoots", days: 3 }]);
  await control.advanceClock(2 * DAY);
  expect(await control.bans("PineLakeHikers")).toEqual([]);
  expect((await control.moderationLog("PineLakeHikers"))[0]).toMatchObject({
    action: "unbanuser",
    moderator: "reddit",
    description: "was temporary",
  });
});

test("unbanning answers {} whether or not there was a ban", async () => {
  const { ban, olive, moss } = await scene();
  await ban();
  const unban = { name: "MossyBoots", type: "banned", api_type: "json" };
  for (let times = 0; times < 2; times += 1) {
    const answer = await olive(`POST ${SUB}/api/unfriend/`, unban);
    expect([answer.status, answer.body]).toEqual([200, {}]);
  }
  expect((await olive(`POST ${SUB}/api/unfriend`, { ...unban, name: "nobody_x" })).status).toBe(
    400,
  );
  expect((await moss(`POST ${SUB}/api/friend`, unban)).status).toBe(403);
});

test("a mute answers by itself, closes the inbox to the moderators, and leaves a new one new", async () => {
  const { moss, bot, listed } = await scene();
  await moss("POST /api/compose", { to: "/r/PineLakeHikers", subject: "a", text: "b" });
  const [id] = (await listed()).conversationIds;
  const muted = await bot(`POST ${ROOT}/${id}/mute?num_hours=168`);
  expect(muted.body.conversations).toMatchObject({ state: 0, numMessages: 2 });
  expect(muted.body.user.muteStatus).toMatchObject({
    isMuted: true,
    muteCount: 1,
    reason: `https://mod.reddit.com/mail/perma/${id}`,
  });
  const letter = { to: "/r/PineLakeHikers", subject: "a", text: "b", api_type: "json" };
  expect((await moss("POST /api/compose", letter)).body.json.errors[0][0]).toBe("USER_MUTED");
});

describe("listing", () => {
  test("pages by the last id, newest first, without loss or doubles", async () => {
    const { listed, control, bot } = await scene();
    const { conversationIds } = await control.seedAppeals({
      subreddit: "PineLakeHikers",
      count: 57,
    });
    const seen: string[] = [];
    let after = "";
    for (;;) {
      const page = (await bot(`GET ${ROOT}?limit=20${after}`)).body;
      if (page.conversationIds.length === 0) break;
      seen.push(...page.conversationIds);
      after = `&after=${seen.at(-1)}`;
    }
    expect(seen).toEqual(conversationIds.toReversed());
    const [, , third = ""] = seen;
    await bot(`POST ${ROOT}/${third}`, { body: "you are first now" });
    const top = await listed();
    expect(top.conversationIds[0]).toBe(third);
    const dates = top.conversationIds.map((id: string) => top.conversations[id].lastUpdated);
    expect(new Set(dates).size).toBe(57);
    expect(dates).toEqual(dates.toSorted().reverse());
  });

  test("folders and sorts; entity is case-insensitive and refused when foreign", async () => {
    const { control, listed, bot, olive } = await scene();
    const one = await control.compose({
      from: "CampfireKit",
      to: "/r/PineLakeHikers",
      subject: "s",
      text: "t",
    });
    const two = await control.compose({
      from: "PebblePocket",
      to: "/r/PineLakeHikers",
      subject: "s",
      text: "t",
    });
    await olive(`POST ${ROOT}/${one.conversationId}`, { body: "answered" });
    await olive(`POST ${ROOT}/${one.conversationId}/highlight`);
    await olive(`POST ${ROOT}`, { srName: "PineLakeHikers", subject: "us", body: "only" });
    const ids = async (query: string) => (await listed(query)).conversationIds;
    expect(await ids("&state=new")).toEqual([two.conversationId]);
    expect(await ids("&state=inprogress&entity=pinelakeHIKERS")).toEqual([one.conversationId]);
    expect(await ids("&state=highlighted")).toEqual([one.conversationId]);
    expect(await ids("&state=mod")).toHaveLength(1);
    expect(await ids("")).toEqual([one.conversationId, two.conversationId]);
    expect(await ids("&sort=user")).toEqual([two.conversationId, one.conversationId]);
    await control.createSubreddit({ name: "Elsewhere", moderators: [{ name: "SomebodyElse" }] });
    const foreign = await bot(`GET ${ROOT}?entity=PineLakeHikers,Elsewhere`);
    expect([foreign.status, foreign.body.reason]).toEqual([403, "SUBREDDIT_NO_ACCESS"]);
    expect((await bot(`GET ${ROOT}?entity=NoSuchPlace`)).status).toBe(404);
  });
});
