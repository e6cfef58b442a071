import { describe, expect, test } from "vitest";
import { as, startDemo } from "./demo-world.ts";

const SUB = "PineLakeHikers";
const ROOT = "/api/mod/conversations";
const HOUR = 3_600_000;

async function appealed() {
  const world = await startDemo();
  const { control, simulator } = world;
  await control.setTokenLifetime(100_000 * HOUR);
  const bot = await as(simulator, "AppealModBot");
  await control.ban({ subreddit: SUB, name: "MossyBoots", note: "rubbish" });
  const answer = { name: "MossyBoots", subreddit: SUB, text: "Sorry!" };
  const { conversationId: id } = await control.replyToBanNotice(answer);
  const say = (body: string, isInternal = false) =>
    bot(`POST ${ROOT}/${id}`, { body, isInternal: String(isInternal) });
  return { ...world, bot, id, say };
}

describe("mute", () => {
  test("silences the redditor, not the moderators, until it ends", async () => {
    const { control, say, id, bot } = await appealed();
    await control.moderatorAct({ conversationId: id, by: "RangerOlive", action: "mute" });
    expect((await bot(`GET ${ROOT}/${id}`)).body.user.muteStatus.isMuted).toBe(true);
    const write = () => control.reply({ from: "MossyBoots", conversationId: id, text: "!" });
    await expect(write()).rejects.toMatchObject({ status: 403, code: "USER_MUTED" });
    expect((await say("Hello.")).status).toBe(201);
    await control.advanceClock(73 * HOUR);
    await write();
  });

  test("from the list of redditors brings no message", async () => {
    const { control, id } = await appealed();
    const there = { subreddit: SUB, name: "MossyBoots", by: "RangerOlive" };
    const before = (await control.conversation(id)).messageCount;
    await control.mute(there);
    const write = () => control.reply({ from: "MossyBoots", conversationId: id, text: "!" });
    await expect(write()).rejects.toMatchObject({ code: "USER_MUTED" });
    expect((await control.conversation(id)).messageCount).toBe(before);
    expect(await control.unmute(there)).toEqual({ wasMuted: true });
    expect(await control.unmute(there)).toEqual({ wasMuted: false });
    await write();
  });

  test("can be asked to refuse public replies for as long as it lasts", async () => {
    const { control, say, id, bot } = await appealed();
    await control.refuseReplies({ subreddit: SUB, name: "MossyBoots", while: "muted" });
    expect((await say("Not muted yet.")).status).toBe(201);
    await control.moderatorAct({ conversationId: id, by: "RangerOlive", action: "mute" });
    const refused = await say("Hello.");
    expect([refused.status, refused.body.reason]).toEqual([400, "USER_MUTED"]);
    expect((await say("Among us.", true)).status).toBe(201);
    await bot(`POST ${ROOT}/${id}/unmute`);
    expect((await say("Hello.")).status).toBe(201);
  });
});

describe("public replies that are refused for good", () => {
  test("get a 400 with a reason; private notes, archive and unarchive work", async () => {
    const { control, say, id, bot } = await appealed();
    await control.refuseReplies({ subreddit: SUB, name: "MossyBoots", reason: "USER_BLOCKED" });
    const before = (await control.conversation(id)).messageCount;
    const refused = await say("Hello.");
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({ message: "Bad Request", reason: "USER_BLOCKED" });
    expect((await control.conversation(id)).messageCount).toBe(before);
    expect((await control.conversation(id)).refusedReplies).toBe(1);
    expect((await say("Among us.", true)).status).toBe(201);
    expect((await bot(`POST ${ROOT}/${id}/archive`)).status).toBe(200);
    expect((await bot(`POST ${ROOT}/${id}/unarchive`)).status).toBe(200);
    await control.advanceClock(10_000 * HOUR);
    expect((await say("Hello.")).status).toBe(400);
  });

  test("hold in all conversations with that redditor, and for no other", async () => {
    const { control, bot } = await appealed();
    await control.refuseReplies({ subreddit: SUB, name: "MossyBoots" });
    const letter = { to: `/r/${SUB}`, subject: "a", text: "b" };
    const own = await control.compose({ from: "MossyBoots", ...letter });
    const other = await control.compose({ from: "CampfireKit", ...letter });
    expect((await bot(`POST ${ROOT}/${own.conversationId}`, { body: "!" })).status).toBe(400);
    expect((await bot(`POST ${ROOT}/${other.conversationId}`, { body: "!" })).status).toBe(201);
  });

  test("end when they are allowed again", async () => {
    const { control, say } = await appealed();
    await control.refuseReplies({ subreddit: SUB, name: "MossyBoots" });
    await control.restore(await control.snapshot());
    expect((await say("Hello.")).status).toBe(400);
    await control.allowReplies({ subreddit: SUB, name: "MossyBoots" });
    expect((await say("Hello.")).status).toBe(201);
  });
});

describe("other accounts that answer", () => {
  const letter = { from: "CampfireKit", to: `/r/${SUB}`, subject: "a", text: "b" };

  test("AutoModerator answers each new conversation publicly, once, within a second", async () => {
    const { control, id: old, bot } = await appealed();
    await control.addAutoResponder({
      subreddit: SUB,
      account: "AutoModerator",
      body: "We have got your message.",
      delayMs: 800,
    });
    const { conversationId: id } = await control.compose(letter);
    const said = async (of = id ?? "") =>
      (await control.conversation(of)).messages.filter(({ author }) => author === "AutoModerator");
    expect(await said()).toEqual([]);
    await control.advanceClock(900);
    expect(await said()).toMatchObject([{ side: "moderator", isInternal: false }]);
    const [{ date } = { date: 0 }] = await said();
    const [asked] = (await control.conversation(id ?? "")).messages;
    expect(date - (asked?.date ?? 0)).toBeGreaterThanOrEqual(800);
    expect(date - (asked?.date ?? 0)).toBeLessThan(1000);
    await control.reply({ from: "CampfireKit", conversationId: id ?? "", text: "More." });
    await control.reply({ from: "MossyBoots", conversationId: old, text: "More." });
    await control.advanceClock(5000);
    expect([await said(), await said(old)].map((one) => one.length)).toEqual([1, 0]);
    const page = (await bot(`GET ${ROOT}?limit=100&state=inprogress`)).body;
    expect(page.conversationIds).toEqual([id]);
  });

  test("the first answer to a ban notice is a new conversation for it", async () => {
    const { control } = await appealed();
    await control.addAutoResponder({ subreddit: SUB, account: "AutoModerator", body: "Thanks." });
    await control.ban({ subreddit: SUB, name: "CampfireKit" });
    const { conversationId } = await control.replyToBanNotice({
      name: "CampfireKit",
      subreddit: SUB,
      text: "Sorry!",
    });
    const { messages } = await control.conversation(conversationId);
    expect(messages.map(({ author }) => author)).toEqual([
      "RangerOlive",
      "CampfireKit",
      "AutoModerator",
    ]);
  });

  test("the redditor's own answer through the API is told of, not the auto-responder's", async () => {
    const { control, simulator } = await appealed();
    await control.addAutoResponder({ subreddit: SUB, account: "AutoModerator", body: "Thanks." });
    await control.ban({ subreddit: SUB, name: "CampfireKit" });
    const kit = await as(simulator, "CampfireKit");
    const [notice] = (await kit("GET /message/inbox")).body.data.children;
    const form = { thing_id: notice.data.name, text: "Sorry!", api_type: "json" };
    const { body } = await kit("POST /api/comment", form);
    expect(body.json.data.things[0].data).toMatchObject({ author: "CampfireKit", body: "Sorry!" });
  });

  test("an app answers every message of everybody, and never itself; a bot may do it privately", async () => {
    const { control } = await appealed();
    const app = { subreddit: SUB, account: "modmail-helper", answers: "every-message" } as const;
    await control.addAutoResponder({ ...app, body: "An app thanks you." });
    const notes = { subreddit: SUB, account: "NoteBot", isInternal: true } as const;
    await control.addAutoResponder({ ...notes, body: "Account age: 3 days." });
    const { conversationId: id } = await control.compose(letter);
    await control.reply({ from: "CampfireKit", conversationId: id ?? "", text: "More." });
    const { messages } = await control.conversation(id ?? "");
    expect(messages.map(({ author, isInternal }) => [author, isInternal])).toEqual([
      ["CampfireKit", false],
      ["modmail-helper", false],
      ["NoteBot", true],
      ["CampfireKit", false],
      ["modmail-helper", false],
    ]);
  });

  test("answers that are due outlive a snapshot, and end with the auto-responder", async () => {
    const { control } = await appealed();
    const responder = { subreddit: SUB, account: "AutoModerator", body: "Thanks.", delayMs: 500 };
    await control.addAutoResponder(responder);
    const one = await control.compose(letter);
    await control.restore(await control.snapshot());
    await control.advanceClock(600);
    expect((await control.conversation(one.conversationId ?? "")).messageCount).toBe(2);
    expect(await control.removeAutoResponders({ subreddit: SUB })).toEqual({ removed: 1 });
    const two = await control.compose(letter);
    await control.advanceClock(600);
    expect((await control.conversation(two.conversationId ?? "")).messageCount).toBe(1);
  });
});
