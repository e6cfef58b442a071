import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { BotEvent } from "@appealmod/core";
import { cast, noon } from "@appealmod/core/testing";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createSlackNotifier, type SlackOptions } from "../src/index.ts";
import { ManualTimers, type SlackSink, startSlackSink } from "../src/testing/index.ts";

const secondMs = 1_000;
const minuteMs = 60_000;

let timers: ManualTimers;
let sink: SlackSink;
let troubles: BotEvent[];

beforeEach(async () => {
  timers = new ManualTimers();
  sink = await startSlackSink({ now: () => timers.now() });
  troubles = [];
});

afterEach(() => sink.close());

function aNotifier(options: Partial<SlackOptions> = {}) {
  const hookOf = (channel: string) => sink.hookUrl(channel);
  return createSlackNotifier({
    hooks: {
      main: hookOf("main"),
      steps: hookOf("steps"),
      alerts: hookOf("alerts"),
      errors: hookOf("errors"),
      logging: hookOf("logging"),
    },
    clock: { now: () => noon },
    onTrouble: (event) => troubles.push(event),
    timers,
    fetch: timers.fetch,
    ...options,
  });
}

function anEvent(audience: BotEvent["audience"], overrides: Partial<BotEvent> = {}): BotEvent {
  return {
    event: "invite-sent",
    level: "info",
    audience,
    message: "The invite was sent.",
    at: noon,
    runner: "recent",
    subreddit: cast.subreddit,
    conversationId: "abc12",
    ...overrides,
  };
}

function wordsIn(hook: string): string {
  return sink
    .taken(hook)
    .map(({ words }) => words)
    .join("\n");
}

describe("who hears what", () => {
  test("a finished step of an appeal goes to main, steps and logging, with its links", async () => {
    aNotifier().notify(anEvent("milestone", { username: cast.appellant }));
    await timers.pass(2 * secondMs);
    expect(
      sink
        .taken()
        .map(({ hook }) => hook)
        .sort(),
    ).toEqual(["logging", "main", "steps"]);
    expect(wordsIn("main")).toBe(
      ":incoming_envelope: *<https://www.reddit.com/r/PineLakeHikers|r/PineLakeHikers>* · <https://mod.reddit.com/mail/perma/abc12|conversation> · u/muddy_boots\nThe invite was sent.",
    );
  });

  test("an error is told with a short stack", async () => {
    aNotifier().notify(anEvent("error", { error: new TypeError("no `this` <here>") }));
    await timers.pass(2 * secondMs);
    expect(wordsIn("errors")).toMatch(/```TypeError: no ˋthisˋ &lt;here&gt;\nat .*notifier\.test/);
    expect(wordsIn("errors").match(/\nat /g)?.length).toBeLessThanOrEqual(5);
  });

  test("details stay in the log, and a switched-off Slack hears nothing", async () => {
    aNotifier().notify(anEvent("detail"));
    aNotifier({ disabled: true }).notify(anEvent("error"));
    await timers.pass(5 * secondMs);
    expect(sink.posts).toEqual([]);
  });

  test("one webhook behind several channels shows an event once", async () => {
    const url = sink.hookUrl("all");
    aNotifier({ hooks: { main: url, steps: url, logging: url } }).notify(anEvent("milestone"));
    await timers.pass(5 * secondMs);
    expect(sink.posts).toHaveLength(1);
  });

  test("an address that is none is refused with its setting's name", () => {
    expect(() => aNotifier({ hooks: { alerts: "hooks.slack.com/x" } })).toThrow(
      /slack_hook_alerts/,
    );
  });
});

describe("fewer messages than events", () => {
  test("events within a second or two become one message", async () => {
    const notifier = aNotifier();
    for (let n = 0; n < 5; n += 1) {
      notifier.notify(anEvent("step", { message: `Step ${n}.` }));
      await timers.pass(200);
    }
    await timers.pass(5 * secondMs);
    expect(sink.taken("steps")).toHaveLength(1);
    expect(sink.taken("steps")[0]?.payload.blocks).toHaveLength(5);
  });

  test("a flood becomes a digest: the first in full, the rest as a number with some links", async () => {
    const notifier = aNotifier();
    for (let n = 0; n < 38; n += 1) {
      notifier.notify(anEvent("milestone", { conversationId: `conv${n}` }));
    }
    notifier.notify(anEvent("milestone", { event: "appeal-closed", message: "Closed." }));
    await timers.pass(3 * secondMs);
    expect(sink.taken("main")).toHaveLength(1);
    expect(wordsIn("main")).toContain(
      "*37 more of the same in <https://www.reddit.com/r/PineLakeHikers|r/PineLakeHikers>*",
    );
    expect(wordsIn("main")).toContain("mail/perma/conv10|10>");
    expect(wordsIn("main")).toContain("Closed.");
  });

  test("the same error a thousand times is one message with a count", async () => {
    const notifier = aNotifier();
    for (let n = 0; n < 1_000; n += 1) {
      const conversationId = `conv${n}`;
      const error = new Error(`Job ${n} for ${conversationId} failed`);
      notifier.notify(anEvent("error", { conversationId, message: `Job ${n} failed.`, error }));
    }
    await timers.pass(9 * minuteMs);
    expect(sink.taken("errors")).toHaveLength(1);
    expect(wordsIn("errors")).toContain("*1,000 times*");
  });

  test("an alert that comes again and again is counted, and told every ten minutes", async () => {
    const notifier = aNotifier();
    for (let second = 0; second < 1_200; second += 1) {
      notifier.notify(anEvent("alert", { message: "Reddit answered 503." }));
      await timers.pass(secondMs);
    }
    expect(sink.taken("alerts").length).toBe(2);
    notifier.notify(anEvent("alert", { message: "No permission to see bans." }));
    await timers.pass(5 * secondMs);
    expect(wordsIn("alerts")).toContain("No permission");
    const closing = notifier.close(minuteMs);
    await timers.pass(minuteMs);
    await closing;
    const counts = [...wordsIn("alerts").matchAll(/\*([\d,]+) times\*/g)].map(([, count]) =>
      Number(count?.replace(",", "")),
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1_200);
  });
});

describe("words that are made to break things", () => {
  test("neither ping, forge a link nor break the message", async () => {
    const nasty = `<!channel> <http://evil|click> @here \0 \u202E \uD83D & ${"<&>".repeat(14_000)}`;
    const notifier = aNotifier();
    for (const audience of ["step", "milestone", "alert", "error"] as const) {
      notifier.notify(
        anEvent(audience, {
          message: nasty,
          username: nasty,
          subreddit: `x|y>${nasty}`,
          conversationId: `1> <!here>${nasty}`,
          error: new Error(nasty),
        }),
      );
    }
    await timers.pass(5 * secondMs);
    expect(sink.posts.map(({ status }) => status)).toEqual(sink.posts.map(() => 200));
    expect(sink.taken("logging")).toHaveLength(1);
    const all = sink.posts.map(({ payload }) => JSON.stringify(payload)).join();
    expect(all).not.toMatch(/<!|<@|<#|<http:/);
    expect(all).not.toMatch(/@here/);
  });
});

describe("when Slack does not take it", () => {
  test("Retry-After is honoured", async () => {
    sink.behave(({ at }) => (at < 2 * secondMs ? { status: 429, retryAfter: 30 } : "take"));
    aNotifier({ hooks: { steps: sink.hookUrl("steps") } }).notify(anEvent("step"));
    await timers.pass(31 * secondMs);
    expect(sink.posts).toHaveLength(1);
    await timers.pass(3 * secondMs);
    expect(sink.taken("steps")).toHaveLength(1);
  });

  test("a 5xx, a hang and a closed connection are tried again, ever more seldom", async () => {
    const behaviours = ["hang", { status: 500 }, { status: 503 }, "take"] as const;
    sink.behave(() => behaviours[Math.min(sink.posts.length, 3)] ?? "take");
    const limits = { timeoutMs: 50 };
    aNotifier({ hooks: { steps: sink.hookUrl("steps") }, limits }).notify(anEvent("step"));
    await timers.pass(minuteMs);
    expect(sink.posts.map(({ status }) => status)).toEqual(["hang", 500, 503, 200]);
    const times = sink.posts.map(({ at }) => at);
    expect((times[3] ?? 0) - (times[2] ?? 0)).toBeGreaterThan((times[1] ?? 0) - (times[0] ?? 0));
  });

  test.each([403, 404, 410])(
    "a webhook gone for good (%i) is told once, then there is silence",
    async (status) => {
      sink.behave(({ hook }) => (hook === "steps" ? { status, body: "no_service" } : "take"));
      const notifier = aNotifier();
      for (let second = 0; second < 60; second += 1) {
        notifier.notify(anEvent("step", { message: `Step ${second}.` }));
        await timers.pass(secondMs);
      }
      expect(sink.posts.filter(({ hook }) => hook === "steps")).toHaveLength(1);
      expect(troubles.map(({ event }) => event)).toEqual(["slack-webhook-gone"]);
      expect(troubles[0]?.message).toContain("slack_hook_steps");
      for (const trouble of troubles) notifier.notify(trouble);
      await timers.pass(minuteMs);
      expect(wordsIn("alerts").match(/gone for good/g)).toHaveLength(1);
      expect(JSON.stringify(troubles)).not.toContain("127.0.0.1");
    },
  );

  test("a message whose form is refused is posted as plain text, and told once", async () => {
    const notifier = aNotifier({ hooks: { steps: sink.hookUrl("steps") } });
    sink.behave(() =>
      sink.posts.at(-1)?.status === 400 ? "take" : { status: 400, body: "invalid_blocks" },
    );
    notifier.notify(anEvent("step"));
    await timers.pass(5 * secondMs);
    expect(sink.taken("steps").map(({ payload }) => payload.text)).toEqual([
      "r/PineLakeHikers: The invite was sent.",
    ]);
    expect(troubles.map(({ event }) => event)).toEqual(["slack-message-refused"]);
  });

  test("a minute of 429 and 5xx while 5,000 events pour in: the rate is kept, only steps are left out, and counted", async () => {
    const trouble = [{ status: 429, retryAfter: 2 }, { status: 500 }, { status: 503 }] as const;
    sink.behave(({ at }) => (at < minuteMs ? (trouble[sink.posts.length % 3] ?? "take") : "take"));
    const notifier = aNotifier();
    const perTick = 5_000 / 600;
    for (let tick = 0, sent = 0; tick < 600; tick += 1) {
      for (; sent < (tick + 1) * perTick; sent += 1) {
        notifier.notify(
          anEvent(sent % 100 === 0 ? "milestone" : "step", {
            conversationId: `conv${sent}`,
            subreddit: `community${sent % 7}`,
            event: sent % 100 === 0 ? "appeal-forwarded" : "conversation-seen",
          }),
        );
        if (sent === 2_500) notifier.notify(anEvent("alert", { message: "Reddit answered 503." }));
        if (sent === 2_600) notifier.notify(anEvent("error", { message: "A job failed." }));
      }
      await timers.pass(100);
    }
    const closing = notifier.close(5 * minuteMs);
    await timers.pass(5 * minuteMs);
    await closing;

    const told = (hook: string) => {
      const words = wordsIn(hook);
      const alone = words.match(/mail\/perma\/\w+\|conversation>/g)?.length ?? 0;
      const more = [...words.matchAll(/\*([\d,]+) more of the same/g)];
      const left = [...words.matchAll(/([\d,]+) (step|milestone|alert|error) messages?/g)];
      const sum = (found: readonly RegExpMatchArray[]) =>
        found.reduce((total, [, count]) => total + Number(count?.replaceAll(",", "")), 0);
      return {
        told: alone + sum(more),
        left: sum(left),
        kinds: new Set(left.map(([, , kind]) => kind)),
      };
    };
    const hooks = ["main", "steps", "alerts", "errors", "logging"];
    for (const hook of hooks) {
      expect(sink.busiestMinute(hook)).toBeLessThanOrEqual(60);
      expect([...told(hook).kinds].filter((kind) => kind !== "step")).toEqual([]);
    }
    expect(told("main")).toMatchObject({ told: 50, left: 0 });
    expect(told("steps").told + told("steps").left).toBe(5_000);
    expect(told("logging").told + told("logging").left).toBe(5_002);
    expect(wordsIn("alerts")).toContain("Reddit answered 503.");
    expect(wordsIn("errors")).toContain("A job failed.");
    console.log(
      hooks
        .map((hook) => {
          const attempts = sink.posts.filter((post) => post.hook === hook).length;
          return `${hook}: ${attempts} posts, ${sink.taken(hook).length} taken, busiest minute ${sink.busiestMinute(hook)}, ${told(hook).left} left out`;
        })
        .join("\n"),
    );
  }, 60_000);

  test("a full queue is put into fewer words before anything is left out", async () => {
    sink.behave(({ at }) => (at < minuteMs ? { status: 500 } : "take"));
    const limits = { queueLength: 50 };
    const notifier = aNotifier({ hooks: { main: sink.hookUrl("main") }, limits });
    for (let n = 0; n < 400; n += 1) {
      notifier.notify(anEvent("milestone", { conversationId: `c${n}` }));
    }
    await timers.pass(4 * minuteMs);
    expect(wordsIn("main")).toContain("399 more of the same");
    expect(wordsIn("main")).not.toContain("Left out");
  });

  test("where no words can be saved the least important goes first, and its number is told", async () => {
    sink.behave(({ at }) => (at < minuteMs ? { status: 500 } : "take"));
    const limits = { queueLength: 50 };
    const notifier = aNotifier({ hooks: { logging: sink.hookUrl("logging") }, limits });
    for (let n = 0; n < 30; n += 1) {
      notifier.notify(anEvent("milestone", { subreddit: `quiet${n}` }));
      notifier.notify(anEvent("error", { subreddit: `broken${n}`, message: "A job failed." }));
      for (let m = 0; m < 10; m += 1)
        notifier.notify(anEvent("step", { subreddit: `busy${n}x${m}` }));
    }
    await timers.pass(5 * minuteMs);
    const words = wordsIn("logging");
    expect(words.match(/A job failed/g)).toHaveLength(30);
    expect(words).toMatch(/Left out .* 300 step messages, 10 milestone messages\. All of them/);
  });
});

describe("several processes on one webhook", () => {
  /** Who is first in a window of time has it. */
  function sharedTurns() {
    const taken = new Set<number>();
    return async () => {
      const window = Math.floor(timers.now() / 1_100);
      if (taken.has(window)) return (window + 1) * 1_100 - timers.now();
      taken.add(window);
      return 0;
    };
  }

  test("keep its rate together, and all of them are heard", async () => {
    const takeTurn = sharedTurns();
    const notifiers = [1, 2, 3].map(() =>
      aNotifier({ hooks: { steps: sink.hookUrl("steps") }, takeTurn }),
    );
    for (let second = 0; second < 180; second += 1) {
      for (const [index, notifier] of notifiers.entries())
        notifier.notify(anEvent("step", { conversationId: `p${index}s${second}` }));
      await timers.pass(secondMs);
    }
    await timers.pass(minuteMs);
    expect(sink.busiestMinute("steps")).toBeLessThanOrEqual(56);
    expect(sink.posts.filter(({ status }) => status !== 200)).toEqual([]);
    for (const index of [0, 1, 2])
      expect(wordsIn("steps").match(new RegExp(`perma/p${index}s\\d+\\|conv`, "g"))).toHaveLength(
        180,
      );
  });

  test("go by their own rate when nobody can say whose turn it is", async () => {
    const answers = [
      () => Promise.reject(new Error("the database is down")),
      () => new Promise<number>(() => {}),
    ];
    const takeTurn = () => answers.shift()?.() ?? Promise.resolve(0);
    const notifier = aNotifier({ hooks: { steps: sink.hookUrl("steps") }, takeTurn });
    for (const step of ["One.", "Two."]) {
      notifier.notify(anEvent("step", { message: step }));
      await timers.pass(3 * secondMs);
    }
    expect(sink.taken("steps")).toHaveLength(2);
  });
});

test("close posts what waits, and gives up when its time is up", async () => {
  const notifier = aNotifier({ hooks: { steps: sink.hookUrl("steps") } });
  notifier.notify(anEvent("step"));
  const flushed = notifier.close(5 * secondMs);
  await timers.pass(5 * secondMs);
  await flushed;
  expect(sink.taken("steps")).toHaveLength(1);

  sink.behave(() => ({ status: 500 }));
  const stuck = aNotifier({ hooks: { steps: sink.hookUrl("steps") } });
  stuck.notify(anEvent("step"));
  const closing = stuck.close(10 * secondMs);
  await timers.pass(11 * secondMs);
  await closing;
  const attempts = sink.posts.length;
  await timers.pass(minuteMs);
  expect(sink.posts).toHaveLength(attempts);
});

test("a process that has nothing else to do closes in its own time, and then ends", async () => {
  const program = join(import.meta.dirname, "children/say-and-end.ts");
  const child = spawn(process.execPath, [program, sink.hookUrl("main")], { stdio: "inherit" });
  const [code] = await once(child, "exit");
  expect(code).toBe(0);
  expect(wordsIn("main")).toContain("Said at the end.");
});
