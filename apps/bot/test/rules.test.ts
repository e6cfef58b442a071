import { enqueue } from "@appealmod/jobs";
import { expect, test } from "vitest";
import { invited, isArchived, meet, notes, said, speakers } from "./appellant.ts";
import { appeals, countOf, decisions, effects, lastDecision } from "./records.ts";
import { community, openStage, type Stage } from "./stage.ts";

const { subreddit, moderator } = community;

async function moderatorSays(
  stage: Stage,
  conversationId: string,
  body: string,
  by: string = moderator,
) {
  await stage.control.moderatorReply({ conversationId, by, body });
}

test("1: a discussion among moderators is none of the bot's business", async () => {
  const stage = await openStage();
  const { conversationId } = await stage.control.moderatorCreate({
    subreddit,
    by: moderator,
    subject: "The campsite",
    body: "Shall we ban people who litter?",
  });
  await stage.pass("recent");
  expect(await decisions(stage, conversationId)).toEqual([]);

  // Should one be handed over all the same, it is recorded and left alone.
  await enqueue(stage.database.pool, "process-conversation", {
    conversationId,
    subreddit,
    username: null,
    because: "retry",
  });
  await stage.pass("started");
  expect(await lastDecision(stage, conversationId)).toEqual(["no-appellant"]);
  expect(await speakers(stage, conversationId)).toHaveLength(1);
});

test("2: a redditor who has written nothing is not answered", async () => {
  const stage = await openStage();
  const redditor = await meet(stage);
  await redditor.ban();
  const { conversationId } = await stage.control.moderatorCreate({
    subreddit,
    by: moderator,
    subject: "Your ban",
    body: "You are banned for littering.",
    to: redditor.name,
  });
  await stage.pass("recent");
  expect(await lastDecision(stage, conversationId)).toEqual(["nothing-from-appellant"]);
  expect(await speakers(stage, conversationId)).toEqual(["moderator"]);
  expect(await redditor.links()).toEqual([]);
});

test("3: a deleted account's appeal is closed without a word", async () => {
  const stage = await openStage();
  const { redditor, id } = await invited(stage);
  await redditor.reply(id, "Never mind, I am leaving.");
  await stage.control.deleteAccount(redditor.name);
  await stage.pass("recent");
  expect((await lastDecision(stage, id))?.slice(1)).toEqual(["close"]);
  expect((await decisions(stage, id)).at(-1)?.reason).toBe("user-deleted");
  expect(await appeals(stage, redditor.name)).toMatchObject([{ state: "closed", outcome: "none" }]);
  expect(await effects(stage, id)).toEqual(["invite", "archive:invite"]);
});

test("3: a suspended account is left alone, and its appeal waits", async () => {
  const stage = await openStage();
  const { redditor, id } = await invited(stage);
  await redditor.reply(id, "Hello?");
  await stage.control.setAccountStatus(redditor.name, "suspended");
  await stage.pass("recent");
  expect(await lastDecision(stage, id)).toEqual(["user-suspended"]);
  expect(await redditor.links()).toHaveLength(1);
  expect(await appeals(stage, redditor.name)).toMatchObject([{ state: "invited" }]);
});

test("4: the last word of another bot ends our interest, however its name is written", async () => {
  const stage = await openStage();
  await stage.control.createRedditor({ name: "SaferBot" });
  await stage.control.setModerator({ subreddit, name: "SaferBot", permissions: ["all"] });
  const redditor = await meet(stage);
  await redditor.ban();
  const id = await redditor.appeal();
  await moderatorSays(stage, id, "Leave the other community and you are welcome.", "SaferBot");
  await stage.pass("recent");
  expect(await lastDecision(stage, id)).toEqual(["handled-by-other-bot"]);
  expect(await speakers(stage, id)).toEqual(["moderator", "redditor", "moderator"]);
});

test("5: whoever is not banned is not answered", async () => {
  const stage = await openStage();
  const redditor = await meet(stage);
  const id = await redditor.write("When is the next clean-up day?");
  await stage.pass("recent");
  expect(await lastDecision(stage, id)).toEqual(["not-banned"]);
  expect(await speakers(stage, id)).toEqual(["redditor"]);
});

test("5: an open appeal whose ban is lifted is granted", async () => {
  const stage = await openStage();
  const { redditor, id } = await invited(stage);
  await redditor.unban();
  await redditor.reply(id, "Thank you!");
  await stage.pass("recent");
  // The moderation log may have told of it first: then the reply finds nothing left to close.
  expect((await lastDecision(stage, id))?.[0]).toBe("not-banned");
  expect(await appeals(stage, redditor.name)).toMatchObject([
    { state: "closed", outcome: "granted" },
  ]);
  expect(await redditor.links()).toHaveLength(1);
});

test("6: a temporary ban runs out by itself", async () => {
  const stage = await openStage();
  const redditor = await meet(stage);
  await redditor.ban({ days: 7 });
  const id = await redditor.appeal();
  await stage.pass("recent");
  expect(await lastDecision(stage, id)).toEqual(["temporary-ban"]);
  expect(await speakers(stage, id)).toEqual(["moderator", "redditor"]);
  expect(await countOf(stage, "appeals")).toBe(0);
});

test("7: a moderator's answer is the last word between them and the redditor", async () => {
  const stage = await openStage();
  const redditor = await meet(stage);
  await redditor.ban();
  const id = await redditor.appeal();
  await moderatorSays(stage, id, "What happened there?");
  await redditor.reply(id, "I forgot my bags.");
  await stage.pass("recent");
  expect(await lastDecision(stage, id)).toEqual(["human-involved"]);
  expect(await isArchived(stage, id)).toBe(false);
  expect(await redditor.links()).toEqual([]);
});

test("7: private notes among moderators are no answer", async () => {
  const stage = await openStage();
  const redditor = await meet(stage);
  await redditor.ban();
  const conversationId = await redditor.appeal();
  const note = { conversationId, by: moderator, body: "Look at the photos.", isInternal: true };
  await stage.control.moderatorReply(note);
  await stage.pass("recent");
  expect((await lastDecision(stage, conversationId))?.[0]).toBe("eligible");
  expect(await redditor.links()).toHaveLength(1);
});

test("7: answers that come after a moderator's word are left as a private note, once", async () => {
  const stage = await openStage();
  const { redditor, id } = await invited(stage);
  await moderatorSays(stage, id, "Tell me more.");
  await stage.pass("recent");
  expect(await appeals(stage, redditor.name)).toMatchObject([{ state: "invited", involved: true }]);
  await redditor.submit();
  await stage.pass("started");
  expect(await lastDecision(stage, id)).toEqual(["human-involved", "note"]);
  await redditor.reply(id, "I have sent the form.");
  await stage.pass("recent");
  await stage.pass("started");
  const left = await notes(stage, id);
  expect(left).toHaveLength(1);
  expect(left[0]).toContain("two bags of rubbish");
  expect((await said(stage, id)).filter(({ by }) => by === "bot")).toHaveLength(1);
  expect(await isArchived(stage, id)).toBe(false);
});

test("8: a ban that a machine set is left alone", async () => {
  const stage = await openStage();
  const redditor = await meet(stage);
  await redditor.ban({ reason: "", note: "Autobanned for posting in r/litterbugs" });
  const id = await redditor.appeal();
  await stage.pass("recent");
  expect(await lastDecision(stage, id)).toEqual(["autoban"]);
  expect(await speakers(stage, id)).toEqual(["moderator", "redditor"]);
});

test("9: a ban without a reason is pointed out to moderators, once per conversation", async () => {
  const stage = await openStage();
  const redditor = await meet(stage);
  await redditor.ban({ reason: "", note: "", message: "" });
  const id = await redditor.appeal();
  await stage.pass("recent");
  expect(await lastDecision(stage, id)).toEqual(["no-reason", "no-reason"]);
  await redditor.reply(id, "Anybody?");
  await stage.pass("recent");
  expect(await lastDecision(stage, id)).toEqual(["no-reason"]);
  expect(await speakers(stage, id)).toEqual(["moderator", "redditor", "note", "redditor"]);
  expect(await isArchived(stage, id)).toBe(false);
  // Only moderators see it.
  expect(await stage.control.inbox(redditor.name)).toHaveLength(1);
});

test("9: a conversation that the redditor began has no ban message to lack a reason", async () => {
  const stage = await openStage();
  const redditor = await meet(stage);
  await redditor.ban({ reason: "", note: "", message: "" });
  const id = await redditor.write();
  await stage.pass("recent");
  expect((await lastDecision(stage, id))?.[0]).toBe("eligible");
  expect(await redditor.links()).toHaveLength(1);
});

test("10: nothing is done to a redditor in control, but everything is recorded", async () => {
  const stage = await openStage({ APPEALMOD_TREATMENT_FRACTION: "0" });
  const redditor = await meet(stage);
  await redditor.ban();
  const id = await redditor.appeal();
  await stage.pass("recent");
  expect(await lastDecision(stage, id)).toEqual(["control", "draw-group", "open"]);
  await redditor.reply(id, "Hello?");
  // A share that is raised later changes nothing for those who were drawn.
  await stage.pass("recent", { APPEALMOD_TREATMENT_FRACTION: "1" });
  expect(await lastDecision(stage, id)).toEqual(["control"]);
  expect(await speakers(stage, id)).toEqual(["moderator", "redditor", "redditor"]);
  expect(await isArchived(stage, id)).toBe(false);
  expect(await appeals(stage, redditor.name)).toEqual([
    { group: "control", state: "new", outcome: null, involved: false, conversations: [id] },
  ]);
  await redditor.unban();
  stage.passDays(1.1);
  await stage.pass("started");
  expect(await appeals(stage, redditor.name)).toMatchObject([{ outcome: "granted" }]);
});

test("11: everybody else gets the form", async () => {
  const stage = await openStage();
  const { redditor, id } = await invited(stage);
  expect(await lastDecision(stage, id)).toEqual([
    "eligible",
    "draw-group",
    "open",
    "invite",
    "archive:invite",
  ]);
  expect(await speakers(stage, id)).toEqual(["moderator", "redditor", "bot"]);
  expect(await isArchived(stage, id)).toBe(true);
  expect(await appeals(stage, redditor.name)).toEqual([
    { group: "treatment", state: "invited", outcome: null, involved: false, conversations: [id] },
  ]);
});
