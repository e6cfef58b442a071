import type { BotEvent } from "@appealmod/core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { anEvent } from "./support/an-event.ts";
import { type OpenedSlack, openSlack } from "./support/open-slack.ts";

const secondMs = 1_000;
const minuteMs = 60_000;

let slack: OpenedSlack;

beforeEach(async () => {
  slack = await openSlack();
});

afterEach(() => slack.close());

/** An event of this moment. */
function now(audience: BotEvent["audience"], overrides: Partial<BotEvent> = {}): BotEvent {
  return anEvent({ audience, at: slack.clock.now(), ...overrides });
}

function only(hook: string) {
  return { hooks: { [hook]: slack.server.hookUrl(hook) } };
}

test("Retry-After is honoured, and is no failure", async () => {
  const from = slack.clock.now().getTime();
  slack.server.behave(({ at }) =>
    at - from < 3 * secondMs ? { status: 429, retryAfter: 30 } : "take",
  );
  const bot = await slack.process(only("steps"));
  await slack.record(now("step"));
  await bot.pass(31 * secondMs);
  expect(slack.server.posts).toHaveLength(1);
  expect(await slack.row("slack-steps")).toMatchObject({ failures: 0, position: 0 });
  await bot.pass(3 * secondMs);
  expect(slack.server.taken("steps")).toHaveLength(1);
  expect(slack.alerts).toEqual([]);
});

test("a Retry-After that no Slack would send stops nothing for good", async () => {
  const answers = [{ status: 429, retryAfter: 1e15 }, "take"] as const;
  slack.server.behave(() => answers[slack.server.posts.length] ?? "take");
  const bot = await slack.process(only("steps"));
  await slack.record(now("step"));
  await bot.pass(70 * minuteMs, minuteMs);
  expect(slack.server.taken("steps")).toHaveLength(1);
});

test("a 5xx, a hang and a closed connection are tried again, ever more seldom", async () => {
  const behaviours = ["hang", { status: 500 }, { status: 503 }, "take"] as const;
  slack.server.behave(() => behaviours[Math.min(slack.server.posts.length, 3)] ?? "take");
  const bot = await slack.process({ ...only("steps"), limits: { timeoutMs: 50 } });
  await slack.record(now("step"));
  await bot.pass(minuteMs);
  expect(slack.server.posts.map(({ status }) => status)).toEqual(["hang", 500, 503, 200]);
  const times = slack.server.posts.map(({ at }) => at);
  expect((times[3] ?? 0) - (times[2] ?? 0)).toBeGreaterThan((times[1] ?? 0) - (times[0] ?? 0));
  expect(slack.alerts.map(({ event }) => event)).toEqual(["sink-failing", "sink-recovered"]);
  expect(JSON.stringify(slack.alerts)).not.toContain("/services/");
});

test("an outage is no shorter for what Slack need not hear", async () => {
  slack.server.behave(() => ({ status: 500 }));
  const bot = await slack.process(only("steps"));
  await slack.record(now("step"));
  for (let second = 0; second < 30; second += 1) {
    await slack.record(now("detail"));
    await bot.pass(secondMs);
  }
  expect(slack.alerts.map(({ event }) => event)).toEqual(["sink-failing"]);
  expect((await slack.row("slack-steps")).failures).toBeGreaterThan(2);
});

test.each([403, 404, 410])(
  "a webhook gone for good (%i) is told once, then there is silence until it has another address",
  async (status) => {
    slack.server.behave(({ hook }) => (hook === "steps" ? { status, body: "no_service" } : "take"));
    let bot = await slack.process();
    for (let second = 0; second < 20; second += 1) {
      await slack.record(now("step", { message: `Step ${second}.` }));
      await bot.pass(secondMs);
      if (second === 10) bot = await slack.process();
    }
    const steps = () => slack.server.posts.filter(({ hook }) => hook === "steps");
    expect(steps()).toHaveLength(1);
    expect(slack.alerts.map(({ event }) => event)).toEqual(["slack-webhook-gone"]);
    expect(slack.alerts[0]?.message).toContain("slack_hook_steps");
    expect(JSON.stringify(slack.alerts)).not.toContain("127.0.0.1");
    expect(JSON.stringify((await slack.row("slack-steps")).state)).not.toContain("127.0.0.1");

    const renewed = await slack.process({ hooks: { steps: slack.server.hookUrl("renewed") } });
    await slack.record(now("step", { message: "Heard again." }));
    await renewed.pass(5 * secondMs);
    expect(slack.wordsIn("renewed")).toContain("Heard again.");
    expect(slack.wordsIn("renewed")).not.toContain("Step");
  },
);

test("a message whose form is refused is posted as plain text, and told once", async () => {
  const bot = await slack.process(only("steps"));
  slack.server.behave(() =>
    slack.server.posts.at(-1)?.status === 400 ? "take" : { status: 400, body: "invalid_blocks" },
  );
  await slack.record(now("step"));
  await bot.pass(2 * secondMs);
  await slack.record(now("step", { message: "Too late for the plain one." }));
  await bot.pass(10 * secondMs);
  expect(slack.server.taken("steps").map(({ payload }) => payload.text)).toEqual([
    "r/PineLakeHikers: The invite was sent.",
    "r/PineLakeHikers: Too late for the plain one.",
  ]);
  expect(slack.alerts.map(({ event }) => event)).toEqual(["slack-message-refused"]);
});

test("a message that is refused as plain text too is left out, and the next ones come", async () => {
  const bot = await slack.process(only("steps"));
  slack.server.behave(() =>
    slack.server.posts.length < 2 ? { status: 400, body: "invalid_blocks" } : "take",
  );
  await slack.record(now("step", { message: "Unspeakable." }));
  await bot.pass(5 * secondMs);
  await slack.record(now("step", { message: "Fine." }));
  await bot.pass(5 * secondMs);
  expect(slack.server.posts.map(({ status }) => status)).toEqual([400, 400, 200]);
  expect(slack.wordsIn("steps")).toContain("Fine.");
  expect(slack.wordsIn("steps")).not.toContain("Unspeakable");
  expect(slack.alerts.map(({ event }) => event)).toEqual(["slack-message-refused"]);
});
