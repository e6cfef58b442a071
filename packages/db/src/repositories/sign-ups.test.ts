import { noon } from "@appealmod/core/testing";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createMigratedDatabase, type MigratedDatabase } from "../testing/migrated-database.ts";
import { findSignUp, listSignUps, saveSignUp } from "./sign-ups.ts";

let database: MigratedDatabase;
beforeEach(async () => {
  database = await createMigratedDatabase();
});
afterEach(() => database.drop());

const signUp = {
  name: "Tara",
  email: "tara@example.org",
  redditUsername: "trail_warden",
  subredditUrl: "https://www.reddit.com/r/PineLakeHikers/",
  at: noon,
};

it("stores a sign-up once, however the community is written, and announces it once", async () => {
  const announced: unknown[] = [];
  const save = (overrides: Partial<typeof signUp>) =>
    saveSignUp(database, { ...signUp, ...overrides }, async (_client, subject) =>
      announced.push(subject),
    );
  const results = await Promise.all([
    save({}),
    save({ subredditUrl: "r/pinelakehikers", redditUsername: "Trail_Warden" }),
    save({ subredditUrl: "PineLakeHikers", email: "Tara@Example.org" }),
  ]);
  expect(results.sort()).toEqual(["duplicate", "duplicate", "saved"]);
  expect(await save({ email: "other@example.org" })).toBe("other-email");
  expect(await save({ subredditUrl: "r/Baking" })).toBe("saved");
  const stored = await listSignUps(database);
  expect(stored.map(({ subredditKey }) => subredditKey).sort()).toEqual([
    "baking",
    "pinelakehikers",
  ]);
  expect(announced).toHaveLength(2);
  const one = stored[0];
  expect(one && (await findSignUp(database, one.id))).toEqual(one);
});

it("stores nothing when it cannot be announced", async () => {
  const failing = saveSignUp(database, signUp, async () => {
    throw new Error("no queue");
  });
  await expect(failing).rejects.toThrow("no queue");
  expect(await listSignUps(database)).toEqual([]);
});
