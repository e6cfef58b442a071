import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { findForm, openDatabase } from "@appealmod/db";
import { createTestDatabase, restoreDatabase } from "@appealmod/db/testing";
import { enqueue, migrateJobs } from "@appealmod/jobs";
import { expect, onTestFinished, test } from "vitest";
import { isArchived, meetAgain, said, speakers } from "./appellant.ts";
import { appeals } from "./records.ts";
import { openStage, type Stage } from "./stage.ts";

/** An installation in the middle of its work, and Reddit beside it, as commit 022a7ff left them. */
interface Installation {
  readonly madeAt: string;
  readonly conversations: Readonly<Record<string, string>>;
  readonly tables: Readonly<Record<string, readonly unknown[]>>;
  readonly reddit: unknown;
}

async function restored(): Promise<{ stage: Stage; ids: Installation["conversations"] }> {
  const path = join(import.meta.dirname, "upgrade", "installation-022a7ff.json");
  const installation: Installation = JSON.parse(await readFile(path, "utf8"));
  const { url, drop } = await createTestDatabase();
  const database = openDatabase({ url, poolSize: 4 });
  onTestFinished(async () => {
    await database.close();
    await drop();
  });
  await restoreDatabase(database.pool, "0006_late_words", installation.tables);
  await migrateJobs(database.pool);
  const stage = await openStage({ APPEALMOD_DATABASE_URL: url });
  const away = Date.now() - new Date(installation.madeAt).getTime();
  stage.passDays((60_000 - away) / (24 * 60 * 60 * 1000));
  await stage.control.restore(JSON.stringify(installation.reddit));
  await enqueue(database.pool, "process-conversation", {
    conversationId: installation.conversations.sent ?? "",
    subreddit: "PineLakeHikers",
    username: "SentSwift",
    because: "form",
  });
  return {
    stage: { ...stage, database: { ...database, url } } as Stage,
    ids: installation.conversations,
  };
}

test("goes on with every appeal of the last version, and says nothing twice", async () => {
  const { stage, ids } = await restored();
  const words = async () =>
    Object.fromEntries(
      await Promise.all(
        Object.entries(ids).map(async ([name, id]) => [name, (await said(stage, id)).length]),
      ),
    );
  const before = await words();
  await stage.pass("recent");
  await stage.pass("started");
  // The form that was sent while nobody looked: thanks, and the note with the answers.
  expect(await words()).toEqual({ ...before, sent: before.sent + 2 });
  expect((await speakers(stage, ids.sent ?? "")).slice(-2)).toEqual(["bot", "note"]);
  expect(await isArchived(stage, ids.sent ?? "")).toBe(false);

  const waiting = await meetAgain(stage, "WaitingWren");
  await waiting.reply(ids.waiting ?? "", "Is anybody there?");
  const lapsed = await meetAgain(stage, "LapsedLark");
  await lapsed.reply(ids.lapsed ?? "", "I would like to try again.");
  const control = await meetAgain(stage, "ControlCrane");
  await control.reply(ids.control ?? "", "Please.");
  await stage.pass("recent");
  expect((await speakers(stage, ids.waiting ?? "")).slice(-2)).toEqual(["redditor", "bot"]);
  expect((await speakers(stage, ids.lapsed ?? "")).slice(-2)).toEqual(["redditor", "bot"]);
  expect((await speakers(stage, ids.control ?? "")).at(-1)).toBe("redditor");
  expect((await appeals(stage, "LapsedLark")).map(({ state }) => state)).toEqual([
    "closed",
    "invited",
  ]);
  expect((await appeals(stage, "WaitingWren")).map(({ state }) => state)).toEqual(["invited"]);

  const drafting = await meetAgain(stage, "DraftingDove");
  const token = (await drafting.links()).at(-1)?.split("/").at(-1) ?? "";
  expect((await findForm(stage.database, token))?.draft).toEqual({ why_banned: "Half a sentence" });
  await drafting.submit();
  await stage.pass("started");
  expect((await speakers(stage, ids.drafting ?? "")).slice(-2)).toEqual(["bot", "note"]);
});

test("keeps the groups that were drawn, and learns whose they are", async () => {
  const { stage, ids } = await restored();
  const drawn = async () =>
    (
      await stage.database.pool.query<{ username_key: string; group: string; id: string | null }>(
        'select username_key, "group", redditor_id as id from group_assignments order by 1',
      )
    ).rows;
  await stage.pass("started");
  const before = await drawn();
  const waiting = await meetAgain(stage, "WaitingWren");
  await waiting.reply(ids.waiting ?? "", "Is anybody there?");
  await stage.pass("recent");
  const after = await drawn();
  expect(after.map(({ username_key, group }) => [username_key, group])).toEqual(
    before.map(({ username_key, group }) => [username_key, group]),
  );
  expect(after.find(({ username_key }) => username_key === "waitingwren")?.id).toMatch(/^t2_/);
});
