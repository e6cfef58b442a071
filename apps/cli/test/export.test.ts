import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { noon, someAnswers } from "@appealmod/core/testing";
import { createAppealStore, type ExportedAppeal, exportColumns } from "@appealmod/db";
import { expect, it, onTestFinished } from "vitest";
import { csvRows } from "../src/export/csv-rows.ts";
import { jsonRows } from "../src/export/json-rows.ts";
import { writeRows } from "../src/export/write-rows.ts";
import { anInstallation } from "./command-line.ts";
import { anAppeal, invite, submit } from "./stored-appeals.ts";

/** U+FEFF in front of a text: it says that the bytes are UTF-8. */
const bom = "\uFEFF";
const withoutBom = (text: string) => text.replace(/^\uFEFF/, "");

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "appealmod-cli-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

async function threeAppeals() {
  const installation = await anInstallation();
  const { database } = installation;
  const { appeal, token } = await anAppeal(database, { username: "-dashing-", minute: 1 });
  await invite(database, appeal, "m1");
  const formula = '=HYPERLINK("https://example.org";"gotcha")';
  await submit(database, token, { ...someAnswers, why_banned: formula });
  const { appeal: quiet } = await anAppeal(database, {
    username: "quiet_one",
    group: "control",
    minute: 2,
  });
  await createAppealStore(database).closeAppeal(quiet.id, { outcome: "granted", at: noon });
  await anAppeal(database, { username: "birder", subreddit: "BirdCalls", minute: 3 });
  return { ...installation, appeal, formula };
}

it("gives researchers CSV in which no text becomes a formula", async () => {
  const { appealmod, appeal } = await threeAppeals();
  const { code, stdout, stderr } = await appealmod("export", "r/PineLakeHikers", "--format", "csv");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "2 appeals.\n" });
  const [head, treated, control, ...more] = withoutBom(stdout).trimEnd().split("\n");
  expect(head).toBe(exportColumns.map((column) => `"${column}"`).join(","));
  expect(treated).toContain(`"${appeal.id}","'-dashing-","PineLakeHikers","treatment"`);
  expect(treated).toContain(`"'=HYPERLINK(""https://example.org"";""gotcha"")"`);
  expect(treated).toContain("2026-03-01T12:01:00.000Z");
  expect(control).toMatch(/"quiet_one".*"control".*"closed","granted"/);
  expect(more).toEqual([]);
  const cells = [
    ...withoutBom(stdout)
      .trimEnd()
      .matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",\n]*))/gm),
  ];
  expect(cells).toHaveLength(3 * exportColumns.length);
  for (const [, quoted, bare] of cells) expect(quoted ?? bare).not.toMatch(/^[=+@-]/);
});

it("begins CSV with the mark by which Excel knows the encoding, once, unless told otherwise", async () => {
  const { appealmod, database } = await threeAppeals();
  const { token } = await anAppeal(database, { username: "ete", minute: 4 });
  await submit(database, token, { ...someAnswers, why_banned: "Été à Besançon – 夏 🌞" });
  const folder = await aFolder();
  const written = async (...args: readonly string[]) => {
    const path = join(folder, `${randomUUID()}.csv`);
    const { stdout } = await appealmod("export", ...args);
    await appealmod("export", ...args, "--out", path);
    const file = await readFile(path);
    // What goes through a pipe is what a file holds.
    expect(Buffer.from(stdout)).toEqual(file);
    return file.toString("utf8");
  };
  const csv = await written("--all", "--format", "csv");
  expect(csv.startsWith(`${bom}"appeal_id",`)).toBe(true);
  expect(csv.lastIndexOf(bom)).toBe(0);
  expect(csv).toContain('"Été à Besançon – 夏 🌞"');
  expect(csv).toContain("\"'=HYPERLINK(");
  expect(await written("--all", "--format", "csv", "--no-bom")).toBe(csv.slice(1));
  // A table without a row has its head, and is a table for Excel all the same.
  expect((await written("Nowhere", "--format", "csv")).startsWith(`${bom}"appeal_id",`)).toBe(true);
  const json = await written("--all", "--format", "json");
  expect(json).not.toContain(bom);
  expect(await written("--all", "--format", "json", "--no-bom")).toBe(json);
});

it("gives JSON with every text as it was written", async () => {
  const { appealmod, formula } = await threeAppeals();
  const { stdout } = await appealmod("export", "--all", "--format", "json");
  expect(JSON.parse(stdout)).toMatchObject([
    {
      reddit_username: "-dashing-",
      group: "treatment",
      state: "invited",
      invited_at: noon.toISOString(),
      why_banned: formula,
      answers: { why_banned: formula },
    },
    { reddit_username: "quiet_one", group: "control", outcome: "granted", answers: null },
    { reddit_username: "birder", subreddit: "BirdCalls" },
  ]);
  expect((await appealmod("export", "Nowhere", "--format", "json")).stdout).toBe("[]\n");
  const none = await appealmod("export", "Nowhere", "--format", "csv");
  expect(none).toMatchObject({ code: 0, stderr: "0 appeals.\n" });
});

it("writes a file for its owner only, and never over another", async () => {
  const { appealmod } = await threeAppeals();
  const folder = await aFolder();
  const path = join(folder, "appeals.csv");
  const args = ["export", "--all", "--format", "csv", "--out", path];
  expect(await appealmod(...args)).toEqual({
    code: 0,
    stdout: "",
    stderr: `3 appeals in ${path}.\n`,
  });
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await readFile(path, "utf8")).trimEnd().split("\n")).toHaveLength(4);
  await writeFile(path, "something dear");
  const again = await appealmod(...args);
  expect(again).toMatchObject({ code: 1, stdout: "" });
  expect(again.stderr).toContain("exists already");
  expect(await readFile(path, "utf8")).toBe("something dear");
});

it.each([
  ["csv", csvRows],
  ["json", jsonRows],
])(
  "takes few %s rows ahead of its reader, and lets go when the reader leaves",
  async (_name, format) => {
    let taken = 0;
    let hasEnded = false;
    async function* endless(): AsyncGenerator<ExportedAppeal> {
      const row = Object.fromEntries(exportColumns.map((name) => [name, "x"]));
      try {
        for (; ; taken += 1) yield row as unknown as ExportedAppeal;
      } finally {
        hasEnded = true;
      }
    }
    const reader = new Writable({
      highWaterMark: 1,
      write(_chunk, _encoding, done) {
        done(new Error("the pipe is closed"));
      },
    });
    await expect(writeRows(endless(), format, reader)).rejects.toThrow("the pipe is closed");
    expect(hasEnded).toBe(true);
    expect(taken).toBeLessThan(1000);
  },
);

it("leaves no half of a file behind", async () => {
  const path = join(await aFolder(), "appeals.json");
  async function* broken(): AsyncGenerator<ExportedAppeal> {
    yield {} as ExportedAppeal;
    throw new Error("the database went away");
  }
  await expect(writeRows(broken(), jsonRows, path)).rejects.toThrow("the database went away");
  await expect(stat(path)).rejects.toThrow("ENOENT");
});
