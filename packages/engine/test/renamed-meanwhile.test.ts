import { cast } from "@appealmod/core/testing";
import { describe, expect, it } from "vitest";
import { processConversation } from "../src/index.ts";
import { aBannedRedditorWrites, openStage, ourParts, redditFails, type Stage } from "./stage.ts";

const newName = "clean_boots";

/** A stage whose bans have to be asked for, by name: the moderation log is not to be read. */
function withoutLog(): Stage {
  const stage = openStage();
  const refuse = redditFails("forbidden");
  stage.reddit.readModerationLog = async () => {
    throw refuse;
  };
  return stage;
}

/** The account gets another name between the look at its conversation and the question for its ban. */
function renameBeforeNextQuestion({ reddit }: Stage): void {
  const findBan = reddit.findBan.bind(reddit);
  let isRenamed = false;
  reddit.findBan = (...asked) => {
    if (!isRenamed) reddit.renameAccount(cast.appellant, newName);
    isRenamed = true;
    return findBan(...asked);
  };
}

async function runListed(stage: Stage, conversationId: string, waitedMs = 0) {
  const seenAt = stage.clock.now();
  const query = { subreddits: [cast.subreddit], after: null, limit: 100, state: "all" as const };
  const { conversations } = await stage.reddit.listConversations(query);
  const conversation = conversations.find(({ id }) => id === conversationId);
  if (!conversation) throw new Error(`${conversationId} is not in the listing`);
  stage.clock.advance(waitedMs);
  const subject = { conversationId, subreddit: cast.subreddit };
  return processConversation(stage.ports, { ...subject, listed: { conversation, seenAt } });
}

describe("an account that gets another name while its ban is asked for", () => {
  it("keeps its open appeal, when the listing showed the old name", async () => {
    const stage = withoutLog();
    const id = stage.reddit.ban({ note: "Rule 2" });
    stage.reddit.redditorWrites({ conversationId: id });
    await runListed(stage, id);
    expect(ourParts(stage, id)).toEqual(["invite"]);
    const other = stage.reddit.redditorWrites({ body: "Does anybody read this?" });
    renameBeforeNextQuestion(stage);
    await runListed(stage, other);
    expect([...stage.store.appeals.values()]).toMatchObject([{ state: "invited", outcome: null }]);
  });

  it("is invited all the same, when the conversation was read just before", async () => {
    const stage = withoutLog();
    const id = aBannedRedditorWrites(stage);
    renameBeforeNextQuestion(stage);
    const processed = await stage.run(id);
    expect(processed?.decision.reason).toBe("eligible");
    expect(ourParts(stage, id)).toEqual(["invite"]);
  });

  it("is invited all the same, when it answers a ban notice that only the listing showed", async () => {
    const stage = withoutLog();
    const id = stage.reddit.ban({ note: "Rule 2" });
    stage.reddit.redditorWrites({ conversationId: id });
    renameBeforeNextQuestion(stage);
    await runListed(stage, id);
    expect(ourParts(stage, id)).toEqual(["invite"]);
  });

  it("is invited all the same, when it wrote by itself and the listing is a while old", async () => {
    const stage = withoutLog();
    const id = aBannedRedditorWrites(stage);
    renameBeforeNextQuestion(stage);
    await runListed(stage, id, 45_000);
    expect(ourParts(stage, id)).toEqual(["invite"]);
  });
});
