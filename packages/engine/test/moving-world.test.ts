import { cast } from "@appealmod/core/testing";
import { expect, it } from "vitest";
import { aBannedRedditorWrites, openStage, ourParts } from "./stage.ts";

it("answers a message that came between invite and archive", async () => {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  stage.reddit.beforeEffect("archive", () =>
    stage.reddit.redditorWrites({ conversationId: id, body: "One more thing" }),
  );
  await stage.run(id);
  expect(ourParts(stage, id)).toEqual(["invite", "reminder"]);
  expect(stage.reddit.conversation(id).isArchived).toBe(true);
  expect(stage.reddit.calls("readConversation")).toBe(1);
});

it("answers a message that was put away with the invite by a try whose answer was lost", async () => {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  stage.reddit.beforeEffect("archive", () => {
    stage.reddit.redditorWrites({ conversationId: id, body: "One more thing" });
    stage.reddit.humanArchives(id);
  });
  await stage.run(id);
  expect(ourParts(stage, id)).toEqual(["invite", "reminder"]);
  expect(stage.reddit.conversation(id).isArchived).toBe(true);
});

it("puts away after an invite that crossed with a message", async () => {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  stage.reddit.beforeEffect("sendMessage", () =>
    stage.reddit.redditorWrites({ conversationId: id, body: "One more thing" }),
  );
  await stage.run(id);
  expect(ourParts(stage, id)).toEqual(["invite"]);
  expect(stage.reddit.conversation(id).isArchived).toBe(true);
});

it("puts away after a reminder that crossed with a message", async () => {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  await stage.run(id);
  stage.reddit.redditorWrites({ conversationId: id, body: "Hello?" });
  stage.reddit.beforeEffect("sendMessage", () =>
    stage.reddit.redditorWrites({ conversationId: id, body: "Hello again?" }),
  );
  await stage.run(id);
  expect(ourParts(stage, id)).toEqual(["invite", "reminder"]);
  expect(stage.reddit.conversation(id).isArchived).toBe(true);
});

it("steps back when a moderator answers between invite and archive", async () => {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  stage.reddit.beforeEffect("sendMessage", () => stage.reddit.moderatorWrites(id));
  const processed = await stage.run(id);
  expect(processed?.decision.reason).toBe("human-involved");
  expect(stage.reddit.conversation(id).isArchived).toBe(false);
  expect([...stage.store.appeals.values()]).toMatchObject([{ isModeratorInvolved: true }]);
});

it("leaves the answers when a moderator answers in the middle of forwarding", async () => {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  await stage.run(id);
  stage.submitForm();
  stage.reddit.beforeEffect("sendMessage", () => stage.reddit.moderatorWrites(id));
  await stage.run(id);
  expect(ourParts(stage, id)).toEqual(["invite", "final", "note"]);
  expect(stage.reddit.conversation(id).isArchived).toBe(false);
});

it("goes on forwarding when the redditor writes in the middle of it", async () => {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  await stage.run(id);
  stage.submitForm();
  stage.reddit.beforeEffect("leaveNote", () =>
    stage.reddit.redditorWrites({ conversationId: id, body: "Thanks" }),
  );
  await stage.run(id);
  expect(ourParts(stage, id)).toEqual(["invite", "final", "note"]);
  expect([...stage.store.appeals.values()]).toMatchObject([{ state: "forwarded" }]);
});

it("brings a conversation back that was put away while it was forwarded", async () => {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  await stage.run(id);
  stage.submitForm();
  stage.reddit.beforeEffect("unarchive", () => stage.reddit.humanArchives(id));
  await stage.run(id);
  expect(stage.reddit.conversation(id).isArchived).toBe(false);
});

it("keeps a message for the next run that nobody has answered yet", async () => {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  stage.reddit.beforeEffect("archive", () => stage.reddit.humanArchives(id));
  await stage.run(id);
  const handled = (await stage.store.handledUntil([id])).get(id);
  stage.reddit.redditorWrites({ conversationId: id, body: "Hello?" });
  expect(handled?.getTime()).toBeLessThan(stage.reddit.conversation(id).lastUpdated.getTime());
});

it("takes the group that another run drew first", async () => {
  const stage = openStage({ settings: { treatmentFraction: 0.5 }, draw: 0 });
  const id = aBannedRedditorWrites(stage);
  // The other run draws while this one waits for the ban.
  stage.reddit.beforeEffect("readModerationLog", () => {
    void stage.store.drawGroup({
      subreddit: cast.subreddit,
      redditor: { id: null, name: cast.appellant },
      group: "control",
      treatmentFraction: 0.5,
      at: stage.clock.now(),
    });
  });
  const processed = await stage.run(id);
  expect(processed?.decision.reason).toBe("control");
  expect(ourParts(stage, id)).toEqual([]);
});

it("gives up for a while when every look finds something new", async () => {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  for (let n = 1; n <= 9; n += 1)
    stage.reddit.beforeEffect("archive", () =>
      stage.reddit.redditorWrites({ conversationId: id, body: `And ${n}` }),
    );
  await expect(stage.run(id)).rejects.toMatchObject({ name: "Snooze", delayMs: 2000 });
  expect((await stage.store.handledUntil([id])).size).toBe(0);
  await stage.run(id);
  expect(stage.reddit.conversation(id).isArchived).toBe(true);
});
