import { cast, describeBanRegister, noon, shortQuestions } from "@appealmod/core/testing";
import { afterAll, afterEach } from "vitest";
import { createMigratedDatabase, type MigratedDatabase } from "../testing/migrated-database.ts";
import { createAppealStore } from "./appeal-store.ts";
import { createBanRegister } from "./ban-register.ts";

const opened: MigratedDatabase[] = [];
async function dropAll(): Promise<void> {
  await Promise.all(opened.splice(0).map((database) => database.drop()));
}
afterEach(dropAll);
afterAll(dropAll);

describeBanRegister("the register on Postgres", async () => {
  const database = await createMigratedDatabase();
  opened.push(database);
  return {
    register: createBanRegister(database, (error) => {
      throw error;
    }),
    async openAppeal(redditor) {
      const { id } = await createAppealStore(database).openAppeal({
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
