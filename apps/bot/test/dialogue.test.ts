import { changeCommunitySettings } from "@appealmod/use-cases";
import { expect, test } from "vitest";
import { forwarded, invited, isArchived, meet, notes, said, speakers } from "./appellant.ts";
import { appeals, countOf, effects, lastDecision } from "./records.ts";
import { community, openStage } from "./stage.ts";

test("old mail, met at the first start, is left alone", async () => {
  // The listing is walked back for the installation's cutoff; a community may set a shorter one.
  const stage = await openStage();
  await changeCommunitySettings(
    stage,
    { kind: "operator" },
    { subreddit: community.subreddit, changes: { updateCutoffDays: 10 } },
  );
  const redditor = await meet(stage);
  await redditor.ban();
  const id = await redditor.appeal();
  stage.passDays(11);
  await stage.pass("recent");
  expect(await lastDecision(stage, id)).toEqual(["too-old"]);
  expect(await speakers(stage, id)).toEqual(["moderator", "redditor"]);
  expect(await countOf(stage, "appeals")).toBe(0);
  expect(await countOf(stage, "group_assignments")).toBe(0);
});

test("a new appeal: form entry, invite with a link of its own, archive", async () => {
  const stage = await openStage();
  const { redditor, id } = await invited(stage);
  const other = await invited(stage, "FernFinder");
  expect(await effects(stage, id)).toEqual(["invite", "archive:invite"]);
  expect(await isArchived(stage, id)).toBe(true);
  expect(await countOf(stage, "main_ban_appeal_data")).toBe(2);
  expect(await redditor.links()).not.toEqual(await other.redditor.links());
  const invite = (await said(stage, id)).at(-1);
  expect(invite?.by).toBe("bot");
  // The community speaks, not an account that could be written to.
  const [mail] = await stage.control.inbox(redditor.name);
  expect(mail).toMatchObject({ author: null, subreddit: community.subreddit, body: invite?.body });
});

test("nothing new: a second pass changes nothing", async () => {
  const stage = await openStage();
  const { id } = await invited(stage);
  const before = await stage.control.conversation(id);
  await stage.pass("recent");
  await stage.pass("started");
  expect(await stage.control.conversation(id)).toEqual(before);
});

test("whoever writes again is reminded once per message, up to the community's cap", async () => {
  const stage = await openStage();
  await changeCommunitySettings(
    stage,
    { kind: "operator" },
    { subreddit: community.subreddit, changes: { reminderCap: 2 } },
  );
  const { redditor, id } = await invited(stage);
  const [link] = await redditor.links();
  for (const [text, reminders] of [
    ["Hello?", 1],
    ["Is anybody there?", 2],
    ["I give up.", 2],
  ] as const) {
    await redditor.reply(id, text);
    expect(await isArchived(stage, id)).toBe(false);
    await stage.pass("recent");
    await stage.pass("recent");
    expect(await redditor.links()).toEqual(Array(1 + reminders).fill(link));
    expect(await isArchived(stage, id)).toBe(true);
  }
});

test("a submitted form brings final, private note with all answers, and the conversation back", async () => {
  const stage = await openStage();
  const { redditor, id } = await invited(stage);
  await redditor.submit();
  await stage.pass("started");
  expect(await lastDecision(stage, id)).toEqual(["eligible", "final", "note", "unarchive"]);
  expect(await speakers(stage, id)).toEqual(["moderator", "redditor", "bot", "bot", "note"]);
  const [note] = await notes(stage, id);
  for (const part of [
    "**In your own words, why were you banned?**",
    "> I left two bags of rubbish at the lake campsite.",
    "> Yes",
    "> I carry a bag for it now.",
  ])
    expect(note).toContain(part);
  expect(note).not.toContain("second_chance");
  expect(await isArchived(stage, id)).toBe(false);
  expect(await stage.control.inbox(redditor.name)).toHaveLength(3);
  expect(await appeals(stage, redditor.name)).toMatchObject([{ state: "forwarded" }]);
});

test("forwarded: people have it now, whatever the redditor writes", async () => {
  const stage = await openStage();
  const { redditor, id } = await forwarded(stage);
  await redditor.reply(id, "Have you read it?");
  await stage.pass("recent");
  expect(await lastDecision(stage, id)).toEqual(["eligible"]);
  expect((await speakers(stage, id)).slice(-2)).toEqual(["note", "redditor"]);
  expect(await isArchived(stage, id)).toBe(false);
});

test("a cutoff that is lowered later holds for what is open already", async () => {
  const stage = await openStage();
  const { redditor } = await invited(stage);
  stage.passDays(8);
  await stage.pass("started");
  expect(await appeals(stage, redditor.name)).toMatchObject([{ state: "invited" }]);
  await stage.pass("started", { APPEALMOD_UPDATE_CUTOFF: "7" });
  expect(await appeals(stage, redditor.name)).toMatchObject([{ state: "closed", outcome: "none" }]);
});

test("an appeal that nothing happened to until the cutoff is closed without an outcome", async () => {
  const stage = await openStage();
  const { redditor, id } = await invited(stage);
  stage.passDays(29);
  await stage.pass("started");
  expect(await appeals(stage, redditor.name)).toMatchObject([{ state: "invited" }]);
  stage.passDays(1.1);
  await stage.pass("started");
  expect(await lastDecision(stage, id)).toEqual(["eligible", "close"]);
  expect(await appeals(stage, redditor.name)).toMatchObject([{ state: "closed", outcome: "none" }]);
  expect(await speakers(stage, id)).toEqual(["moderator", "redditor", "bot"]);
});

test("a moderator who put a forwarded appeal away without an unban has denied it", async () => {
  const stage = await openStage();
  const { redditor, id } = await forwarded(stage);
  const by = community.moderator;
  await stage.control.moderatorAct({ conversationId: id, by, action: "archive" });
  stage.passDays(30.1);
  await stage.pass("started");
  expect(await appeals(stage, redditor.name)).toMatchObject([
    { state: "closed", outcome: "denied" },
  ]);
});

test("an unban of a forwarded appeal is noticed although nobody writes", async () => {
  const stage = await openStage();
  const { redditor } = await forwarded(stage);
  await redditor.unban();
  stage.passDays(1.1);
  await stage.pass("started");
  expect(await appeals(stage, redditor.name)).toMatchObject([
    { state: "closed", outcome: "granted" },
  ]);
});

test("a second conversation before the form: linked, the same link once, archived", async () => {
  const stage = await openStage();
  const { redditor, id } = await invited(stage);
  const second = await redditor.write();
  await stage.pass("recent");
  await stage.pass("recent");
  expect(await speakers(stage, second)).toEqual(["redditor", "bot"]);
  expect(await isArchived(stage, second)).toBe(true);
  const [link, again, ...more] = await redditor.links();
  expect([again, more]).toEqual([link, []]);
  expect(await appeals(stage, redditor.name)).toMatchObject([{ conversations: [id, second] }]);
});

test("a second conversation after the forwarding: a note points to the first, once", async () => {
  const stage = await openStage();
  const { redditor, id } = await forwarded(stage);
  const second = await redditor.write();
  await stage.pass("recent");
  await redditor.reply(second, "Hello?");
  await stage.pass("recent");
  expect(await speakers(stage, second)).toEqual(["redditor", "note", "redditor"]);
  expect((await notes(stage, second))[0]).toContain(`/mail/perma/${id}`);
  expect(await isArchived(stage, second)).toBe(false);
  expect(await redditor.links()).toHaveLength(1);
});

test("a second conversation in control is linked and not answered", async () => {
  const stage = await openStage({ APPEALMOD_TREATMENT_FRACTION: "0" });
  const redditor = await meet(stage);
  await redditor.ban();
  const id = await redditor.appeal();
  await stage.pass("recent");
  const second = await redditor.write();
  await stage.pass("recent");
  expect(await speakers(stage, second)).toEqual(["redditor"]);
  expect(await appeals(stage, redditor.name)).toMatchObject([
    { group: "control", conversations: [id, second] },
  ]);
});

test("banned again: a new appeal in the same group, whose note names the earlier one", async () => {
  const stage = await openStage();
  const { redditor } = await forwarded(stage);
  await redditor.unban();
  stage.passDays(1.1);
  await stage.pass("started");
  await redditor.ban({ message: "You littered again." });
  const second = await redditor.appeal("I am sorry.");
  // The share has changed meanwhile: the group has not.
  await stage.pass("recent", { APPEALMOD_TREATMENT_FRACTION: "0" });
  const links = await redditor.links();
  expect(new Set(links).size).toBe(2);
  await redditor.submit();
  await stage.pass("started");
  expect(await appeals(stage, redditor.name)).toMatchObject([
    { group: "treatment", state: "closed", outcome: "granted" },
    { group: "treatment", state: "forwarded", outcome: null },
  ]);
  const [note] = await notes(stage, second);
  expect(note).toContain("Earlier appeals of this redditor here");
  expect(note).toMatch(/form filled in, the ban was lifted/);
});

test("banned again while the former appeal still waits: the former one is granted first", async () => {
  const stage = await openStage();
  const { redditor } = await invited(stage);
  await redditor.unban();
  stage.passDays(1);
  await redditor.ban({ message: "You littered again." });
  await redditor.appeal("I am sorry.");
  await stage.pass("recent");
  expect(await appeals(stage, redditor.name)).toMatchObject([
    { state: "closed", outcome: "granted" },
    { state: "invited", outcome: null },
  ]);
  expect(new Set(await redditor.links()).size).toBe(2);
});
