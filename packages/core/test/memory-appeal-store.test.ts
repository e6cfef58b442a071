import { cast, describeAppealStore, MemoryAppealStore } from "../src/testing/index.ts";

describeAppealStore("the store in memory", async () => {
  const store = new MemoryAppealStore();
  return {
    store,
    submitForm: async (...form) => store.submitForm(...form),
    decide: async (decision) => store.decide(decision),
    ask: async (appealId, body) => {
      store.ask(appealId, { id: "question-1", body, askedBy: cast.moderator });
      return "question-1";
    },
    takeBack: async ({ id }) => store.takeBack(id),
  };
});
