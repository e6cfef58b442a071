import { cast } from "@appealmod/core/testing";
import { expect, it } from "vitest";
import { processConversation } from "../src/index.ts";
import { openStage, ourParts, type Stage } from "./stage.ts";

/** From now on the moderation log tells nothing new. */
async function silenceLog({ reddit }: Stage): Promise<void> {
  const readLog = reddit.readModerationLog.bind(reddit);
  const { entries } = await readLog({ before: null, after: null, limit: 500 });
  const known = new Set(entries.map(({ id }) => id));
  reddit.readModerationLog = async (query) => {
    const page = await readLog(query);
    return { ...page, entries: page.entries.filter(({ id }) => known.has(id)) };
  };
}

async function runListed(stage: Stage, conversationId: string) {
  const seenAt = stage.clock.now();
  const query = { subreddits: [cast.subreddit], after: null, limit: 100, state: "all" as const };
  const { conversations } = await stage.reddit.listConversations(query);
  const conversation = conversations.find(({ id }) => id === conversationId);
  if (!conversation) throw new Error(`${conversationId} is not in the listing`);
  const subject = { conversationId, subreddit: cast.subreddit };
  return processConversation(stage.ports, { ...subject, listed: { conversation, seenAt } });
}

it.each(["as the listing shows it", "read in full"])(
  "takes a second ban notice, %s, for a second ban before the moderation log tells of it",
  async (how) => {
    const stage = openStage();
    const first = stage.reddit.ban({ note: "Rule 2" });
    stage.reddit.redditorWrites({ conversationId: first });
    await stage.run(first);
    stage.submitForm();
    await stage.runUntilDone(first);
    stage.clock.advance(60_000);
    await silenceLog(stage);
    stage.reddit.liftBan();
    stage.clock.advance(5_000);
    const second = stage.reddit.ban({ note: "Rule 3" });
    stage.reddit.redditorWrites({ conversationId: second, body: "Again?" });
    if (how === "read in full") await stage.run(second);
    else await runListed(stage, second);
    expect(ourParts(stage, second)).toEqual(["invite"]);
    expect([...stage.store.appeals.values()]).toMatchObject([
      { state: "closed", outcome: "granted" },
      { state: "invited", banNote: "Rule 3" },
    ]);
  },
);

it("believes the conversation that a ban has an end before the moderation log tells of it", async () => {
  const stage = openStage();
  stage.reddit.ban({ note: "Rule 2" });
  const id = stage.reddit.redditorWrites({});
  await stage.log.look(stage.clock.now());
  await silenceLog(stage);
  stage.clock.advance(5_000);
  stage.reddit.ban({ note: "Rule 2", days: 152 });
  expect((await stage.run(id))?.decision.reason).toBe("temporary-ban");
  expect(stage.events.names()).toContain("ban-register-corrected");
  expect(ourParts(stage, id)).toEqual([]);
});
