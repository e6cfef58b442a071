import { describeAppealStore } from "@appealmod/core/testing";
import { afterAll, afterEach } from "vitest";
import { createMigratedDatabase, type MigratedDatabase } from "../testing/migrated-database.ts";
import { createAppealStore } from "./appeal-store.ts";
import { submitForm } from "./forms.ts";

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
      const token = `token of ${appealId}`;
      await store.registerFormToken(appealId, token);
      const result = await submitForm(database, { token, answers, at, enqueue: async () => {} });
      if (result !== "submitted") throw new Error(`not submitted but ${result}`);
    },
  };
});
