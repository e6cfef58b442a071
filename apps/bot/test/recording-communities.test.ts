import { dayMs } from "@appealmod/core";
import { ManualClock, noon } from "@appealmod/core/testing";
import { expect, test } from "vitest";
import { atMostEvery } from "../src/runners/at-most-every.ts";
import { archived } from "./archived.ts";
import { awaitUntil } from "./await-until.ts";
import { startBot } from "./bot-process.ts";
import { community, openStage } from "./stage.ts";

const hour = 60 * 60 * 1000;

test("daily work is done at once and once a day, and again soon where it failed", async () => {
  const clock = new ManualClock(noon);
  const done: Date[] = [];
  let fails = false;
  const work = atMostEvery(clock, dayMs, async () => {
    if (fails) throw new Error("the database is down");
    done.push(clock.now());
  });
  for (let hours = 0; hours < 48; hours += 1) {
    await work();
    clock.advance(hour);
  }
  expect(done).toEqual([noon, new Date(noon.getTime() + 24 * hour)]);
  fails = true;
  await expect(work()).rejects.toThrow("the database is down");
  fails = false;
  await work();
  expect(done).toHaveLength(3);
});

test("communities are described for researchers, also where Reddit fails at first", async () => {
  const stage = await openStage({ APPEALMOD_DIALOGUE_UPDATE_INTERVAL: "1" });
  await stage.control.addFault({ kind: "status", status: 503, endpoint: "subreddits." });
  const bot = startBot(["started"], stage.env);
  await bot.told("job-snoozed");
  // Our own texts need no Reddit.
  await awaitUntil("the texts in force", async () =>
    (await archived(stage, "bot-responses")).some(({ form_link }) => form_link !== undefined),
  );
  expect(await archived(stage, "subreddits_info")).toEqual([]);
  await stage.control.clearFaults();
  await awaitUntil(
    "the community's description",
    async () => (await archived(stage, "subreddits_info")).length > 0,
  );
  bot.kill("SIGTERM");
  const { events } = await bot.ended;
  expect(events.filter(({ level }) => level === "error")).toEqual([]);
  expect(await archived(stage, "subreddits_info")).toMatchObject([
    {
      subreddit: community.subreddit,
      description: expect.stringMatching(/./),
      subscribers: expect.any(Number),
      rules: expect.arrayContaining([expect.objectContaining({ name: expect.any(String) })]),
      moderators: expect.arrayContaining([expect.objectContaining({ name: community.moderator })]),
    },
  ]);
  const [texts] = await archived(stage, "bot-responses");
  expect(texts).toMatchObject({
    subreddit: community.subreddit,
    initial: expect.stringContaining("{{form_link}}"),
    reminder: expect.stringMatching(/./),
    final: expect.stringMatching(/./),
    form_link: expect.stringContaining("http://site.test/"),
  });
});
