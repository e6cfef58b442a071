import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createLogger, type LoggerOptions } from "./create-logger.ts";
import type { LogEvent } from "./log-event.ts";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "appealmod-logger-"));
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(dir, { recursive: true });
});

/** A console that keeps what it was given. */
class Screen extends Writable {
  readonly isTTY: boolean;
  text = "";
  constructor(isTTY = false) {
    super();
    this.isTTY = isTTY;
  }
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
  get lines(): string[] {
    return this.text.split("\n").filter((line) => line !== "");
  }
}

const quiet = { program: "bot", console: false } as const;
const now = () => new Date("2030-05-06T07:08:09.010Z");

async function fileLines(name?: string): Promise<LogEvent[]> {
  const logs = (await readdir(dir)).filter((each) => each.endsWith(".log"));
  const text = await readFile(join(dir, name ?? logs[0] ?? "no log file"), "utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

function recording(options: Partial<LoggerOptions> = {}) {
  const events: LogEvent[] = [];
  const sink = { name: "archive", write: (event: LogEvent) => void events.push(event) };
  return { events, logger: createLogger({ ...quiet, now, sinks: [sink], ...options }) };
}

describe("an event", () => {
  test("has the archive's field names, and what the child loggers carry", () => {
    const { events, logger } = recording();
    logger
      .child({ runner: "recent" })
      .child({ subreddit: "Foo", conversation: "c1", job: "process-conversation" })
      .info("invite-sent", "Invite sent", { appeal: 7 });
    expect(events).toEqual([
      {
        message: "Invite sent",
        timestamp: "2030-05-06T07:08:09.010Z",
        level: "info",
        event: "invite-sent",
        conv_id: "c1",
        subreddit: "Foo",
        runner: "recent",
        job: "process-conversation",
        appeal: 7,
      },
    ]);
  });

  test("cannot be disguised by fields of its own names", () => {
    const { events, logger } = recording();
    logger.warn("odd", "What it is", {
      level: "debug",
      message: "another",
      event: "other",
      timestamp: 0,
    });
    expect(events[0]).toMatchObject({ level: "warn", message: "What it is", event: "odd" });
    expect(events[0]?.timestamp).toBe("2030-05-06T07:08:09.010Z");
  });

  test("shows an error with a short stack and its cause, and nothing that hangs on it", () => {
    const { events, logger } = recording({ secrets: ["hunter2"] });
    const error = Object.assign(new Error("Reddit says 503", { cause: new Error("hunter2") }), {
      code: "EBUSY",
      statusCode: 503,
      response: { headers: { authorization: "x" } },
    });
    logger.error("job-failed", "A job failed", { error });
    expect(events[0]?.error).toEqual({
      name: "Error",
      message: "Reddit says 503",
      code: "EBUSY",
      statusCode: 503,
      stack: expect.any(Array),
      cause: { name: "Error", message: "[redacted]", stack: expect.any(Array) },
    });
    const { stack } = (events[0] as LogEvent).error as { stack: string[] };
    expect(stack.length).toBeLessThanOrEqual(6);
    expect(stack[0]).toContain("create-logger.test.ts");
  });

  test("keeps secrets out of message, fields, names and depths", () => {
    const { events, logger } = recording({ secrets: ["hunter2"] });
    logger.info("x", "hunter2 at /form/tok123", {
      deep: { list: ["hunter2", { url: "postgres://u:pw@h/d" }] },
      hunter2: 1,
      access_token: { inner: "abc" },
      headers: { Authorization: "Bearer zzz" },
      form_link: "anything",
    });
    const { timestamp: _, ...rest } = events[0] as LogEvent;
    expect(rest).toEqual({
      message: "[redacted] at /form/[redacted]",
      level: "info",
      event: "x",
      deep: { list: ["[redacted]", { url: "postgres://u:[redacted]@h/d" }] },
      "[redacted]": 1,
      access_token: "[redacted]",
      headers: { Authorization: "[redacted]" },
      form_link: "[redacted]",
    });
  });

  test("takes any value there is", () => {
    const { events, logger } = recording();
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    logger.info("x", "y", {
      circle,
      big: 10n,
      nan: Number.NaN,
      date: new Date(0),
      broken: new Date(Number.NaN),
      set: new Set([1]),
      bytes: Buffer.from("ab"),
      long: "x".repeat(20_000),
    });
    expect(events[0]).toMatchObject({
      circle: { self: "[circular]" },
      big: "10",
      nan: "NaN",
      date: "1970-01-01T00:00:00.000Z",
      broken: "[invalid date]",
      set: [1],
      bytes: "[2 bytes]",
    });
    expect(events[0]?.long).toMatch(/x… \[4000 more characters\]$/);
  });

  test("a field that throws when read is no reason to throw", () => {
    const complaints: string[] = [];
    const { logger } = recording({ complain: (line) => void complaints.push(line) });
    const trap = {
      get value(): string {
        throw new Error("trap");
      },
    };
    logger.info("x", "y", { trap });
    expect(complaints).toEqual(["Logging is in trouble: trap. The bot goes on."]);
  });
});

describe("the console", () => {
  test("gets JSON where it is no terminal", () => {
    const screen = new Screen();
    createLogger({ program: "bot", console: screen, now }).info("x", "Hello", { n: 1 });
    expect(screen.lines.map((line) => JSON.parse(line))).toEqual([
      { message: "Hello", timestamp: "2030-05-06T07:08:09.010Z", level: "info", event: "x", n: 1 },
    ]);
  });

  test("gets a readable line where it is one", () => {
    const screen = new Screen(true);
    const logger = createLogger({ program: "bot", console: screen, now });
    logger.warn("poll-slow", "Reddit is slow", { seconds: 4, subreddit: "Foo", what: "two words" });
    expect(stripVTControlCharacters(screen.text)).toBe(
      '07:08:09 warn  Reddit is slow poll-slow subreddit=Foo seconds=4 what="two words"\n',
    );
  });

  test("shows an error's stack below the line", () => {
    const screen = new Screen(true);
    createLogger({ program: "bot", console: screen, now }).error("x", "Broke", {
      error: new Error("why"),
    });
    const [head, first] = stripVTControlCharacters(screen.text).split("\n");
    expect(head).toContain('error={"name":"Error","message":"why"}');
    expect(first).toMatch(/^ {8}at /);
  });

  test("no redditor can forge a line or move the cursor", () => {
    const screen = new Screen(true);
    const forged = "x\n07:08:09 error All is lost\u001b[2J\u2028\u0000";
    createLogger({ program: "bot", console: screen, now }).info("x", forged, {
      text: forged,
      "name\n": 1,
    });
    expect(stripVTControlCharacters(screen.text).trimEnd().split("\n")).toHaveLength(1);
    expect(screen.text).not.toContain("\u001b[2J");
    expect(screen.text).not.toContain("\u0000");
  });

  test("shows nothing below its level", () => {
    const screen = new Screen();
    const logger = createLogger({ program: "bot", console: screen, level: "warn" });
    logger.debug("a", "a");
    logger.info("b", "b");
    logger.warn("c", "c");
    logger.error("d", "d");
    expect(screen.lines.map((line) => JSON.parse(line).event)).toEqual(["c", "d"]);
  });
});

describe("the file", () => {
  const file = () => ({ dir, days: 14 });

  test("has everything after close, in order, and takes no more", async () => {
    const logger = createLogger({ ...quiet, file: file() });
    for (let n = 0; n < 500; n += 1) logger.info("n", "Line", { n });
    await logger.close();
    logger.info("late", "Too late");
    await logger.close();
    expect((await fileLines()).map((line) => line.n)).toEqual(
      Array.from({ length: 500 }, (_, n) => n),
    );
  });

  test("has everything after flush, and goes on", async () => {
    const logger = createLogger({ ...quiet, file: file() });
    logger.info("a", "First");
    await logger.flush();
    expect((await fileLines()).map((line) => line.event)).toEqual(["a"]);
    logger.info("b", "Second");
    await logger.flush();
    logger.info("c", "Third");
    await logger.close();
    expect((await fileLines()).map((line) => line.event)).toEqual(["a", "b", "c"]);
  });

  test("is the owner's alone, and a restart adds to it", async () => {
    for (const event of ["first", "second"]) {
      const logger = createLogger({ ...quiet, file: file() });
      logger.info(event, "Started");
      await logger.close();
    }
    const name = (await readdir(dir)).find((each) => each.endsWith(".log")) ?? "";
    expect(name).toMatch(/^bot-\d{4}-\d\d-\d\d\.log$/);
    expect((await stat(join(dir, name))).mode & 0o777).toBe(0o600);
    expect((await fileLines()).map((line) => line.event)).toEqual(["first", "second"]);
  });

  test("is a new one every day, and old days are deleted", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2030-01-05T12:00:00Z") });
    for (const name of ["bot-2029-12-01.log", "bot-2030-01-02.log", "bot-2030-01-03.log"]) {
      await writeFile(join(dir, name), "");
    }
    await writeFile(join(dir, "web-2029-12-01.log"), "");
    await writeFile(join(dir, "bot-notes.log"), "");
    const logger = createLogger({ ...quiet, file: { dir, days: 3 } });
    logger.info("day", "A day", { day: 5 });
    expect((await readdir(dir)).filter((name) => name.startsWith("bot-20"))).toContain(
      "bot-2030-01-03.log",
    );
    vi.setSystemTime(new Date("2030-01-06T00:00:01Z"));
    logger.info("day", "A day", { day: 6 });
    await logger.close();
    expect((await readdir(dir)).sort()).toEqual([
      "bot-2030-01-05.log",
      "bot-2030-01-06.log",
      "bot-notes.log",
      "web-2029-12-01.log",
    ]);
    expect((await fileLines("bot-2030-01-05.log")).map((line) => line.day)).toEqual([5]);
    expect((await fileLines("bot-2030-01-06.log")).map((line) => line.day)).toEqual([6]);
  });

  test("a folder that cannot be made names log_dir", async () => {
    await writeFile(join(dir, "taken"), "");
    expect(() => createLogger({ ...quiet, file: { dir: join(dir, "taken"), days: 1 } })).toThrow(
      /Set log_dir to a folder/,
    );
  });
});

describe("a sink", () => {
  test("that throws or rejects is counted, told of once, and stops nobody", async () => {
    const complaints: string[] = [];
    const throwing = {
      name: "slack",
      write: () => {
        throw new Error("hooks.slack.com\nis down");
      },
    };
    const rejecting = { name: "archive", write: async () => Promise.reject(new Error("full")) };
    const { events, logger } = recording({ complain: (line) => void complaints.push(line) });
    logger.addSink(throwing);
    logger.addSink(rejecting);
    logger.info("a", "a");
    logger.info("b", "b");
    await vi.waitFor(() => expect(logger.sinkFailures().get("archive")).toBe(2));
    expect(logger.sinkFailures().get("slack")).toBe(2);
    expect(events).toHaveLength(2);
    expect(complaints).toHaveLength(2);
    expect(complaints[0]).toContain("The log sink slack failed: hooks.slack.com\\nis down.");
  });

  test("that logs does not call itself for ever, and its words reach the console", () => {
    const screen = new Screen();
    const logger = createLogger({ program: "bot", console: screen });
    let writes = 0;
    logger.addSink({
      name: "chatty",
      write: () => {
        writes += 1;
        logger.warn("sink-slow", "I am slow");
      },
    });
    logger.info("a", "a");
    expect(writes).toBe(1);
    expect(screen.lines).toHaveLength(2);
  });

  test("gets what the logger's level lets through, or what it asks for itself", () => {
    const { events, logger } = recording({ level: "warn" });
    const all: string[] = [];
    const remove = logger.addSink({
      name: "all",
      level: "debug",
      write: (event) => void all.push(event.event),
    });
    logger.debug("a", "a");
    logger.warn("b", "b");
    remove();
    logger.warn("c", "c");
    expect(all).toEqual(["a", "b"]);
    expect(events.map((event) => event.event)).toEqual(["b", "c"]);
  });
});
