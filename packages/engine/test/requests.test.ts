import { cast } from "@appealmod/core/testing";
import { expect, it } from "vitest";
import { aBannedRedditorWrites, openStage, redditFails, type Stage } from "./stage.ts";

async function requestsOf({ reddit, run }: Stage, conversationId: string) {
  reddit.forgetCalls();
  await run(conversationId);
  return reddit.requests();
}

it("asks four things of Reddit for a new appeal", async () => {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  expect(await requestsOf(stage, id)).toEqual({
    readConversation: 1,
    readModerationLog: 1,
    sendMessage: 1,
    archive: 1,
  });
});

it("asks four things of Reddit to forward a form", async () => {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  await stage.run(id);
  stage.submitForm();
  expect(await requestsOf(stage, id)).toEqual({
    readConversation: 1,
    sendMessage: 1,
    leaveNote: 1,
    unarchive: 1,
  });
});

it("only reads a conversation that nothing happened to", async () => {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  await stage.run(id);
  expect(await requestsOf(stage, id)).toEqual({ readConversation: 1 });
});

it("asks three things of Reddit for a reminder", async () => {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  await stage.run(id);
  stage.reddit.redditorWrites({ conversationId: id });
  expect(await requestsOf(stage, id)).toEqual({ readConversation: 1, sendMessage: 1, archive: 1 });
});

it.each<[string, (stage: Stage) => string]>([
  ["no redditor", ({ reddit }) => reddit.moderatorsDiscuss()],
  ["no word of theirs", ({ reddit }) => reddit.ban()],
  ["no ban", ({ reddit }) => reddit.redditorWrites({})],
  [
    "an account that is gone",
    (stage) => {
      const id = aBannedRedditorWrites(stage);
      stage.reddit.deleteAccount();
      return id;
    },
  ],
  [
    "a suspended account",
    (stage) => {
      const id = aBannedRedditorWrites(stage);
      stage.reddit.suspendAccount();
      return id;
    },
  ],
  [
    "another bot's last word",
    (stage) => {
      const id = aBannedRedditorWrites(stage);
      stage.reddit.moderatorWrites(id, { moderator: "SaferBot" });
      return id;
    },
  ],
])("does not look up the ban where there is %s", async (_, tell) => {
  const stage = openStage();
  expect(await requestsOf(stage, tell(stage))).toEqual({ readConversation: 1 });
});

it("writes nothing and claims nothing where it may not see bans, and says what was refused", async () => {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  stage.reddit.withdrawAccess(cast.subreddit);
  stage.reddit.failNext("readModerationLog", redditFails("forbidden"));
  await expect(stage.run(id)).rejects.toMatchObject({ name: "RedditError", kind: "forbidden" });
  expect(stage.reddit.requests()).toEqual({
    readConversation: 1,
    readModerationLog: 1,
    findBan: 1,
  });
  expect([await stage.store.openClaims(id), stage.store.appeals.size]).toEqual([[], 0]);
});

it("leaves a conversation alone that is gone, and says so", async () => {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  await stage.run(id);
  stage.reddit.loseConversation(id);
  expect(await stage.run(id)).toBeNull();
  expect(stage.events.names().at(-1)).toBe("conversation-gone");
});

it("passes on that Reddit cannot be read", async () => {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  stage.reddit.failNext("readConversation", redditFails("unreachable"));
  await expect(stage.run(id)).rejects.toMatchObject({ kind: "unreachable" });
  expect((await stage.run(id))?.decision.reason).toBe("eligible");
});

it("shows in a dry run what it would do, writes nothing and claims nothing", async () => {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  const processed = await stage.run(id, { isDryRun: true });
  expect(processed?.decision.actions.map(({ key }) => key)).toEqual([
    "draw-group",
    "open",
    "invite",
    "archive:invite",
  ]);
  expect(stage.reddit.requests()).toEqual({ readConversation: 1, readModerationLog: 1 });
  expect(stage.events.names()).toEqual([
    "decided",
    "would-group-drawn",
    "would-appeal-opened",
    "would-invite-sent",
    "would-archived",
  ]);
  expect(stage.store.decisions).toMatchObject([{ isDryRun: true }]);
  expect(stage.store.observed.size).toBe(0);
  expect([stage.store.appeals.size, stage.store.formTokens.size]).toEqual([0, 0]);
  expect((await stage.store.handledUntil([id])).size).toBe(0);
  // And the first run in earnest finds everything still to be done.
  expect((await stage.run(id))?.decision).toEqual(processed?.decision);
});
