import { drainJobs, type JobHandlers } from "@appealmod/jobs";
import { expect, onTestFinished, test } from "vitest";
import { verifyLogins } from "../src/accounts/verify-login.ts";
import type { Bot } from "../src/compose.ts";
import { createHandlers } from "../src/jobs/handlers.ts";
import { createRecent } from "../src/runners/recent.ts";
import { createStarted } from "../src/runners/started.ts";
import { community, openStage, type Stage } from "./stage.ts";
import { contestedBan } from "./story.ts";

/** Longer than what a listing showed is taken for the present without a later pass. */
const seconds = 5;

async function openBot(stage: Stage): Promise<Bot> {
  const { bot } = await stage.listenedBot();
  onTestFinished(() => bot.close());
  return bot;
}

function drain({ database: { pool } }: Bot, handlers: JobHandlers) {
  return drainJobs({ pool, handlers, concurrency: 1 });
}

const inBacklog = 12;

/** Requests for a backlog of appeals that one bot finds in the listing, and another works off. */
async function requestsWith(count: "one bot" | "two bots"): Promise<Record<string, number>> {
  const stage = await openStage();
  await stage.control.seedAppeals({ subreddit: community.subreddit, count: inBacklog });
  const listening = await openBot(stage);
  const working = count === "one bot" ? listening : await openBot(stage);
  const began = performance.now();
  const requests = await stage.requestsOf(async () => {
    const recent = createRecent(listening, listening.accounts.all[0]);
    await recent();
    stage.passSeconds(seconds);
    await recent();
    await createStarted(working)();
    const { done, failed } = await drain(working, createHandlers(working));
    expect({ done, failed }).toEqual({ done: inBacklog, failed: [] });
  });
  // What the log says of bans holds for three seconds: how often it is read depends on the machine,
  // whose clock is set forward once.
  const { "moderation_log.list": logReads = 0, ...others } = requests;
  expect(logReads).toBeLessThanOrEqual(1 + seconds / 3 + (performance.now() - began) / 3_000);
  return others;
}

test("recent and started in two bots cost as many requests as both in one", async () => {
  const requests = await requestsWith("one bot");
  expect(requests).toEqual({
    // The first pass looks for the end of the listing.
    "modmail.list": 3,
    "modmail.reply": inBacklog,
    "modmail.archive": inBacklog,
  });
  expect(await requestsWith("two bots")).toEqual(requests);
});

test("a job reads the conversation when the listing showed it anew after the job began", async () => {
  const stage = await openStage();
  const { redditor, id } = await contestedBan(stage);
  const listening = await openBot(stage);
  const working = await openBot(stage);
  const recent = createRecent(listening, listening.accounts.all[0]);
  await recent();
  const handlers = createHandlers(working);
  const run = handlers["process-conversation"];
  const requests: Record<string, number>[] = [];
  await drain(working, {
    ...handlers,
    "process-conversation": async (payload, context) => {
      if (requests.length === 0) {
        stage.passSeconds(seconds);
        await redditor.reply(id, "One more thing.");
        await recent();
      }
      requests.push(await stage.requestsOf(() => run(payload, context)));
    },
  });
  expect(requests).toHaveLength(2);
  expect(requests[0]).toMatchObject({ "modmail.read": 1 });
});

test("a job reads the conversation when nobody follows the listing any more", async () => {
  const stage = await openStage();
  await contestedBan(stage);
  const listening = await openBot(stage);
  const working = await openBot(stage);
  await createRecent(listening, listening.accounts.all[0])();
  stage.passSeconds(30);
  const requests = await stage.requestsOf(() => drain(working, createHandlers(working)));
  expect(requests).toMatchObject({ "modmail.read": 1 });
});

test("a login that another bot listens with costs no request to verify", async () => {
  const stage = await openStage();
  await contestedBan(stage);
  const listening = await openBot(stage);
  const working = await openBot(stage);
  expect(await stage.requestsOf(() => verifyLogins(working))).toEqual({ "modmail.list": 1 });
  await createRecent(listening, listening.accounts.all[0])();
  const third = await openBot(stage);
  expect(await stage.requestsOf(() => verifyLogins(third))).toEqual({});
  stage.passDays(1);
  expect(await stage.requestsOf(() => verifyLogins(third))).toEqual({ "modmail.list": 1 });
});
