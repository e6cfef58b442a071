import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { BotEvent } from "@appealmod/core";
import { cast } from "@appealmod/core/testing";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createSlackSinks } from "../src/index.ts";
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

describe("who hears what", () => {
  test("a finished step of an appeal goes to main, steps and logging, with its links", async () => {
    const bot = await slack.process();
    await slack.record(now("milestone", { username: cast.appellant }));
    await bot.pass(2 * secondMs);
    expect(
      slack.server
        .taken()
        .map(({ hook }) => hook)
        .sort(),
    ).toEqual(["logging", "main", "steps"]);
    expect(slack.wordsIn("main")).toBe(
      ":incoming_envelope: *<https://www.reddit.com/r/PineLakeHikers|r/PineLakeHikers>* · <https://mod.reddit.com/mail/perma/abc12|conversation> · u/muddy_boots\nThe invite was sent.",
    );
  });

  test("an error is told with a short stack", async () => {
    const bot = await slack.process();
    await slack.record(now("error", { error: new TypeError("no `this` <here>") }));
    await bot.pass(2 * secondMs);
    const words = slack.wordsIn("errors");
    expect(words).toMatch(/```TypeError: no ˋthisˋ &lt;here&gt;\nat .*slack\.test/);
    expect(words.match(/\nat /g)?.length).toBeLessThanOrEqual(5);
  });

  test("details stay in the log, and a switched-off Slack hears nothing", async () => {
    const bot = await slack.process();
    await slack.record(now("detail"), now("detail"));
    await bot.pass(5 * secondMs);
    expect(slack.server.posts).toEqual([]);
    expect((await slack.row("slack-logging")).position).toBe(2);
    expect(createSlackSinks({ hooks: { main: "https://x" }, disabled: true })).toEqual([]);
  });

  test("what happened before Slack was configured stays untold", async () => {
    await slack.record(now("milestone", { message: "Long ago." }));
    const bot = await slack.process();
    await slack.record(now("milestone"));
    await bot.pass(5 * secondMs);
    expect(slack.wordsIn("main")).not.toContain("Long ago.");
    expect(slack.wordsIn("main")).toContain("The invite was sent.");
  });

  test("one webhook behind several channels shows an event once", async () => {
    const url = slack.server.hookUrl("all");
    const bot = await slack.process({ hooks: { main: url, steps: url, logging: url } });
    expect(bot.sinks.map(({ name }) => name)).toEqual(["slack-main"]);
    await slack.record(now("milestone"), now("alert", { message: "Alert." }));
    await bot.pass(5 * secondMs);
    expect(slack.server.posts).toHaveLength(1);
    expect(slack.wordsIn("all")).toContain("Alert.");
  });

  test("an address that is none is refused with its setting's name", () => {
    expect(() => createSlackSinks({ hooks: { alerts: "hooks.slack.com/x" } })).toThrow(
      /slack_hook_alerts/,
    );
  });
});

describe("fewer messages than events", () => {
  test("events within a second or two become one message", async () => {
    const bot = await slack.process();
    for (let n = 0; n < 5; n += 1) {
      await slack.record(now("step", { message: `Step ${n}.` }));
      await bot.pass(200, 200);
    }
    await bot.pass(5 * secondMs);
    expect(slack.server.taken("steps")).toHaveLength(1);
    expect(slack.server.taken("steps")[0]?.payload.blocks).toHaveLength(5);
  });

  test("an event that another machine's clock puts into the future waits for nobody", async () => {
    const bot = await slack.process(only("steps"));
    await slack.record(now("step", { at: new Date(slack.clock.now().getTime() + minuteMs) }));
    await bot.pass(500);
    expect(slack.server.taken("steps")).toHaveLength(1);
  });

  test("a flood becomes a digest: the first in full, the rest as a number with some links", async () => {
    const bot = await slack.process();
    await slack.record(
      ...Array.from({ length: 38 }, (_, n) => now("milestone", { conversationId: `conv${n}` })),
      now("milestone", { event: "appeal-closed", message: "Closed." }),
    );
    await bot.pass(3 * secondMs);
    expect(slack.server.taken("main")).toHaveLength(1);
    expect(slack.wordsIn("main")).toContain(
      "*37 more of the same in <https://www.reddit.com/r/PineLakeHikers|r/PineLakeHikers>*",
    );
    expect(slack.wordsIn("main")).toContain("mail/perma/conv10|10>");
    expect(slack.wordsIn("main")).toContain("Closed.");
  });

  test("more kinds of events than fit into one message come in several, in their order", async () => {
    const bot = await slack.process(only("main"));
    const communities = Array.from({ length: 40 }, (_, n) => `community${n}`);
    await slack.record(...communities.map((subreddit) => now("milestone", { subreddit })));
    await bot.pass(20 * secondMs);
    const counts = slack.server.taken("main").map(({ payload }) => payload.blocks?.length);
    expect(counts).toEqual([15, 15, 10]);
    const told = [...slack.wordsIn("main").matchAll(/\|r\/(community\d+)>/g)].map(([, one]) => one);
    expect(told).toEqual(communities);
  });

  test("the same error a thousand times is one message with a count", async () => {
    const bot = await slack.process();
    await slack.record(
      ...Array.from({ length: 1_000 }, (_, n) => {
        const conversationId = `conv${n}`;
        const error = new Error(`Job ${n} for ${conversationId} failed`);
        return now("error", { conversationId, message: `Job ${n} failed.`, error });
      }),
    );
    await bot.pass(9 * minuteMs, minuteMs);
    expect(slack.server.taken("errors")).toHaveLength(1);
    expect(slack.wordsIn("errors")).toContain("*1,000 times*");
  });

  test("an alert that comes again and again is counted, and told every ten minutes", async () => {
    const bot = await slack.process(only("alerts"));
    for (let second = 0; second < 1_200; second += 10) {
      for (let n = 0; n < 10; n += 1)
        await slack.record(now("alert", { message: "Reddit answered 503." }));
      await bot.pass(10 * secondMs, 5 * secondMs);
    }
    expect(slack.server.taken("alerts").length).toBe(2);
    await slack.record(now("alert", { message: "No permission to see bans." }));
    await bot.pass(5 * secondMs);
    expect(slack.wordsIn("alerts")).toContain("No permission");
    await bot.pass(10 * minuteMs, 10 * secondMs);
    expect(slack.server.taken("alerts").length).toBe(4);
    const counts = [...slack.wordsIn("alerts").matchAll(/\*([\d,]+) times\*/g)].map(([, count]) =>
      Number(count?.replace(",", "")),
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1_200);
    expect((await slack.row("slack-alerts")).wakeAt).toBeNull();
  });

  test("alerts that are too many to be remembered are told early, and none is lost", async () => {
    const bot = await slack.process({ ...only("alerts"), limits: { mostRepeats: 3 } });
    const letters = ["a", "b", "c", "d", "e"];
    for (let n = 0; n < 3; n += 1) {
      await slack.record(...letters.map((letter) => now("alert", { message: `Alert ${letter}.` })));
      await bot.pass(5 * secondMs);
    }
    expect(slack.server.taken("alerts")).toHaveLength(3);
    await bot.pass(11 * minuteMs, 10 * secondMs);
    const words = slack.wordsIn("alerts");
    for (const letter of letters) {
      const told = [
        ...words.matchAll(new RegExp(`Alert ${letter}\\.(?:\\n\\*(\\d+) times)?`, "g")),
      ];
      const count = told.reduce((sum, [, times]) => sum + Number(times ?? 1), 0);
      expect({ letter, count }).toEqual({ letter, count: 3 });
    }
  });
});

describe("words that are made to break things", () => {
  test("neither ping, forge a link, style nor break the message", async () => {
    const nasty = `<!channel> <http://evil|click> @here *bold* \0 \u202E \uD83D & ${"<&>".repeat(14_000)}`;
    const bot = await slack.process();
    for (const audience of ["step", "milestone", "alert", "error"] as const)
      await slack.record(
        now(audience, {
          message: nasty,
          username: nasty.replace("\0", "").toWellFormed(),
          subreddit: `x|y>${nasty}`.replace("\0", "").toWellFormed(),
          conversationId: `1> <!here>${nasty}`.replace("\0", "").toWellFormed().slice(0, 500),
          error: new Error(nasty),
        }),
      );
    await bot.pass(5 * secondMs);
    const { posts } = slack.server;
    expect(posts.map(({ status }) => status)).toEqual(posts.map(() => 200));
    expect(slack.server.taken("logging")).toHaveLength(1);
    const all = posts.map(({ payload }) => JSON.stringify(payload)).join();
    expect(all).not.toMatch(/<!|<@|<#|<http:/);
    expect(all).not.toContain("@here");
    expect(all.replace(/```.*?```/g, "")).not.toContain("*bold");
  });

  test("can be counted and remembered wherever they are cut", async () => {
    const bot = await slack.process(only("alerts"));
    const error = Object.assign(new Error(`${"y".repeat(399)}😀`), { name: "z".repeat(300) });
    const alert = { message: `${"x".repeat(999)}😀`, username: `${"u".repeat(99)}😀`, error };
    await slack.record(now("alert", alert));
    await bot.pass(2 * secondMs);
    await slack.record(now("alert", alert), now("alert", alert));
    await bot.pass(11 * minuteMs, minuteMs);
    expect(slack.wordsIn("alerts")).toContain("*2 times*");
  });
});

test("closing posts what waits without gathering, and leaves what is counted for later", async () => {
  const bot = await slack.process(only("alerts"));
  const alert = () => now("alert", { message: "Reddit answered 503." });
  await slack.record(alert());
  await bot.round({ isClosing: true });
  expect(slack.server.taken("alerts")).toHaveLength(1);
  slack.clock.advance(5 * secondMs);
  await slack.record(alert(), alert());
  await bot.round({ isClosing: true });
  expect(slack.server.taken("alerts")).toHaveLength(1);
  expect((await slack.row("slack-alerts")).position).toBe(3);
  const next = await slack.process(only("alerts"));
  await next.pass(11 * minuteMs, minuteMs);
  expect(slack.wordsIn("alerts")).toContain("*2 times*");
});

test("a process that has nothing else to do closes in its own time, and then ends", async () => {
  const program = join(import.meta.dirname, "children/say-and-end.ts");
  const args = [program, slack.databaseUrl, slack.server.hookUrl("main")];
  const child = spawn(process.execPath, args, { stdio: "inherit" });
  const [code] = await once(child, "exit");
  expect(code).toBe(0);
  expect(slack.wordsIn("main")).toContain("Said at the end.");
});
