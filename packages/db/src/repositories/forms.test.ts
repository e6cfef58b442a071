import { cast, noon, shortQuestions } from "@appealmod/core/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMigratedDatabase, type MigratedDatabase } from "../testing/migrated-database.ts";
import { createAppealStore } from "./appeal-store.ts";
import { findForm } from "./forms.ts";

let database: MigratedDatabase;
beforeAll(async () => {
  database = await createMigratedDatabase();
});
afterAll(() => database.drop());

let count = 0;

/** An open appeal of a redditor of its own, with its form link's token. */
async function anOpenAppeal(group: "treatment" | "control" = "treatment") {
  const store = createAppealStore(database);
  const name = `hiker_${++count}`;
  const appeal = await store.openAppeal({
    subreddit: cast.subreddit,
    redditor: { id: null, name },
    group,
    bannedAt: null,
    banNote: "",
    conversationId: `of ${name}`,
    questions: shortQuestions,
    at: noon,
  });
  const token = `token of ${name}`;
  await store.registerFormToken(appeal.id, token);
  return { store, appeal, token };
}

describe("a form link", () => {
  it("leads to its own appeal's form and to no other", async () => {
    const { appeal, token } = await anOpenAppeal();
    await anOpenAppeal();
    expect(await findForm(database, token)).toMatchObject({
      appealId: appeal.id,
      username: appeal.username,
      state: "new",
      questions: shortQuestions,
      draft: null,
      answers: null,
      openedAt: noon,
    });
    expect(await findForm(database, `${token}x`)).toBeNull();
  });

  it("is not stored itself", async () => {
    const { token } = await anOpenAppeal();
    const { rows } = await database.pool.query("select token_hash from form_links");
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(await findForm(database, rows[0].token_hash)).toBeNull();
  });

  it("leads nowhere for a redditor in control, who has no form", async () => {
    const { token } = await anOpenAppeal("control");
    expect(await findForm(database, token)).toBeNull();
  });
});
