import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..", "..", "..");
const program = join(root, "apps", "demo", "src", "main.ts");

/** Starts the demo; its output so far, and its end. */
function startDemo(...args: string[]) {
  const child = spawn(process.execPath, [program, ...args], { cwd: root });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (data: Buffer) => {
      output += data.toString();
    });
  const ended = once(child, "close").then(([code]) => code as number | null);
  return { child, ended, output: () => output };
}

/** Processes that the demo is the grandparent of keep its data folder in their environment. */
async function processesOf(dataDir: string): Promise<string[]> {
  const found: string[] = [];
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const read = (file: string) => readFile(`/proc/${pid}/${file}`, "utf8").catch(() => "");
    const [environment, command] = [await read("environ"), await read("cmdline")];
    if (environment.includes(`APPEALMOD_DATA_DIR=${dataDir}\0`) || command.includes(dataDir))
      found.push(command.replaceAll("\0", " "));
  }
  return found;
}

test("the demo's check lives through the story and leaves nothing behind", async () => {
  const demo = startDemo("--check");
  expect(await demo.ended, demo.output()).toBe(0);
  expect(demo.output()).toContain("The story went as it should.");
  if (process.platform === "linux")
    expect(await processesOf(join(root, ".appealmod", "demo-check"))).toEqual([]);
});

test("the demo runs until Ctrl-C, prints its addresses, and leaves nothing behind", async () => {
  const demo = startDemo();
  await expect.poll(demo.output, { timeout: 180_000, interval: 200 }).toContain("Ctrl-C");
  const addresses = demo.output().match(/http:\/\/\S+/g) ?? [];
  expect(addresses).toHaveLength(8);
  const places = await Promise.all(
    addresses.map(async (address) => {
      const { status, headers } = await fetch(address, { redirect: "manual" });
      return [status, headers.get("location")?.replace(/^http:\/\/[^/]+/, "") ?? null];
    }),
  );
  // Each leads to where one has something to do; the queue and joining begin with signing in.
  expect(places).toEqual([
    [200, null],
    [307, "/sign-in?to=%2Fmoderate"],
    [307, "/sign-in?to=%2Fmoderate%2Fjoin"],
    [302, "/ui/inbox"],
    [302, "/ui/modmail"],
    // Appeals that are there already: one to fill in, one that was sent, one that was granted.
    [200, null],
    [200, null],
    [200, null],
  ]);
  const shown = await Promise.all(
    addresses.slice(5).map(async (address) => (await fetch(address)).text()),
  );
  expect(shown[0]).toContain('id="appeal-form"');
  expect(shown[1]).toContain("Your appeal is with the moderators");
  await expect
    .poll(async () => (await fetch(addresses[7] ?? "")).text(), { timeout: 60_000 })
    .toContain("Your ban has been lifted");
  demo.child.kill("SIGINT");
  expect(await demo.ended, demo.output()).toBe(0);
  if (process.platform === "linux")
    // The database's own process ends a moment after whoever stopped it.
    await expect
      .poll(() => processesOf(join(root, ".appealmod", "demo")), { timeout: 20_000 })
      .toEqual([]);
});
