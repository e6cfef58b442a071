import { describeAppealStore, MemoryAppealStore } from "../src/testing/index.ts";

describeAppealStore("the store in memory", async () => {
  const store = new MemoryAppealStore();
  return {
    store,
    submitForm: async (...form) => store.submitForm(...form),
    decide: async (decision) => store.decide(decision),
    takeBack: async ({ id }) => store.takeBack(id),
  };
});
