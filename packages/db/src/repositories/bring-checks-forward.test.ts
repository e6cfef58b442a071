import { cast, daysAfter, noon, shortQuestions } from "@appealmod/core/testing";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createMigratedDatabase, type MigratedDatabase } from "../testing/migrated-database.ts";
import { createAppealStore } from "./appeal-store.ts";
import { bringChecksForward } from "./bring-checks-forward.ts";

let database: MigratedDatabase;
beforeEach(async () => {
  database = await createMigratedDatabase();
});
afterEach(() => database.drop());

/** An appeal of noon that is next looked at after so many days. */
async function openAppeal(conversationId: string, checkAfterDays: number, subreddit: string) {
  const store = createAppealStore(database);
  const { id } = await store.openAppeal({
    subreddit,
    redditor: { id: null, name: `${cast.appellant}_${conversationId}` },
    group: "treatment",
    bannedAt: null,
    banNote: "",
    conversationId,
    questions: shortQuestions,
    at: noon,
  });
  await store.scheduleCheck(id, daysAfter(noon, checkAfterDays));
  return id;
}

const due = async (days: number) =>
  (await createAppealStore(database).dueAppeals(daysAfter(noon, days), 10)).map(
    ({ conversationId }) => conversationId,
  );

it("lets a lowered cutoff hold for what is open, and puts nothing off", async () => {
  await openAppeal("late", 30, cast.subreddit);
  await openAppeal("early", 1, cast.subreddit);
  await openAppeal("elsewhere", 30, "Elsewhere");
  await bringChecksForward(database, cast.subreddit.toUpperCase(), 7);
  expect(await due(0.9)).toEqual([]);
  expect(await due(6.9)).toEqual(["early"]);
  expect(await due(7.1)).toEqual(["early", "late"]);
  await bringChecksForward(database, cast.subreddit, 60);
  expect(await due(7.1)).toEqual(["early", "late"]);
});

it("counts from the newest message where one came after the last change", async () => {
  await openAppeal("chatty", 30, cast.subreddit);
  await createAppealStore(database).rememberConversation({
    conversationId: "chatty",
    subreddit: cast.subreddit,
    redditor: { id: null, name: cast.appellant },
    lastUpdated: daysAfter(noon, 5),
  });
  await bringChecksForward(database, cast.subreddit, 7);
  expect(await due(11.9)).toEqual([]);
  expect(await due(12.1)).toEqual(["chatty"]);
});
