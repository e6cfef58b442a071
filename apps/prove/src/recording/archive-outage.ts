/**
 * MongoDB goes away in the middle of twenty thousand events with appeals going on, the bot is
 * killed and started again, MongoDB comes back. Prints how long redditors waited for the bot
 * with MongoDB and without it, and what stands in MongoDB in the end beside what stands in the
 * database.
 *
 *   pnpm prove:archive [<number of events>]
 *
 * Needs a MongoDB server: `mongod` on the PATH, or Go to build FerretDB with. Exit 0: all is
 * there once each, and the bot's answers came as fast as ever.
 */
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { openDatabase } from "@appealmod/db";
import { ensureEmbeddedPostgres } from "@appealmod/db/embedded";
import { startMongoServer } from "@appealmod/sinks/testing";
import { awaitUntil, type Installation, startInstallation } from "@appealmod/testing-installation";
import { MongoClient } from "mongodb";
import { isAsFast, printTable, printWaits } from "./print-table.ts";
import { startTellers, type ToldAppeal } from "./told-appeals.ts";

const root = join(import.meta.dirname, "..", "..", "..", "..");
const dataDir = join(root, ".appealmod", "prove-archive");
const flooded = "apps/bot/test/children/flooded-bot.ts";
const events = Number(process.argv[2] ?? 20_000);
const perSecond = 400;
const tellers = 2;
const withMongo = "with MongoDB";
const withoutMongo = "without MongoDB";

const began = performance.now();
const say = (words: string) =>
  process.stdout.write(
    `${((performance.now() - began) / 1000).toFixed(1).padStart(7)} s  ${words}\n`,
  );

await rm(dataDir, { recursive: true, force: true });
await mkdir(dataDir, { recursive: true });
const server = await startMongoServer();
say(`MongoDB's protocol is served by ${server.name}`);
const installation = await start();
// The server of the installation, which runs already.
const postgres = await ensureEmbeddedPostgres({ dataDir });
const database = openDatabase({ url: postgres.url, poolSize: 1 });
try {
  process.exitCode = (await prove()) ? 0 : 1;
} finally {
  await installation.stop();
  await database.close();
  await postgres.release();
  await server.remove();
}

function start(): Promise<Installation> {
  return startInstallation({
    dataDir,
    bot: [flooded, "both", "0", String(events), String(perSecond)],
    settings: {
      APPEALMOD_DB_CONNECTION_STRING: server.url,
      APPEALMOD_RECENT_POLL_INTERVAL: "0.5",
    },
  });
}

async function prove(): Promise<boolean> {
  const { bot } = installation;
  say(
    `the bot runs, ${perSecond} more events a second besides its own, ${tellers} redditors at once`,
  );
  const appeals = startTellers(installation, tellers, withMongo);
  await recorded(bot, Math.round(events * 0.4));
  await server.kill();
  appeals.enter(withoutMongo);
  say("MongoDB is killed");
  await recorded(bot, Math.round(events * 0.7));
  appeals.enter("while the bot is started again");
  await bot.stop("SIGKILL");
  const reached = Math.max(-1, ...(await numbersStored()));
  say(`the bot is killed; the database reaches to event ${reached}`);
  const again = await installation.startBot([
    ...[flooded, "both", String(reached + 1), String(events), String(perSecond)],
  ]);
  say("the bot is started again");
  appeals.enter(withoutMongo);
  await recorded(again, events);
  await awaitUntil(
    `event ${events - 1} in the database`,
    async () => (await numbersStored()).includes(events - 1),
    60_000,
    500,
  );
  const stored = await numbersStored();
  say("all events are told, and stand in the database");
  await appeals.stop();
  await server.start();
  say("MongoDB is back");
  const back = performance.now();
  const client = new MongoClient(server.url);
  try {
    const logs = client.db().collection("application-logs");
    const flood = { event: /^flood-/ };
    await awaitUntil(
      `${stored.length} documents`,
      async () => (await logs.countDocuments(flood)) >= stored.length,
      180_000,
      500,
    );
    const shippedMs = performance.now() - back;
    const numbers = (await logs.find(flood, { projection: { details: 1 } }).toArray()).map(
      ({ details }) => details.n as number,
    );
    await awaitUntil("everybody's outcome", () => areAllThere(client, appeals.told), 60_000, 500);
    return await report({ numbers, stored, told: appeals.told, shippedMs, client });
  } finally {
    await client.close();
  }
}

/** Waits until a bot has told of the event before a number. */
async function recorded(bot: { output(): string }, until: number): Promise<void> {
  await awaitUntil(
    `event ${until - 1}`,
    async () => bot.output().includes(`"n":${until - 1}}`),
    300_000,
    200,
  );
}

/** The numbers of the flood's events that stand in the installation's database. */
async function numbersStored(): Promise<readonly number[]> {
  const { rows } = await database.pool.query<{ n: number }>(
    "select (data->'details'->>'n')::int as n from events where kind like 'flood-%' order by n",
  );
  return rows.map(({ n }) => n);
}

async function areAllThere(client: MongoClient, told: readonly ToldAppeal[]): Promise<boolean> {
  const done = await client.db().collection("user-logs").countDocuments({ state: "forwarded" });
  return done >= told.length;
}

async function report(found: {
  /** In MongoDB. */
  readonly numbers: readonly number[];
  /** In the database. */
  readonly stored: readonly number[];
  readonly told: readonly ToldAppeal[];
  readonly shippedMs: number;
  readonly client: MongoClient;
}): Promise<boolean> {
  const { numbers, stored, told, shippedMs, client } = found;
  const different = new Set(numbers).size;
  process.stdout.write("\nHow long redditors waited for the bot:\n\n");
  printWaits(told);
  process.stdout.write(
    `\nWhat stands in MongoDB, ${(shippedMs / 1000).toFixed(1)} s after it came back:\n\n`,
  );
  const archive = client.db();
  const redditors = told.map(({ redditor }) => redditor);
  const users = await archive
    .collection("user-logs")
    .find({ username: { $in: redditors } })
    .toArray();
  const conversations = await archive
    .collection("conversation-logs")
    .find({ id: { $in: told.map(({ conversationId }) => conversationId) } })
    .toArray();
  const whole = conversations.filter(({ message_data }) => message_data.length >= 5);
  const forwarded = users.filter(({ state, note_shared }) => state === "forwarded" && note_shared);
  printTable([
    ["", "in the database", "documents", "different", "in their last state"],
    ["application-logs (numbered)", stored.length, numbers.length, different, "–"],
    ["user-logs", told.length, users.length, new Set(redditors).size, forwarded.length],
    ["conversation-logs", told.length, conversations.length, conversations.length, whole.length],
  ]);
  const isComplete =
    numbers.length === stored.length &&
    new Set([...stored, ...numbers]).size === stored.length &&
    different === stored.length &&
    forwarded.length === told.length &&
    whole.length === told.length;
  const isUnhurried = isAsFast(told, withoutMongo, withMongo);
  process.stdout.write(
    `\n${isComplete ? "All is there, once each." : "NOT all is there once each."} ${
      isUnhurried ? "The bot's answers were not delayed." : "The bot's answers WERE delayed."
    }\n`,
  );
  return isComplete && isUnhurried;
}
