import type { BotEvent } from "@appealmod/core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { anEvent } from "./support/an-event.ts";
import { channels, type OpenedSlack, openSlack, type SlackProcess } from "./support/open-slack.ts";

const secondMs = 1_000;
const minuteMs = 60_000;

let slack: OpenedSlack;

beforeEach(async () => {
  slack = await openSlack();
});

afterEach(() => slack.close());

function now(audience: BotEvent["audience"], overrides: Partial<BotEvent> = {}): BotEvent {
  return anEvent({ audience, at: slack.clock.now(), ...overrides });
}

/** How many events a webhook was told of: one by one, and as "… more of the same". */
function toldIn(hook: string): number {
  const words = slack.wordsIn(hook);
  const alone = words.match(/mail\/perma\/\w+\|conversation>|takes? events/g)?.length ?? 0;
  const more = [...words.matchAll(/\*([\d,]+) more of the same/g)];
  return more.reduce((sum, [, count]) => sum + Number(count?.replaceAll(",", "")), alone);
}

test("a minute of 429 and 5xx while 5,000 events pour in: the rate is kept, and nothing is left out", async () => {
  const from = slack.clock.now().getTime();
  const trouble = [{ status: 429, retryAfter: 2 }, { status: 500 }, { status: 503 }] as const;
  slack.server.behave(({ at }) =>
    at - from < minuteMs ? (trouble[slack.server.posts.length % 3] ?? "take") : "take",
  );
  const bot = await slack.process();
  const perSecond = 5_000 / 60;
  for (let second = 0, sent = 0; second < 60; second += 1) {
    const events: BotEvent[] = [];
    for (; sent < (second + 1) * perSecond; sent += 1) {
      const isMilestone = sent % 100 === 0;
      events.push(
        now(isMilestone ? "milestone" : "step", {
          conversationId: `conv${sent}`,
          subreddit: `community${sent % 7}`,
          event: isMilestone ? "appeal-forwarded" : "conversation-seen",
        }),
      );
      if (sent === 2_500) events.push(now("alert", { message: "Reddit answered 503." }));
      if (sent === 2_600) events.push(now("error", { message: "A job failed." }));
    }
    await slack.record(...events);
    await bot.pass(secondMs, secondMs);
  }
  await bot.pass(5 * minuteMs, 5 * secondMs);

  for (const hook of channels) expect(slack.server.busiestMinute(hook)).toBeLessThanOrEqual(60);
  // That Slack takes no events, and takes them again, is an alert as well, of each webhook.
  const ofSlack = 2 * channels.length;
  expect(Object.fromEntries(channels.map((hook) => [hook, toldIn(hook)]))).toEqual({
    main: 50,
    steps: 5_000,
    alerts: 1 + ofSlack,
    errors: 1,
    logging: 5_002 + ofSlack,
  });
  expect(slack.wordsIn("alerts")).toContain("Reddit answered 503.");
  expect(slack.wordsIn("errors")).toContain("A job failed.");
  for (const hook of channels)
    expect((await slack.row(`slack-${hook}`)).position).toBe(5_002 + ofSlack);
  console.log(
    channels
      .map((hook) => {
        const posts = slack.server.posts.filter((post) => post.hook === hook).length;
        return `${hook}: ${posts} posts, ${slack.server.taken(hook).length} taken, busiest minute ${slack.server.busiestMinute(hook)}, ${toldIn(hook)} told`;
      })
      .join("\n"),
  );
}, 60_000);

test("several processes on one webhook keep its rate together, and post nothing twice", async () => {
  const hooks = { steps: slack.server.hookUrl("steps") };
  const bots = await Promise.all([1, 2, 3].map(() => slack.process({ hooks })));
  const together = (of: readonly SlackProcess[]) => Promise.all(of.map((bot) => bot.round()));
  const total = 240;
  for (let tick = 0; tick < total; tick += 1) {
    await slack.record(now("step", { conversationId: `s${tick}` }));
    slack.clock.advance(secondMs / 2);
    await together(bots);
  }
  for (let tick = 0; tick < 10; tick += 1) {
    slack.clock.advance(secondMs);
    await together(bots);
  }
  expect(slack.server.busiestMinute("steps")).toBeLessThanOrEqual(57);
  expect(slack.server.posts.filter(({ status }) => status !== 200)).toEqual([]);
  const told = [...slack.wordsIn("steps").matchAll(/perma\/(s\d+)\|conv/g)].map(([, id]) => id);
  expect(told).toEqual(Array.from({ length: total }, (_, tick) => `s${tick}`));
});

test("place, rate, repeats and a digest under way survive a restart between any two rounds", async () => {
  const hooks = { logging: slack.server.hookUrl("logging") };
  // Another process for every round: nothing lives in one.
  const round = async (passMs: number) => {
    const bot = await slack.process({ hooks });
    slack.clock.advance(passMs);
    await bot.round();
  };
  await round(0);
  const communities = Array.from({ length: 20 }, (_, n) => `community${n}`);
  for (let n = 0; n < 5; n += 1)
    await slack.record(
      ...communities.map((subreddit) => now("step", { subreddit, conversationId: `c${n}` })),
    );
  await slack.record(now("alert", { message: "Reddit answered 503." }));
  await round(100);
  expect(slack.server.posts).toHaveLength(0);
  await round(1_500);
  expect(slack.server.posts).toHaveLength(1);
  await round(500);
  expect(slack.server.posts).toHaveLength(1);
  await round(1_000);
  for (let n = 0; n < 20; n += 1) await round(1_500);
  const words = slack.wordsIn("logging");
  expect(toldIn("logging")).toBe(101);
  expect(slack.server.taken("logging").length).toBeLessThan(20);
  for (const name of communities) expect(words).toContain(`|r/${name}>`);
  expect(words.match(/Reddit answered 503/g)).toHaveLength(1);

  await slack.record(
    ...Array.from({ length: 7 }, () => now("alert", { message: "Reddit answered 503." })),
  );
  for (let n = 0; n < 5; n += 1) await round(5 * secondMs);
  expect(slack.wordsIn("logging").match(/Reddit answered 503/g)).toHaveLength(1);
  await round(10 * minuteMs);
  expect(slack.wordsIn("logging").match(/Reddit answered 503/g)).toHaveLength(2);
  expect(slack.wordsIn("logging")).toContain("*7 times*");
}, 60_000);
