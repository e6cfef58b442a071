import { cast, describeRedditGateway, ManualClock, MemoryReddit } from "../src/testing/index.ts";

describeRedditGateway("Reddit in memory", async () => {
  const reddit = new MemoryReddit({ clock: new ManualClock() });
  return {
    gateway: reddit,
    story: {
      subreddit: cast.subreddit,
      otherSubreddit: "QuietCanyon",
      bot: cast.bot,
      redditor: cast.appellant,
      redditorWrites: async (message) => reddit.redditorWrites(message),
      moderatorWrites: async (id, message) => reddit.moderatorWrites(id, message),
      ban: async (ban) => void reddit.ban(ban),
      unban: async () => reddit.liftBan(),
      humanArchives: async (id) => reddit.humanArchives(id),
      deleteAccount: async () => reddit.deleteAccount(),
    },
  };
});
