import { describe, expect, test } from "vitest";
import { as, startDemo } from "./demo-world.ts";

const SUB = "PineLakeHikers";
const ROOT = "/api/mod/conversations";
const DAY = 86_400_000;

/** MossyBoots is banned for good and has answered the notice. */
async function appealed(ban: { days?: number } = {}) {
  const world = await startDemo();
  const { control, simulator } = world;
  await control.setTokenLifetime(1000 * DAY);
  const bot = await as(simulator, "AppealModBot");
  const olive = await as(simulator, "RangerOlive");
  const moss = await as(simulator, "MossyBoots");
  await control.ban({ subreddit: SUB, name: "MossyBoots", note: "rubbish", ...ban });
  const answer = { name: "MossyBoots", subreddit: SUB, text: "Sorry!" };
  const { conversationId: id } = await control.replyToBanNotice(answer);
  const read = async (which = id) => (await bot(`GET ${ROOT}/${which}`)).body;
  const banned = async (name: string) =>
    (await bot(`GET /r/${SUB}/about/banned?user=${name}`)).body.data.children;
  return { ...world, bot, olive, moss, id, read, banned };
}

describe("rename", () => {
  test("keeps account id, conversations, ban and tokens; every message bears the new name", async () => {
    const { control, moss, read, banned, id } = await appealed();
    const before = await read();
    await control.renameAccount("mossyboots", "LichenLaces");
    const after = await read();
    expect(after.user).toMatchObject({ id: before.user.id, name: "LichenLaces" });
    expect(after.conversation.participant).toEqual({
      ...before.conversation.participant,
      name: "LichenLaces",
    });
    const authors = Object.values(after.messages as Record<string, { author: { name: string } }>);
    expect(authors.map(({ author }) => author.name).sort()).toEqual(["LichenLaces", "RangerOlive"]);
    expect(after.conversation.subject).toContain("u/MossyBoots");
    expect(await banned("LichenLaces")).toMatchObject([
      { name: "LichenLaces", id: before.user.id, note: "rubbish" },
    ]);
    expect((await moss("GET /api/v1/me")).body.name).toBe("LichenLaces");
    await control.reply({ from: "LichenLaces", conversationId: id, text: "Me again." });
    expect((await control.conversation(id)).participant).toBe("LichenLaces");
  });

  test("leaves the old name unknown, in every endpoint", async () => {
    const { control, bot, olive, banned } = await appealed();
    await control.renameAccount("MossyBoots", "LichenLaces");
    expect(await banned("MossyBoots")).toEqual([]);
    expect((await bot("GET /user/MossyBoots/about")).status).toBe(404);
    expect((await bot("GET /user/LichenLaces/about")).body.data.name).toBe("LichenLaces");
    const form = { name: "MossyBoots", type: "banned", api_type: "json" };
    const refused = await olive(`POST /r/${SUB}/api/friend`, form);
    expect(refused.body.json.errors[0][0]).toBe("USER_DOESNT_EXIST");
    const entries = await control.moderationLog(SUB);
    expect(entries.find(({ action }) => action === "banuser")?.target).toBe("LichenLaces");
  });

  test("refuses a name that is taken or no name", async () => {
    const { control } = await appealed();
    await expect(control.renameAccount("MossyBoots", "campfirekit")).rejects.toThrow("taken");
    await expect(control.renameAccount("MossyBoots", "a b")).rejects.toThrow("invalid");
    await control.renameAccount("MossyBoots", "MOSSYBOOTS");
    expect((await control.redditors()).map(({ name }) => name)).toContain("MOSSYBOOTS");
  });

  test("outlives a snapshot", async () => {
    const { control, read } = await appealed();
    await control.renameAccount("MossyBoots", "LichenLaces");
    await control.restore(await control.snapshot());
    expect((await read()).user.name).toBe("LichenLaces");
    await expect(control.deleteAccount("MossyBoots")).rejects.toThrow("doesn't exist");
  });
});

describe("suspension", () => {
  test("is told in read-one, silences the account everywhere, and ends", async () => {
    const { control, moss, read, id, banned } = await appealed();
    await control.suspendAccount("MossyBoots");
    expect((await read()).user).toMatchObject({ isSuspended: true, banStatus: { isBanned: true } });
    expect(await banned("MossyBoots")).toHaveLength(1);
    const letter = { subject: "a", text: "b" };
    const writes = [
      () => control.reply({ from: "MossyBoots", conversationId: id, text: "!" }),
      () => control.replyToBanNotice({ name: "MossyBoots", subreddit: SUB, text: "!" }),
      () => control.compose({ from: "MossyBoots", to: `/r/${SUB}`, ...letter }),
      () => control.compose({ from: "MossyBoots", to: "CampfireKit", ...letter }),
    ];
    for (const write of writes)
      await expect(write()).rejects.toMatchObject({ status: 403, code: "FORBIDDEN" });
    expect((await moss("POST /api/compose", { to: `/r/${SUB}`, ...letter })).status).toBe(403);

    await control.unsuspendAccount("MossyBoots");
    expect((await read()).user.isSuspended).toBe(false);
    for (const write of writes) await write();
  });

  test("silences a moderator as well", async () => {
    const { control, bot, id } = await appealed();
    await control.suspendAccount("AppealModBot");
    expect((await bot(`POST ${ROOT}/${id}`, { body: "Beep." })).status).toBe(403);
  });
});

test("a deleted account is [deleted] with an empty id, and nobody is the participant", async () => {
  const { control, read } = await appealed();
  await control.deleteAccount("MossyBoots");
  const { conversation, messages, user } = await read();
  expect([conversation.participant, user]).toEqual([{}, {}]);
  const authors = Object.values(messages as Record<string, { author: Record<string, unknown> }>);
  const [gone] = authors.map(({ author }) => author).filter(({ isDeleted }) => isDeleted);
  expect(gone).toMatchObject({ name: "[deleted]", id: "", isParticipant: false, isOp: false });
});

test("authors and participants bear the account's id in decimal", async () => {
  const { read } = await appealed();
  const { conversation, messages, user } = await read();
  const id = Number.parseInt(user.id.replace(/^t2_/, ""), 36);
  expect(conversation.participant.id).toBe(id);
  const authors = Object.values(messages as Record<string, { author: { id: unknown } }>);
  expect(authors.map(({ author }) => author.id)).toContain(id);
  expect(id).toBeGreaterThan(2 ** 31);
});

describe("a ban set again with another duration", () => {
  const again = (duration: string) => ({
    name: "MossyBoots",
    type: "banned",
    api_type: "json",
    note: "shorter",
    duration,
  });

  test("brings the same ban up to date: days, note, end; its date and id stay", async () => {
    const { control, olive, read, banned } = await appealed();
    const [first] = await banned("MossyBoots");
    await control.advanceClock(2 * DAY);
    await olive(`POST /r/${SUB}/api/friend`, again("30"));
    expect((await read()).user.banStatus).toMatchObject({ isBanned: true, isPermanent: false });
    const endsAt = Date.parse((await read()).user.banStatus.endDate);
    expect(endsAt).toBeGreaterThan(Date.now() + 31 * DAY);
    expect(await banned("MossyBoots")).toEqual([{ ...first, note: "shorter", days_left: 29 }]);
    const [entry] = await control.moderationLog(SUB);
    expect(entry).toMatchObject({ action: "banuser", details: "changed to 30 days" });

    await olive(`POST /r/${SUB}/api/friend`, again(""));
    expect((await read()).user.banStatus).toMatchObject({ isPermanent: true, endDate: null });
    expect((await banned("MossyBoots"))[0]).toMatchObject({ days_left: null });
    expect((await control.moderationLog(SUB))[0]?.details).toBe("changed to permanent");
  });

  test("can be asked to bear the new ban's date and id", async () => {
    const { control, banned } = await appealed();
    const [first] = await banned("MossyBoots");
    await control.advanceClock(2 * DAY);
    await control.ban({ subreddit: SUB, name: "MossyBoots", days: 30, renewsDate: true });
    const [second] = await banned("MossyBoots");
    expect(second.rel_id).not.toBe(first.rel_id);
    expect(second.date).toBeGreaterThan(first.date + (2 * DAY) / 1000 - 10);
    expect(await control.bans(SUB)).toHaveLength(1);
  });

  test("ends by itself when the last duration says so, not before", async () => {
    const { control, olive, banned } = await appealed({ days: 3 });
    await olive(`POST /r/${SUB}/api/friend`, again("30"));
    await control.advanceClock(4 * DAY);
    expect(await banned("MossyBoots")).toHaveLength(1);
    await control.advanceClock(27 * DAY);
    expect(await banned("MossyBoots")).toEqual([]);
  });
});
