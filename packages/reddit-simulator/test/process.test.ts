import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startRedditSimulator } from "../src/index.ts";
import { connectControl } from "../src/testing/index.ts";

const PROGRAM = join(import.meta.dirname, "../bin/simulator.ts");
const children: ChildProcess[] = [];
let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "reddit-simulator-"));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

function run(...args: string[]) {
  const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: "pipe" });
  children.push(child);
  let out = "";
  let err = "";
  const ready = new Promise<string>((resolve) => {
    child.stdout.on("data", (chunk) => {
      out += chunk;
      const url = /^Reddit simulator at (\S+)$/m.exec(out)?.[1];
      if (url) resolve(url);
    });
  });
  child.stderr.on("data", (chunk) => {
    err += chunk;
  });
  const ended = once(child, "close").then(([code]) => ({ code, out, err }));
  return { child, ready, ended };
}

test("starts on a free port, seeds the demo, and stops cleanly on SIGTERM with its state kept", async () => {
  const state = join(folder, "state.json");
  const first = run("--port", "0", "--seed", "demo", "--state", state);
  const control = connectControl(await first.ready);
  await control.ban({ subreddit: "PineLakeHikers", name: "MossyBoots", note: "kept", days: 7 });
  const { conversationId } = await control.replyToBanNotice({
    name: "MossyBoots",
    subreddit: "PineLakeHikers",
    text: "please",
  });
  first.child.kill("SIGTERM");
  const { code, out, err } = await first.ended;
  expect([code, err]).toEqual([0, ""]);
  expect(out).toContain("client_id demo-script-app");
  expect(await readdir(folder)).toEqual(["state.json"]);

  const second = run("--port", "0", "--state", state);
  const again = connectControl(await second.ready);
  expect(await again.bans("PineLakeHikers")).toMatchObject([{ name: "MossyBoots", note: "kept" }]);
  expect(await again.conversation(conversationId)).toMatchObject({ state: 3, messageCount: 2 });
  await again.advanceClock(8 * 86_400_000);
  expect(await again.bans("PineLakeHikers")).toEqual([]);
  second.child.kill("SIGINT");
  expect((await second.ended).code).toBe(0);
});

test.each([
  [["--port", "http"], /--port wants a whole number/],
  [["--port", "70000"], /from 0 to 65535/],
  [["--seed", "real"], /knows only "demo"/],
  [["--quota", "5", "--no-rate-limit"], /exclude each other/],
  [["--bogus"], /--bogus/],
])("%j ends with a message and code 2", async (args, message) => {
  const { code, err } = await run(...args).ended;
  expect(code).toBe(2);
  expect(err).toMatch(message);
  expect(err).not.toMatch(/\n\s+at /);
});

test("a taken port and a spoilt state file are explained", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? String(address.port) : "";
  const taken = await run("--port", port).ended;
  server.close();
  expect([taken.code, taken.err]).toEqual([1, expect.stringContaining("the port is taken")]);
  const state = join(folder, "state.json");
  await writeFile(state, '{"format":');
  const spoilt = await run("--port", "0", "--state", state).ended;
  expect([spoilt.code, spoilt.err]).toEqual([1, expect.stringContaining("cannot be read")]);
});

test("--help tells every option", async () => {
  const { code, out } = await run("--help").ended;
  expect(code).toBe(0);
  for (const option of ["--port", "--state", "--seed", "--quota", "--no-rate-limit"]) {
    expect(out).toContain(option);
  }
});

test("snapshots go back and forth without loss", async () => {
  const simulator = await startRedditSimulator();
  const { control } = simulator;
  await control.seedDemo();
  const seeded = await control.seedAppeals({ subreddit: "PineLakeHikers", count: 30 });
  const before = await control.conversations({ subreddit: "PineLakeHikers", whole: true });
  expect(before.map((one) => one.id)).toEqual(seeded.conversationIds.toReversed());
  const snapshot = await control.snapshot();
  await control.reset();
  expect(await control.redditors()).toEqual([]);
  await control.restore(snapshot);
  expect(await control.conversations({ subreddit: "PineLakeHikers", whole: true })).toEqual(before);
  expect(await control.snapshot()).toBe(snapshot);
  await simulator.close();
});
