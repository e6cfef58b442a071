import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { findRootDir } from "@appealmod/config";
import { startMongoServer, type TestMongoServer } from "@appealmod/sinks/testing";
import { MongoClient } from "mongodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isArchived, meet, notes, said, speakers } from "./appellant.ts";
import { appeals, effects } from "./records.ts";
import { community, openStage, type Stage } from "./stage.ts";

/** The first run on a machine builds the server. */
const buildMs = 10 * 60_000;
let server: TestMongoServer | null = null;

beforeAll(async () => {
  try {
    server = await startMongoServer();
  } catch (error) {
    if (process.env.CI) throw error;
    console.warn(`No MongoDB server, so that imports are not tested: ${error}`);
  }
}, buildMs);

afterAll(() => server?.remove());

/** A redditor whom the earlier system, under the same account, has invited. */
async function invitedEarlier(stage: Stage, name: string) {
  const redditor = await meet(stage, name);
  await redditor.ban();
  const id = await redditor.appeal();
  const at = stage.now();
  await earlierBotSays(stage, id, "Fill in https://appealmod.com/form/ please.");
  await stage.control.moderatorAct({ conversationId: id, by: community.bot, action: "archive" });
  return { redditor, id, at };
}

async function earlierBotSays(stage: Stage, conversationId: string, text: string): Promise<void> {
  await stage.control.reply({ from: community.bot, conversationId, text });
}

function userLog(name: string, id: string, at: Date, flags: object) {
  return {
    ...{ username: name, conv_id: id, subreddit: community.subreddit, group: 1 },
    ...{ appeal_time: at.toISOString(), form_shared: true, form_filled: false },
    ...{ note_shared: false, mod_involved: false, user_deleted: false, ignored: false },
    ...flags,
  };
}

const columns = [
  ...["reddit_username", "subreddit", "why_banned", "why_appealing", "why_appealing_other"],
  ...["describe_rule", "describe_actions", "wrong_actions", "will_not_repeat", "what_steps"],
  ...["allowed_comments", "created_at", "updated_at"],
];

function storeForms(path: string, forms: readonly (readonly (string | null)[])[]): void {
  const database = new DatabaseSync(path);
  for (const table of ["main_ban_appeal_data", "main_sign_up_data"])
    database.exec(
      `create table ${table} (id integer primary key, ${columns.join(" text, ")} text)`,
    );
  const insert = database.prepare(
    `insert into main_ban_appeal_data (${columns.join(", ")}) values (${columns.map(() => "?").join(", ")})`,
  );
  for (const form of forms) insert.run(...form);
  database.close();
}

async function importAll(stage: Stage, mongo: string, django: string): Promise<void> {
  const child = spawn(
    process.execPath,
    ["apps/cli/src/main.ts", "import", "run", "--mongo", mongo, "--django", django, "--yes"],
    {
      cwd: findRootDir(),
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...stage.env },
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  expect(await once(child, "close")).toEqual([0, null]);
}

test("redditors of the earlier system go on: one gets the new link and is forwarded, one was half forwarded", async (context) => {
  if (server === null) return context.skip("no MongoDB server can be had");
  const stage = await openStage();
  const waiting = await invitedEarlier(stage, "Moss_Walker");
  const half = await invitedEarlier(stage, "Fern_Finder");
  const sentAt = stage.now().toISOString().replace("T", " ").replace("Z", "");
  await earlierBotSays(stage, half.id, "Thank you for the form.");

  const client = new MongoClient(server.url);
  await client
    .db()
    .collection("user-logs")
    .insertMany([
      userLog("Moss_Walker", waiting.id, waiting.at, {}),
      userLog("FERN_finder", half.id, half.at, { form_filled: true }),
    ]);
  await client.close();
  const sqlite = join(stage.dataDir, "db.sqlite3");
  const answers = [
    "Rubbish.",
    "regret",
    null,
    "Leave no trace.",
    "I left it.",
    "yes",
    "yes",
    "A bag.",
  ];
  storeForms(sqlite, [
    ["moss_walker", "pinelakehikers", ...Array(9).fill(null), sentAt, sentAt],
    ["fern_finder", "pinelakehikers", ...answers, "['c1', 'c4']", sentAt, sentAt],
  ]);
  await importAll(stage, server.url, sqlite);

  await stage.pass("started");
  await stage.pass("recent");
  // The thanks of the earlier bot stand there: they are not said again.
  expect(await speakers(stage, half.id)).toEqual(["moderator", "redditor", "bot", "bot", "note"]);
  const [note] = await notes(stage, half.id);
  for (const part of ["> Rubbish.", "> I regret what I did.", "Example comment c1", "comment c4"])
    expect(note).toContain(part);
  expect(await isArchived(stage, half.id)).toBe(false);
  expect(await appeals(stage, "fern_finder")).toMatchObject([{ state: "forwarded" }]);
  expect(await effects(stage, half.id)).toEqual(
    expect.arrayContaining(["final", "note", "unarchive"]),
  );

  // Nothing is said to whoever does not write.
  expect(await speakers(stage, waiting.id)).toEqual(["moderator", "redditor", "bot"]);
  expect(await waiting.redditor.links()).toEqual([]);
  await waiting.redditor.reply(waiting.id, "Your link does not open.");
  await stage.pass("recent");
  await stage.pass("recent");
  expect(await waiting.redditor.links()).toHaveLength(1);
  expect(await speakers(stage, waiting.id)).toEqual([
    "moderator",
    "redditor",
    "bot",
    "redditor",
    "bot",
  ]);
  await waiting.redditor.submit();
  await stage.pass("started");
  expect((await said(stage, waiting.id)).slice(-2).map(({ by }) => by)).toEqual(["bot", "note"]);
  expect((await notes(stage, waiting.id))[0]).toContain("> I left two bags of rubbish");
  expect(await appeals(stage, "moss_walker")).toMatchObject([{ state: "forwarded" }]);
  expect(await isArchived(stage, waiting.id)).toBe(false);
});
