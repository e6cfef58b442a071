import { execFile } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { demoCommunities } from "@appealmod/db";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  openTestInstallation,
  storedEvents,
  type TestInstallation,
} from "../../../../test/test-installation.ts";
import { makeDemoData } from "../../../commands/make-demo-data.ts";
import { experimentResults } from "../experiment-results.ts";
import { type ExportOptions, exportExperiment } from "./export-experiment.ts";

const run = promisify(execFile);
const researcher = { kind: "researcher", username: "field_notes" } as const;
const options: ExportOptions = {
  ...{ subreddit: null, withText: false, bom: false, approval: null },
  at: new Date("2026-09-02T12:00:00Z"),
};
let installation: TestInstallation;
let folder: string;

beforeAll(async () => {
  installation = await openTestInstallation();
  const until = new Date("2026-09-01T00:00:00Z");
  await makeDemoData(installation, { kind: "operator" }, { appeals: 3_000, seed: 11, until });
  folder = await mkdtemp(join(tmpdir(), "appealmod-export-"));
});
afterAll(async () => {
  await installation?.drop();
  await rm(folder, { recursive: true, force: true });
});

let exports = 0;

/** Takes a download and unpacks it with a program that is not ours. */
async function unpacked(overrides: Partial<ExportOptions> = {}): Promise<string> {
  const taken = await exportExperiment(installation, researcher, { ...options, ...overrides });
  if (!taken) throw new Error("there is nothing to download");
  exports += 1;
  const into = join(folder, String(exports));
  await pipeline(taken.stream, createWriteStream(`${into}.zip`));
  await run("python3", ["-m", "zipfile", "-e", `${into}.zip`, into]);
  return into;
}

const text = (into: string, name: string) => readFile(join(into, name), "utf8");

test("the Python script of a download computes every number of the page again", async () => {
  const into = await unpacked();
  const { stdout } = await run("python3", [join(into, "recompute.py")]);
  const [, same] = /^(\d+) numbers are the same, 0 differ\.$/m.exec(stdout) ?? [];
  expect(Number(same)).toBeGreaterThan(300);
  const page = await experimentResults(installation, researcher, null);
  const results = JSON.parse(await text(into, "results.json"));
  expect(results.pooled).toEqual(JSON.parse(JSON.stringify(page?.pooled)));
});

test("the script ends with 1 where the data are not those of the page", async () => {
  const into = await unpacked();
  const draws = await text(into, "draws.csv");
  await writeFile(join(into, "draws.csv"), draws.replace('"granted"', '"denied"'));
  await expect(run("python3", [join(into, "recompute.py")])).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringContaining("DIFFERENT "),
  });
});

test("the R script prints the page's pooled numbers", async ({ skip }) => {
  const hasR = await run("Rscript", ["--version"]).then(
    () => true,
    () => false,
  );
  if (!hasR) skip("Rscript is not installed: Debian's r-base-core has it");
  const into = await unpacked();
  const { stdout } = await run("Rscript", ["recompute.R"], { cwd: into });
  const results = await experimentResults(installation, researcher, null);
  for (const { outcome, difference, test: p } of results?.pooled ?? []) {
    const line = stdout.split("\n").find((each) => each.startsWith(`${outcome} `)) ?? "";
    const [estimate, lower, upper, found] = line.split(/\s+/).slice(1).map(Number);
    if (difference.kind !== "estimate" || p.kind !== "test") throw new Error(outcome);
    expect(estimate).toBeCloseTo(difference.estimate, 9);
    expect(lower).toBeCloseTo(difference.lower, 9);
    expect(upper).toBeCloseTo(difference.upper, 9);
    expect(found).toBeCloseTo(p.p, 9);
  }
});

test("nobody's name is in it, and pseudonyms of two downloads have nothing in common", async () => {
  const [one, other] = [await unpacked(), await unpacked()];
  for (const name of await readdir(one))
    expect(await text(one, name), name).not.toMatch(/demo_\d|t2_|silent_\d/);
  const people = async (into: string) =>
    new Set(
      (await text(into, "bans.jsonl"))
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line).redditor),
    );
  const [first, second] = [await people(one), await people(other)];
  expect(first.size).toBeGreaterThan(3_000);
  expect([...first].filter((each) => second.has(each))).toEqual([]);
});

test("one redditor has one pseudonym throughout, and every draw its appeal", async () => {
  const into = await unpacked();
  const rows = async (name: string) =>
    (await text(into, `${name}.jsonl`))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
  const [draws, appeals] = [await rows("draws"), await rows("appeals")];
  const byAppeal = new Map(appeals.map((row) => [row.appeal, row]));
  for (const { appeal, redditor } of draws)
    if (appeal !== null) expect(byAppeal.get(appeal)?.reddit_username).toBe(redditor);
  expect(draws.filter(({ appeal }) => appeal !== null)).toHaveLength(appeals.length);
});

test("every column of every table stands in the codebook, in its order", async () => {
  const into = await unpacked();
  const { resources } = JSON.parse(await text(into, "datapackage.json"));
  const files = (await readdir(into)).filter((name) => /\.(csv|jsonl)$/.test(name)).toSorted();
  expect(resources.map(({ path }: { path: string }) => path).toSorted()).toEqual(files);
  for (const { path, schema } of resources) {
    if (!path.endsWith(".csv")) continue;
    const [head = ""] = (await text(into, path)).split("\r\n");
    const names = schema.fields.map(({ name }: { name: string }) => name);
    expect(head.replaceAll('"', "").split(","), path).toEqual(names);
  }
});

test("free text is left out unless it is asked for, and then is no formula", async () => {
  await installation.database.pool.query(
    `update main_ban_appeal_data set why_banned = '=1+1' where submitted_at is not null`,
  );
  expect(await text(await unpacked(), "appeals.csv")).not.toContain("why_banned");
  const csv = await text(await unpacked({ withText: true, bom: true }), "appeals.csv");
  expect(csv.startsWith("\uFEFF")).toBe(true);
  expect(csv).toContain(`"'=1+1"`);
});

test("who took it is an event, and the archive says until when it may be kept", async () => {
  const before = (await storedEvents(installation.database)).filter(
    ({ event }) => event === "research-exported",
  ).length;
  const into = await unpacked({ subreddit: demoCommunities[0] });
  const events = (await storedEvents(installation.database)).filter(
    ({ event }) => event === "research-exported",
  );
  expect(events).toHaveLength(before + 1);
  expect(events.at(-1)).toMatchObject({
    actor: { kind: "researcher", name: "field_notes" },
    subreddit: demoCommunities[0],
    details: { withText: false, expiresAt: "2026-12-01T12:00:00.000Z" },
  });
  expect(await text(into, "README.txt")).toContain("by 2026-12-01");
  expect(await text(into, "README.txt")).toContain("none is recorded");
  const keys = (await text(into, "draws.jsonl")).matchAll(/"subreddit_key":"(\w+)"/g);
  expect(new Set([...keys].map(([, key]) => key))).toEqual(new Set([demoCommunities[0]]));
});

test("whoever is no researcher takes nothing, and a community that nobody knows is none", async () => {
  const moderator = { kind: "moderator", redditorId: "t2_m", username: "m" } as const;
  await expect(exportExperiment(installation, moderator, options)).rejects.toThrow("researchers");
  expect(
    await exportExperiment(installation, researcher, { ...options, subreddit: "Nowhere" }),
  ).toBeNull();
});

test("leaving a download early gives its connection back", async () => {
  const taken = await exportExperiment(installation, researcher, options);
  taken?.stream.destroy();
  await expect
    .poll(() => installation.database.pool.totalCount - installation.database.pool.idleCount)
    .toBe(0);
});
