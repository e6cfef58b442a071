import { expect, it } from "vitest";
import { aBannedRedditorWrites, openStage, ourParts, ourWords } from "./stage.ts";

it("invites a banned redditor with a link of their own and puts the conversation away", async () => {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  const processed = await stage.run(id);
  expect(processed?.decision.reason).toBe("eligible");
  const [appeal] = stage.store.appeals.values();
  const link = stage.ports.formLinks.linkFor(appeal?.id ?? "");
  expect(ourWords(stage, id)).toEqual([`Invite for muddy_boots: ${link.address}`]);
  expect(stage.store.formTokens.get(link.token)).toBe(appeal?.id);
  expect(stage.reddit.conversation(id).isArchived).toBe(true);
  expect(appeal).toMatchObject({
    state: "invited",
    group: "treatment",
    banNote: expect.any(String),
  });
});

it("does nothing more while nothing is new", async () => {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  await stage.run(id);
  const again = await stage.run(id);
  expect(again?.decision).toEqual({ reason: "eligible", actions: [] });
  expect(ourParts(stage, id)).toEqual(["invite"]);
});

it("reminds once per message and puts the conversation away again", async () => {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  await stage.run(id);
  for (const body of ["Please!", "Hello?"]) {
    stage.reddit.redditorWrites({ conversationId: id, body });
    await stage.run(id);
    await stage.run(id);
    expect(stage.reddit.conversation(id).isArchived).toBe(true);
  }
  expect(ourParts(stage, id)).toEqual(["invite", "reminder", "reminder"]);
});

it("stops reminding at the cap, but still puts away", async () => {
  const stage = openStage({ settings: { reminderCap: 1 } });
  const id = aBannedRedditorWrites(stage);
  await stage.run(id);
  for (const body of ["One", "Two", "Three"]) {
    stage.reddit.redditorWrites({ conversationId: id, body });
    await stage.run(id);
    expect(stage.reddit.conversation(id).isArchived).toBe(true);
  }
  expect(ourParts(stage, id)).toEqual(["invite", "reminder"]);
});

it("forwards a submitted form: final, answers, back to the moderators; then keeps silent", async () => {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  await stage.run(id);
  stage.submitForm();
  await stage.run(id);
  expect(ourParts(stage, id)).toEqual(["invite", "final", "note"]);
  expect(ourWords(stage, id).at(-1)).toContain("I picked flowers where it is forbidden.");
  expect(stage.reddit.conversation(id).isArchived).toBe(false);
  expect([...stage.store.appeals.values()]).toMatchObject([{ state: "forwarded" }]);

  stage.reddit.redditorWrites({ conversationId: id, body: "Thanks." });
  expect((await stage.run(id))?.decision.actions).toEqual([]);
});

it("closes an appeal that nothing happened to until the cutoff", async () => {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  await stage.run(id);
  stage.clock.advanceDays(31);
  const due = await stage.store.dueAppeals(stage.clock.now(), 10);
  expect(due).toMatchObject([{ conversationId: id, because: "check-due" }]);
  await stage.run(id);
  expect([...stage.store.appeals.values()]).toMatchObject([{ state: "closed", outcome: "none" }]);
  expect(await stage.store.dueAppeals(stage.clock.now(), 10)).toEqual([]);
});

it("closes an appeal as granted when the ban is lifted", async () => {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  await stage.run(id);
  stage.submitForm();
  await stage.run(id);
  stage.reddit.liftBan();
  const processed = await stage.run(id);
  expect(processed?.decision.reason).toBe("not-banned");
  expect([...stage.store.appeals.values()]).toMatchObject([{ outcome: "granted" }]);
});

it("repeats the link once in a second conversation, and points to the first once it is forwarded", async () => {
  const stage = openStage();
  const first = aBannedRedditorWrites(stage);
  await stage.run(first);
  const second = stage.reddit.redditorWrites({ body: "And here?" });
  await stage.run(second);
  await stage.run(second);
  expect(ourParts(stage, second)).toEqual(["repeated invite"]);
  expect(stage.reddit.conversation(second).isArchived).toBe(true);
  expect(stage.store.appeals.size).toBe(1);

  stage.submitForm();
  await stage.run(first);
  await stage.run(second);
  await stage.run(second);
  expect(ourParts(stage, second)).toEqual(["repeated invite", "pointer"]);
  expect(ourWords(stage, second).at(-1)).toContain(`https://mod.reddit.com/mail/perma/${first}`);
});

it("opens a new appeal of the same group when the redditor is banned again", async () => {
  const stage = openStage();
  const first = aBannedRedditorWrites(stage);
  await stage.run(first);
  stage.reddit.liftBan();
  await stage.run(first);
  stage.clock.advanceDays(3);
  stage.reddit.ban({ note: "Rule 3" });
  const second = stage.reddit.redditorWrites({ body: "Again?" });
  await stage.run(second, { draw: () => 0.99 });
  stage.submitForm();
  await stage.run(second);
  expect(stage.store.appeals.size).toBe(2);
  expect(ourParts(stage, second)).toEqual(["invite", "final", "note"]);
  expect(ourWords(stage, second).at(-1)).toContain("Earlier appeals of this redditor here");
});

it("closes the former appeal when a second ban shows before anybody saw the first one lifted", async () => {
  const stage = openStage();
  await stage.run(aBannedRedditorWrites(stage));
  stage.reddit.liftBan();
  stage.clock.advanceDays(3);
  stage.reddit.ban({ note: "Rule 3" });
  const second = stage.reddit.redditorWrites({ body: "Again?" });
  await stage.run(second);
  expect([...stage.store.appeals.values()]).toMatchObject([
    { state: "closed", outcome: "granted" },
    { state: "invited", banNote: "Rule 3", conversationId: second },
  ]);
  expect(stage.store.observed.get(second)?.ban).toMatchObject({ isBanned: true });
});

it("says nothing to control, and records it all the same", async () => {
  const stage = openStage({ settings: { treatmentFraction: 0.5 }, draw: 0.5 });
  const id = aBannedRedditorWrites(stage);
  const processed = await stage.run(id);
  expect(processed?.decision.reason).toBe("control");
  stage.reddit.redditorWrites({ conversationId: id, body: "Hello?" });
  await stage.run(id);
  expect(ourParts(stage, id)).toEqual([]);
  expect(stage.reddit.conversation(id)).toMatchObject({ isArchived: false, moderatorActions: [] });
  expect([...stage.store.appeals.values()]).toMatchObject([{ group: "control", state: "new" }]);
  stage.reddit.liftBan();
  await stage.run(id);
  expect([...stage.store.appeals.values()]).toMatchObject([{ outcome: "granted" }]);
});

it("keeps silent once a moderator has answered, but leaves submitted answers as a note", async () => {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  await stage.run(id);
  stage.reddit.moderatorWrites(id);
  await stage.run(id);
  expect([...stage.store.appeals.values()]).toMatchObject([{ isModeratorInvolved: true }]);
  stage.submitForm();
  await stage.run(id);
  await stage.run(id);
  expect(ourParts(stage, id)).toEqual(["invite", "note"]);
  expect(stage.events.names().filter((name) => name === "answers-note-left")).toHaveLength(1);
});

it("notes once that a ban carries no reason, without opening an appeal", async () => {
  const stage = openStage();
  const id = stage.reddit.ban({ note: "", message: null });
  stage.reddit.redditorWrites({ conversationId: id, body: "Why?" });
  const processed = await stage.run(id);
  await stage.run(id);
  expect(processed?.decision.reason).toBe("no-reason");
  expect(ourParts(stage, id)).toEqual(["no-reason note"]);
  expect(stage.store.appeals.size).toBe(0);
});

it("leaves long answers in parts, one message each", async () => {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  await stage.run(id);
  const long = "I am truly sorry about the flowers. ".repeat(700);
  stage.submitForm({ why_banned: long, why_appealing: "mistake" });
  await stage.run(id);
  const notes = ourWords(stage, id).filter((words) => words.startsWith("["));
  expect(notes.length).toBeGreaterThan(2);
  expect(notes.join("").match(/truly sorry/g)).toHaveLength(700);
  for (const note of notes) expect(note.length).toBeLessThan(10_000);
  expect(ourParts(stage, id).slice(0, 3)).toEqual(["invite", "final", "note"]);
  expect([...stage.store.appeals.values()]).toMatchObject([{ state: "forwarded" }]);
});

it("opens no appeal about old mail", async () => {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  stage.clock.advanceDays(40);
  const processed = await stage.run(id);
  expect(processed?.decision).toEqual({ reason: "too-old", actions: [] });
  expect(stage.store.appeals.size).toBe(0);
});

it("closes the appeal of an account that is gone, found by its conversation", async () => {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  await stage.run(id);
  stage.reddit.deleteAccount();
  await stage.run(id);
  expect([...stage.store.appeals.values()]).toMatchObject([{ state: "closed", outcome: "none" }]);
  expect(stage.store.observed.get(id)?.conversation.appellant?.account).toBe("deleted");
});

it.each([
  ["an autoban", { note: "Autoban: spam" }, "autoban"],
  ["a temporary ban", { days: 7 }, "temporary-ban"],
] as const)("leaves %s alone", async (_, ban, reason) => {
  const stage = openStage();
  stage.reddit.ban(ban);
  const id = stage.reddit.redditorWrites({});
  expect((await stage.run(id))?.decision).toEqual({ reason, actions: [] });
  expect(ourParts(stage, id)).toEqual([]);
});

it("sends the link that replaces another in the conversation, and from then on no other", async () => {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  await stage.run(id);
  const [appeal] = stage.store.appeals.values();
  if (!appeal) throw new Error("there is no appeal");
  stage.store.replaceLink(appeal.id);
  await stage.run(id);
  stage.reddit.redditorWrites({ conversationId: id, body: "Thanks, and now?" });
  await stage.run(id);
  const { token, address } = stage.ports.formLinks.linkFor(appeal.id, 2);
  expect(ourParts(stage, id)).toEqual(["invite", "repeated invite", "reminder"]);
  const [, ...later] = ourWords(stage, id);
  for (const words of later) expect(words).toContain(address);
  expect(stage.store.formTokens.get(token)).toBe(appeal.id);
  expect(stage.reddit.conversation(id).isArchived).toBe(true);
});
