import { join } from "node:path";
import { startMongoServer, startSlackSink, type TestMongoServer } from "@appealmod/sinks/testing";
import { MongoClient } from "mongodb";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { awaitUntil } from "./await-until.ts";
import { startBot } from "./bot-process.ts";
import { openStage } from "./stage.ts";
import { awaitForwarding, awaitInvite, contestedBan, expectToldOnce } from "./story.ts";

const floodedBot = join(import.meta.dirname, "children/flooded-bot.ts");
/** The first run on a machine builds the server. */
const buildMs = 10 * 60_000;
let server: TestMongoServer | null = null;

beforeAll(async () => {
  try {
    server = await startMongoServer();
  } catch (error) {
    if (process.env.CI) throw error;
    console.warn(`No MongoDB server, so that its outage is not tested: ${error}`);
  }
}, buildMs);

afterAll(() => server?.remove());

test("MongoDB gone, the bot killed and started again: appeals go on, and all is recorded once", async (context) => {
  if (server === null) return context.skip("no MongoDB server can be had");
  const sink = await startSlackSink();
  onTestFinished(() => sink.close());
  const stage = await openStage({
    APPEALMOD_SLACK_HOOK_ALERTS: sink.hookUrl("alerts"),
    APPEALMOD_DB_CONNECTION_STRING: server.url,
    APPEALMOD_RECENT_POLL_INTERVAL: "0.2",
    APPEALMOD_DIALOGUE_UPDATE_INTERVAL: "1",
  });
  const startFlooded = (from: number, to: number) => {
    const flood = ["both", String(from), String(to), "500"];
    return startBot(flood, stage.env, onTestFinished, floodedBot);
  };
  const first = startFlooded(0, 100_000);
  const told = (n: number) => (line: object) => (line as { n?: number }).n === n;
  await first.told(told(1_000));
  await server.kill();
  // Without MongoDB an appeal is answered and forwarded as ever.
  const { redditor, id } = await contestedBan(stage, "Patient_One");
  await awaitInvite(stage, redditor, id);
  await first.told(told(2_000));
  const lastStored = async () => {
    const { rows } = await stage.database.pool.query<{ n: number }>(
      "select coalesce(max((data #> '{details,n}')::int), -1) as n from events where kind like 'flood-%'",
    );
    return rows[0]?.n ?? -1;
  };
  // Lines of log that belong to no transaction are stored in batches.
  await awaitUntil(
    "two thousand events in the database",
    async () => (await lastStored()) >= 2_000,
  );
  // Which of the two bots tells of it must not depend on the machine: it is told once in all.
  await first.told("sink-failing");
  first.kill("SIGKILL");
  await first.ended;
  const reached = await lastStored();

  await redditor.submit();
  const events = reached + 1_001;
  const second = startFlooded(reached + 1, events);
  await awaitForwarding(stage, redditor);
  const trouble = (name: string) =>
    [...first.events, ...second.events].filter(({ event }) => event === name);
  await second.told(told(events - 1));
  await expectToldOnce(stage, redditor, id);
  await server.start();
  await second.told("sink-recovered");

  const client = new MongoClient(server.url);
  const database = client.db();
  try {
    const numbered = database.collection("application-logs");
    await awaitUntil(
      "all events in MongoDB",
      async () => (await numbered.countDocuments({ event: /^flood-/ })) >= events,
    );
    const numbers = await numbered.distinct("details.n", { event: /^flood-/ });
    expect(numbers).toHaveLength(events);
    expect(await numbered.countDocuments({ event: /^flood-/ })).toBe(events);
    await awaitUntil(
      "the appeal's last state in MongoDB",
      async () =>
        (await database.collection("user-logs").countDocuments({ note_shared: true })) > 0,
    );
    expect(await database.collection("user-logs").find().toArray()).toMatchObject([
      { username: "Patient_One", conv_id: id, group: 1, form_filled: true, state: "forwarded" },
    ]);
    expect(await database.collection("conversation-logs").countDocuments({ id })).toBe(1);
    expect(trouble("sink-failing")).toHaveLength(1);
  } finally {
    await client.close();
  }
  second.kill("SIGTERM");
  const alerts = sink.taken("alerts").map(({ words }) => words);
  expect(alerts.join()).toContain("MongoDB does not take events");
  expect((await second.ended).code).toBe(0);
}, 120_000);
