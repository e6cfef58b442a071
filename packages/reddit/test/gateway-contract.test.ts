import { describeRedditGateway, type RedditStory } from "@appealmod/core/testing";
import { startRedditSimulator } from "@appealmod/reddit-simulator";
import { onTestFinished } from "vitest";
import { createRedditGateway } from "../src/index.ts";

describeRedditGateway("The gateway over HTTP", async () => {
  const simulator = await startRedditSimulator();
  onTestFinished(() => simulator.close());
  const { control } = simulator;
  const demo = await control.seedDemo();
  const [moderator = "", redditor = ""] = [demo.moderators[0], demo.redditors[0]];
  const bot = demo.bot.name;
  const { subreddit } = demo;
  const otherSubreddit = "SnowBoots";
  await control.createSubreddit({
    name: otherSubreddit,
    moderators: [{ name: moderator }, { name: bot, permissions: ["access", "mail"] }],
  });
  /** The moderation log counts in whole seconds. */
  const laterBy = () => control.advanceClock(1_000);

  const story: RedditStory = {
    subreddit,
    otherSubreddit,
    bot,
    redditor,
    redditorWrites: async ({ subreddit: community = subreddit, conversationId, body }) => {
      await laterBy();
      if (conversationId !== undefined) {
        await control.reply({ from: redditor, conversationId, text: body });
        return conversationId;
      }
      const letter = { from: redditor, to: `/r/${community}`, subject: "About my ban", text: body };
      const begun = await control.compose(letter);
      if (begun.conversationId === null) throw new Error("The letter began no conversation.");
      return begun.conversationId;
    },
    moderatorWrites: async (conversationId, { body, isPrivate }) => {
      await laterBy();
      const message = { conversationId, by: moderator, body, isInternal: isPrivate };
      await control.moderatorReply(message);
    },
    ban: async ({ note, days }) => {
      await laterBy();
      await control.ban({ subreddit, name: redditor, by: moderator, note, days: days ?? null });
    },
    unban: async () => {
      await laterBy();
      await control.unban({ subreddit, name: redditor, by: moderator });
    },
    humanArchives: async (conversationId) => {
      await laterBy();
      await control.moderatorAct({ conversationId, by: moderator, action: "archive" });
    },
    deleteAccount: async () => {
      await laterBy();
      await control.deleteAccount(redditor);
    },
  };

  const gateway = createRedditGateway({
    credentials: {
      clientId: demo.clientId,
      clientSecret: demo.clientSecret,
      userAgent: "linux:appealmod-test:1 (by /u/AppealModBot)",
      username: bot,
      password: demo.bot.password,
    },
    baseUrl: simulator.url,
  });
  return { gateway, story };
});
