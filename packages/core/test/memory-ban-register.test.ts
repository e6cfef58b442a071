import {
  cast,
  describeBanRegister,
  MemoryAppealStore,
  MemoryBanRegister,
  noon,
  shortQuestions,
} from "../src/testing/index.ts";

describeBanRegister("the register in memory", async () => {
  const store = new MemoryAppealStore();
  const register = new MemoryBanRegister(() =>
    [...store.appeals.values()].map((appeal) => ({ ...appeal, appealId: appeal.id })),
  );
  return {
    register,
    async openAppeal(redditor) {
      const { id } = await store.openAppeal({
        subreddit: cast.subreddit,
        redditor,
        group: "treatment",
        bannedAt: noon,
        banNote: "",
        conversationId: "c1",
        questions: shortQuestions,
        at: noon,
      });
      return { appealId: id };
    },
  };
});
