import { cast } from "@appealmod/core/testing";
import { expect, it } from "vitest";
import { processConversation } from "../src/index.ts";
import {
  aBannedRedditorWrites,
  answerLost,
  openStage,
  ourParts,
  redditFails,
  type Stage,
} from "./stage.ts";

/** Runs with the listing's word for the conversation, as the runner `recent` hands it over. */
async function runListed(stage: Stage, conversationId: string) {
  const seenAt = stage.clock.now();
  const query = { subreddits: [cast.subreddit], after: null, limit: 100, state: "all" as const };
  const page = await stage.reddit.listConversations(query);
  const conversation = page.conversations.find(({ id }) => id === conversationId);
  if (!conversation) throw new Error(`${conversationId} is not in the listing`);
  stage.reddit.forgetCalls();
  const subject = { conversationId, subreddit: cast.subreddit };
  return processConversation(stage.ports, { ...subject, listed: { conversation, seenAt } });
}

const requests = ({ reddit }: Stage) => ({
  read: reddit.calls("readConversation"),
  ban: reddit.calls("findBan") + reddit.calls("readModerationLog"),
  sent: reddit.calls("sendMessage"),
  archived: reddit.calls("archive"),
});

it("invites from the listing's word alone when it shows the only message", async () => {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  expect((await runListed(stage, id))?.decision.reason).toBe("eligible");
  expect(ourParts(stage, id)).toEqual(["invite"]);
  expect(stage.reddit.conversation(id).isArchived).toBe(true);
  expect(requests(stage)).toEqual({ read: 0, ban: 1, sent: 1, archived: 1 });
});

it("invites whoever answers a ban notice without reading the notice, if the ban's note tells why", async () => {
  const stage = openStage();
  const id = stage.reddit.ban({ note: "Rule 2" });
  stage.reddit.redditorWrites({ conversationId: id });
  await runListed(stage, id);
  expect(ourParts(stage, id)).toEqual(["invite"]);
  expect(stage.reddit.conversation(id).isArchived).toBe(true);
  expect(requests(stage)).toEqual({ read: 0, ban: 1, sent: 1, archived: 1 });
  // The research archive has the notice all the same: Reddit's answer to the invite shows it.
  expect(stage.store.observed.get(id)?.conversation.isComplete).toBe(true);
});

it("learns from Reddit's answer to the invite what the notice told, before anything else is done", async () => {
  const stage = openStage();
  const id = stage.reddit.ban({ note: "alt of moss_collector", message: "No picking." });
  stage.reddit.redditorWrites({ conversationId: id });
  const told = () => [...stage.store.appeals.values()].map(({ banMessage }) => banMessage);
  stage.reddit.beforeEffect("archive", () => expect(told()).toEqual(["No picking."]));
  await runListed(stage, id);
  expect(told()).toEqual(["No picking."]);
  expect(requests(stage)).toEqual({ read: 0, ban: 1, sent: 1, archived: 1 });
});

it("reads when only the notice could tell the ban's reason, and asks for a note that no log tells once", async () => {
  const stage = openStage();
  const id = stage.reddit.ban({ note: "", message: null });
  stage.reddit.redditorWrites({ conversationId: id });
  expect((await runListed(stage, id))?.decision.reason).toBe("no-reason");
  expect(ourParts(stage, id)).toEqual(["no-reason note"]);
  expect(requests(stage)).toMatchObject({ read: 1, ban: 2 });
});

it("reads when a third message could be a moderator's", async () => {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  stage.reddit.moderatorWrites(id);
  stage.reddit.redditorWrites({ conversationId: id });
  expect((await runListed(stage, id))?.decision.reason).toBe("human-involved");
  expect(requests(stage)).toMatchObject({ read: 1 });
});

it("reads a control redditor's whole conversation: nothing that we say will show it", async () => {
  const stage = openStage({ settings: { treatmentFraction: 0 } });
  const id = stage.reddit.ban({ note: "Rule 2" });
  stage.reddit.redditorWrites({ conversationId: id });
  expect((await runListed(stage, id))?.decision.reason).toBe("control");
  expect(stage.store.observed.get(id)?.conversation.isComplete).toBe(true);
  expect(requests(stage)).toEqual({ read: 1, ban: 1, sent: 0, archived: 0 });
});

it("keeps the group that it drew before it read", async () => {
  const stage = openStage({ settings: { treatmentFraction: 0.5 } });
  const draws = [0.9, 0.1];
  const ports = { ...stage.ports, draw: () => draws.shift() ?? 0.1 };
  const id = stage.reddit.ban({ note: "Rule 2" });
  stage.reddit.redditorWrites({ conversationId: id });
  expect((await runListed({ ...stage, ports }, id))?.decision.reason).toBe("control");
  expect(requests(stage)).toMatchObject({ read: 1, sent: 0 });
});

it("reads when an effect was begun here before: the listing cannot tell what became of it", async () => {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  stage.reddit.failNext("sendMessage", answerLost(), { afterEffect: true });
  await expect(runListed(stage, id)).rejects.toThrow("nobody can say");
  stage.clock.advance(10_000);
  await runListed(stage, id);
  expect(ourParts(stage, id)).toEqual(["invite"]);
  expect(requests(stage)).toMatchObject({ read: 1, sent: 0 });
});

it("reads what was written a while ago: a listing does not tell who was suspended since", async () => {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  stage.clock.advance(61_000);
  stage.reddit.suspendAccount();
  expect((await runListed(stage, id))?.decision.reason).toBe("user-suspended");
  expect(ourParts(stage, id)).toEqual([]);
  expect(requests(stage)).toMatchObject({ read: 1, sent: 0 });
});

it("reads when the list of bans does not say whether the ban ends, and asks for the ban once", async () => {
  const stage = openStage();
  stage.reddit.ban({ days: 7, note: "Rule 2" });
  const id = stage.reddit.redditorWrites({});
  stage.reddit.failNext("readModerationLog", redditFails("forbidden"));
  const findBan = stage.reddit.findBan.bind(stage.reddit);
  stage.reddit.findBan = async (...asked) => {
    const found = await findBan(...asked);
    return found?.isBanned ? { ...found, permanence: "unknown" } : found;
  };
  expect((await runListed(stage, id))?.decision.reason).toBe("temporary-ban");
  expect(stage.reddit.calls("findBan")).toBe(1);
  expect(requests(stage)).toMatchObject({ read: 1, sent: 0 });
});

it("takes the log's word for a ban only where the log was read no earlier than the listing", async () => {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  await stage.log.look(stage.clock.now());
  stage.clock.advance(1_000);
  await runListed(stage, id);
  expect(stage.reddit.calls("readModerationLog")).toBe(1);
});

it("finds by Reddit's answer what the listing did not show yet", async () => {
  const stage = openStage();
  const id = aBannedRedditorWrites(stage);
  stage.reddit.beforeEffect("archive", () => {
    stage.reddit.redditorWrites({ conversationId: id, body: "One more thing" });
  });
  await runListed(stage, id);
  expect(ourParts(stage, id)).toEqual(["invite", "reminder"]);
  expect(stage.reddit.conversation(id).isArchived).toBe(true);
});
