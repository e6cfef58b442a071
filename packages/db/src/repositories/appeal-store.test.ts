import { cast, describeAppealStore } from "@appealmod/core/testing";
import { afterAll, afterEach } from "vitest";
import { createMigratedDatabase, type MigratedDatabase } from "../testing/migrated-database.ts";
import { createAppealStore } from "./appeal-store.ts";
import { storeSentForm } from "./forms.ts";
import { storeDecision, storeTakenBack } from "./moderator-decisions.ts";
import { storeQuestion } from "./redditor-questions.ts";

const opened: MigratedDatabase[] = [];
async function dropAll(): Promise<void> {
  await Promise.all(opened.splice(0).map((database) => database.drop()));
}
afterEach(dropAll);
afterAll(dropAll);

describeAppealStore("the store on Postgres", async () => {
  const database = await createMigratedDatabase();
  opened.push(database);
  const store = createAppealStore(database);
  return {
    store,
    async submitForm(appealId, answers, at) {
      await storeSentForm(database.orm, appealId, { answers, otherAnswers: {}, at });
    },
    async decide({ liftedAt: _, probation, categories, ...decision }) {
      await storeDecision(database.orm, {
        ...decision,
        categories: [...categories],
        probationUntil: probation?.until ?? null,
        probationConditions: probation?.conditions ?? null,
      });
    },
    async ask(appealId, body, askedAt) {
      const by = { askedById: "t2_warden", askedBy: cast.moderator };
      return (await storeQuestion(database.orm, { appealId, body, askedAt, ...by })) ?? "";
    },
    async takeBack({ id, appealId }) {
      await storeTakenBack(database.orm, { id, appealId, at: new Date() });
    },
  };
});
