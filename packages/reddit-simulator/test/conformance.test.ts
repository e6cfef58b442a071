import { describe, expect, test } from "vitest";
import { as, ask, startDemo } from "./demo-world.ts";
import * as shapes from "./shapes.ts";

const SUB = "/r/pinelakehikers";

async function appeal() {
  const world = await startDemo();
  const { control, simulator } = world;
  const bot = await as(simulator, "AppealModBot");
  const olive = await as(simulator, "RangerOlive");
  const moss = await as(simulator, "MossyBoots");
  await control.ban({
    subreddit: "PineLakeHikers",
    name: "MossyBoots",
    reason: "Rule 1",
    note: "n",
  });
  const { conversationId } = await control.replyToBanNotice({
    name: "MossyBoots",
    subreddit: "PineLakeHikers",
    text: "Tents < huts & stars, please?",
  });
  return { ...world, bot, olive, moss, id: conversationId, root: "/api/mod/conversations" };
}

describe("every answer has the recorded shape", () => {
  test("modmail", async () => {
    const { bot, id, root, control } = await appeal();
    const list = await bot(`GET ${root}?limit=100`);
    expect(list.status).toBe(200);
    expect(list.body.conversationIds).toEqual([id]);
    expect(shapes.differences(list.body, shapes.modmailListing)).toEqual([]);
    const past = await bot(`GET ${root}?after=${id}`);
    expect(past.body.conversationIds).toEqual([]);
    expect(past.body.conversations).toEqual({});

    const read = await bot(`GET ${root}/${id}`);
    expect(shapes.differences(read.body, shapes.modmailRead)).toEqual([]);
    const note = { body: "note", isInternal: "True", isAuthorHidden: "False", api_type: "json" };
    const reply = await bot(`POST ${root}/${id}`, note);
    expect(reply.status).toBe(201);
    expect(shapes.differences(reply.body, shapes.modmailRead)).toEqual([]);
    const last = reply.body.conversation.objIds.at(-1);
    expect(last.key).toBe("messages");
    expect(reply.body.messages[last.id]).toMatchObject({ isInternal: true, bodyMarkdown: "note" });

    for (const action of ["archive", "unarchive", "highlight"]) {
      const acted = await bot(`POST ${root}/${id}/${action}`);
      expect([acted.status, shapes.differences(acted.body, shapes.modmailActed)]).toEqual([
        200,
        [],
      ]);
    }
    const unhighlighted = await bot(`DELETE ${root}/${id}/highlight`);
    expect(shapes.differences(unhighlighted.body, shapes.modmailActed)).toEqual([]);
    for (const action of ["mute?num_hours=168", "unmute"]) {
      const muted = await bot(`POST ${root}/${id}/${action}`);
      expect([muted.status, shapes.differences(muted.body, shapes.modmailMuted)]).toEqual([
        200,
        [],
      ]);
    }
    const created = await bot(`POST ${root}`, {
      srName: "PineLakeHikers",
      subject: "Among us",
      body: "Hello",
    });
    expect([created.status, shapes.differences(created.body, shapes.modmailCreated)]).toEqual([
      201,
      [],
    ]);
    expect(created.body.conversation).toMatchObject({ isInternal: true, participant: {} });
    const internal = await bot(`GET ${root}/${created.body.conversation.id}`);
    expect(internal.body.user).toEqual({});
    const alone = await bot(`GET ${root}/${id}/user`);
    expect(shapes.differences(alone.body, shapes.user)).toEqual([]);
    const count = await bot(`GET ${root}/unread/count`);
    expect(shapes.differences(count.body, shapes.unreadCount)).toEqual([]);
    const subreddits = await bot(`GET ${root}/subreddits`);
    expect(shapes.differences(subreddits.body, shapes.modmailSubreddits)).toEqual([]);

    await control.deleteAccount("MossyBoots");
    const gone = await bot(`GET ${root}/${id}`);
    expect(shapes.differences(gone.body, shapes.modmailRead)).toEqual([]);
    expect(gone.body.conversation.participant).toEqual({});
    const names = gone.body.conversation.authors.map((one: { name: string; id: unknown }) => [
      one.name,
      typeof one.id,
    ]);
    expect(names).toContainEqual(["[deleted]", "string"]);
  });

  test("bans, moderators, rules and the log", async () => {
    const { bot, olive } = await appeal();
    const banned = await bot(`GET ${SUB}/about/banned`);
    expect(shapes.differences(banned.body, shapes.bannedList)).toEqual([]);
    expect(banned.body.data.children[0]).toMatchObject({ name: "MossyBoots", note: "Rule 1: n" });
    expect(banned.text).toMatch(/"date":\d+\.0[,}]/);
    await olive(`POST ${SUB}/api/friend`, { name: "CampfireKit", type: "muted", api_type: "json" });
    const muted = await bot(`GET ${SUB}/about/muted`);
    expect(muted.body.data.children).toHaveLength(1);
    expect(shapes.differences(muted.body, shapes.mutedList)).toEqual([]);
    const moderators = await bot(`GET ${SUB}/about/moderators`);
    expect(moderators.body.data.children).toHaveLength(3);
    expect(shapes.differences(moderators.body, shapes.moderators)).toEqual([]);
    const rules = await bot(`GET ${SUB}/about/rules`);
    expect(rules.body.rules).toHaveLength(3);
    expect(shapes.differences(rules.body, shapes.rules)).toEqual([]);
    const log = await bot(`GET ${SUB}/about/log`);
    expect(
      log.body.data.children.map((one: { data: { action: string } }) => one.data.action),
    ).toEqual(["muteuser", "banuser"]);
    expect(shapes.differences(log.body, shapes.log)).toEqual([]);
    const combined = await bot("GET /r/mod/about/log?type=banuser&mod=rangerolive");
    expect(combined.body.data.children[0].data).toMatchObject({
      details: "permanent",
      target_author: "MossyBoots",
      mod: "RangerOlive",
    });
  });

  test("the inbox", async () => {
    const { bot, moss, id, root, simulator } = await appeal();
    await bot(`POST ${root}/${id}`, { body: "Fill this in", isAuthorHidden: "true" });
    for (const folder of ["inbox", "messages", "unread", "sent"]) {
      const answer = await moss(`GET /message/${folder}/`);
      expect([folder, shapes.differences(answer.body, shapes.inbox)]).toEqual([folder, []]);
      expect(answer.body.data.children.length).toBeGreaterThan(0);
    }
    const [newest] = (await moss("GET /message/inbox")).body.data.children;
    expect(newest.data).toMatchObject({
      author: null,
      subreddit: "PineLakeHikers",
      distinguished: "moderator",
      dest: "MossyBoots",
      body: "Fill this in",
    });
    const thread = await moss(`GET /message/messages/${newest.data.id}`);
    expect(shapes.differences(thread.body, shapes.inbox)).toEqual([]);
    expect(thread.body.data.children[0].data.replies.data.children).toHaveLength(2);
    const form = { thing_id: newest.data.name, text: "Done", api_type: "json" };
    const reply = await moss("POST /api/comment", form);
    expect(shapes.differences(reply.body, shapes.commented)).toEqual([]);
    expect(reply.body.json.data.things[0].data).toMatchObject({
      dest: "#PineLakeHikers",
      new: false,
    });
    const stranger = await as(simulator, "CampfireKit");
    const foreign = await stranger(`GET /message/messages/${newest.data.id}`);
    expect([foreign.status, foreign.body]).toEqual([403, { message: "Forbidden", error: 403 }]);
  });

  test("strings are escaped unless raw_json=1, and the headers are Reddit’s", async () => {
    const { bot, id, root } = await appeal();
    const raw = await bot(`GET ${root}/${id}`);
    expect(raw.text).toContain("Tents < huts & stars");
    const escaped = await bot(`GET ${root}/${id}`, {}, { escaped: true });
    expect(escaped.text).toContain("Tents &lt; huts &amp; stars");
    expect(escaped.text).not.toContain("<div");
    expect(raw.headers.get("content-type")).toBe("application/json; charset=UTF-8");
    expect(raw.headers.get("x-ratelimit-remaining")).toMatch(/^\d+\.0$/);
  });
});

describe("statuses and error bodies", () => {
  test("204 when archived already, and for marking read; 200 without a body for unread", async () => {
    const { bot, id, root } = await appeal();
    expect((await bot(`POST ${root}/${id}/archive`)).status).toBe(200);
    const again = await bot(`POST ${root}/${id}/archive`);
    expect([again.status, again.text, again.headers.get("content-length")]).toEqual([
      204,
      "",
      null,
    ]);
    const read = await bot(`POST ${root}/read`, { conversationIds: id });
    expect([read.status, read.text]).toEqual([204, ""]);
    const unread = await bot(`POST ${root}/unread`, { conversationIds: id });
    expect([unread.status, unread.text, unread.headers.get("content-length")]).toEqual([
      200,
      "",
      "0",
    ]);
    const bulk = await bot(`POST ${root}/bulk/read?entity=PineLakeHikers&state=archived`);
    expect(bulk.body).toEqual({ conversation_ids: [id] });
  });

  test("conversations: unknown, foreign, without the mail permission, too long", async () => {
    const { bot, moss, control, id, root } = await appeal();
    const unknown = await bot(`GET ${root}/zzzz`);
    expect([unknown.status, unknown.body.reason]).toEqual([404, "CONVERSATION_NOT_FOUND"]);
    const foreign = await moss(`GET ${root}/${id}`);
    expect([foreign.status, foreign.body.reason]).toEqual([403, "SUBREDDIT_NO_ACCESS"]);
    const long = await bot(`POST ${root}/${id}`, { body: "x".repeat(10_001) });
    expect([long.status, long.body.reason]).toEqual([400, "TOO_LONG"]);
    await control.setModerator({
      subreddit: "PineLakeHikers",
      name: "AppealModBot",
      permissions: ["posts"],
    });
    expect((await bot(`GET ${root}?entity=PineLakeHikers`)).status).toBe(403);
    expect((await bot(`GET ${SUB}/about/banned`)).body).toEqual({
      message: "Forbidden",
      error: 403,
    });
  });

  test("form errors travel in a 200", async () => {
    const { olive } = await appeal();
    const long = await olive(`POST ${SUB}/api/friend/`, {
      name: "CampfireKit",
      type: "banned",
      ban_message: "x".repeat(1001),
      api_type: "json",
    });
    expect([long.status, long.body]).toEqual([
      200,
      { json: { errors: [["TOO_LONG", "this is too long (max: 1000)", "ban_message"]] } },
    ]);
    const unknown = await olive(`POST ${SUB}/api/friend`, {
      name: "nobody_here",
      type: "banned",
      api_type: "json",
    });
    expect(unknown.body.json.errors[0]).toEqual([
      "USER_DOESNT_EXIST",
      "that user doesn't exist",
      "name",
    ]);
    const old = await olive(`POST ${SUB}/api/friend`, { name: "CampfireKit", type: "banned" });
    expect(old.body).toMatchObject({ success: true, jquery: expect.any(Array) });
    const none = await olive(`POST ${SUB}/api/accept_moderator_invite`, { api_type: "json" });
    expect(none.body.json.errors[0][0]).toBe("NO_INVITE_FOUND");
  });

  test("users: suspended, deleted, unknown", async () => {
    const { bot, control } = await appeal();
    await control.setAccountStatus("CampfireKit", "suspended");
    expect((await bot("GET /user/campfirekit/about")).body).toEqual({
      kind: "t2",
      data: {
        name: "CampfireKit",
        is_suspended: true,
        is_blocked: false,
        awardee_karma: 0,
        awarder_karma: 0,
        total_karma: 0,
      },
    });
    await control.deleteAccount("PebblePocket");
    for (const name of ["PebblePocket", "nobody_here"]) {
      const gone = await bot(`GET /user/${name}/about`);
      expect([gone.status, gone.body]).toEqual([404, { message: "Not Found", error: 404 }]);
    }
  });

  test("a missing token is an HTML 401", async () => {
    const { url } = await appeal();
    const bare = await ask(url, "/api/v1/me");
    expect(bare.status).toBe(401);
    expect(bare.headers.get("content-type")).toBe("text/html; charset=UTF-8");
  });
});
