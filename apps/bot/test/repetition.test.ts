import { expect, onTestFinished, test } from "vitest";
import { distortReddit } from "./distorting-reddit.ts";
import { community, openStage, type Settings, type Stage } from "./stage.ts";
import { contestedBan } from "./story.ts";

/** One more than a message may be posted. */
const looks = 4;

/** Looks that fail are what a wrongly wired bot is expected to do. */
async function lookAgainAndAgain(stage: Stage, settings: Settings): Promise<void> {
  for (let look = 1; look <= looks; look += 1) await stage.pass("recent", settings).catch(() => []);
}

/** How often each text stands in a conversation, whoever seems to have written it. */
async function timesPosted(stage: Stage, conversationId: string): Promise<readonly number[]> {
  const { messages } = await stage.control.conversation(conversationId);
  const counts = new Map<string, number>();
  for (const { body } of messages) counts.set(body, (counts.get(body) ?? 0) + 1);
  return [...counts.values()];
}

test.each([
  [
    "under another name and in other words",
    { [community.bot]: "StrangerBot", moderators: "team", "This is": "Here stands" },
  ],
  ["in other words", { moderators: "team", bot: "robot" }],
])("a bot that is shown its own words %s posts nothing more than three times", async (_, words) => {
  const stage = await openStage();
  const { id } = await contestedBan(stage);
  const address = await distortReddit(stage.reddit.url, words, onTestFinished);
  await lookAgainAndAgain(stage, { APPEALMOD_REDDIT_URL: address });
  expect(Math.max(...(await timesPosted(stage, id)))).toBeLessThanOrEqual(3);
});

test("a bot of another name than its settings say posts nothing more than three times", async () => {
  const stage = await openStage({ APPEALMOD_REDDIT_USERNAME: "u/SomebodyElse" });
  const { id } = await contestedBan(stage);
  await lookAgainAndAgain(stage, {});
  expect(Math.max(...(await timesPosted(stage, id)))).toBeLessThanOrEqual(3);
});
