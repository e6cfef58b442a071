// Adds up what vitest and Playwright reported, package by package, and ends with the line
// "N passed, N failed". Arguments: the steps that ran, as name=exit-code. The seconds are those of
// the clock: a suite that waits for the processor beside another one takes longer.
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

interface Row extends Totals {
  readonly suite: string;
  readonly remarks: string[];
  /** How long it took, its start included; null where nobody has told. */
  readonly seconds: number | null;
}

interface VitestReport {
  testResults: {
    name: string;
    status: string;
    message?: string;
    assertionResults: { status: string; fullName: string }[];
  }[];
}

interface TurboRun {
  tasks: {
    task: string;
    directory: string;
    execution?: { exitCode: number; startTime: number; endTime: number };
  }[];
}

interface PlaywrightReport {
  stats: {
    expected: number;
    unexpected: number;
    flaky: number;
    skipped: number;
    /** Milliseconds. */
    duration: number;
  };
  errors: { message?: string }[];
}

const root = join(import.meta.dirname, "..");
const steps = process.argv.slice(2).map((argument) => {
  const [name = "", code = ""] = argument.split("=");
  return { name, failed: code !== "0" };
});

const testRuns = turboTestRuns();
const rows = globSync("{packages,apps}/*/package.json", { cwd: root })
  .sort()
  .flatMap((path) => rowsOf(dirname(path)));

for (const run of testRuns.filter(({ execution }) => execution?.exitCode !== 0)) {
  const row = rows.find((each) => each.suite === run.directory);
  // Vitest calls a run a success in its report even if an error outside any test ended it.
  if (row === undefined || row.failed > 0) continue;
  row.failed += 1;
  row.remarks.push("an error outside any test ended it; see the output above");
}

for (const step of steps.filter((each) => each.failed)) {
  const explained = ["test", "e2e"].includes(step.name) && rows.some((row) => row.failed > 0);
  if (!explained) rows.push(broken(`step ${step.name}`, "it failed; its output is above"));
}

print(rows);

/** The packages' test runs, from turbo's own summary. */
function turboTestRuns(): TurboRun["tasks"] {
  return globSync(".turbo/runs/*.json", { cwd: root }).flatMap((path) => {
    const run: TurboRun = JSON.parse(readFileSync(join(root, path), "utf8"));
    return run.tasks.filter(({ task }) => task === "test");
  });
}

function rowsOf(folder: string): Row[] {
  const { scripts = {} } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
  const found: Row[] = [];
  if (scripts.test !== undefined) {
    found.push(suiteRow(folder, "vitest.json", "**/*.test.{ts,tsx}", vitestRow));
  }
  if (scripts.e2e !== undefined && steps.some((step) => step.name === "e2e")) {
    found.push(suiteRow(`${folder}`, "playwright.json", "**/*.spec.ts", playwrightRow));
  }
  return found;
}

function suiteRow<Report>(
  folder: string,
  file: string,
  tests: string,
  read: (suite: string, report: Report) => Row,
): Row {
  const exclude = ["**/node_modules/**", "**/.next/**"];
  const hasTests = globSync(tests, { cwd: join(root, folder), exclude }).length > 0;
  const path = join(root, folder, ".test-results", file);
  if (!existsSync(path)) {
    return hasTests
      ? broken(folder, "it ended before it reported any result")
      : {
          suite: folder,
          passed: 0,
          failed: 0,
          skipped: 0,
          seconds: null,
          remarks: ["no tests yet"],
        };
  }
  let row: Row;
  try {
    row = read(folder, JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    return broken(folder, `its report cannot be read: ${(error as Error).message}`);
  }
  if (row.passed + row.failed + row.skipped > 0) return row;
  if (hasTests) return broken(folder, "it has tests and ran none of them");
  return { ...row, remarks: ["no tests yet"] };
}

function vitestRow(suite: string, report: VitestReport): Row {
  const ran = testRuns.find(({ directory }) => directory === suite)?.execution;
  const seconds = ran === undefined ? null : (ran.endTime - ran.startTime) / 1000;
  const row: Row = { suite, passed: 0, failed: 0, skipped: 0, seconds, remarks: [] };
  for (const file of report.testResults) {
    for (const { status, fullName } of file.assertionResults) {
      if (status === "passed") row.passed += 1;
      else if (status === "failed") row.failed += 1;
      else {
        row.skipped += 1;
        row.remarks.push(`skipped: ${fullName}`);
      }
      if (status === "failed") row.remarks.push(`failed: ${fullName}`);
    }
    if (
      file.status === "failed" &&
      !file.assertionResults.some((each) => each.status === "failed")
    ) {
      row.failed += 1;
      const why = file.message?.split("\n")[0] ?? "";
      row.remarks.push(`failed as a whole: ${file.name.replace(`${root}/`, "")} ${why}`.trim());
    }
  }
  return row;
}

function playwrightRow(suite: string, { stats, errors }: PlaywrightReport): Row {
  const remarks = errors.map((error) => `error: ${error.message?.split("\n")[0] ?? "unknown"}`);
  if (stats.flaky > 0) remarks.push(`${stats.flaky} passed only when repeated`);
  return {
    suite: `${suite} (browser)`,
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + (stats.unexpected === 0 ? errors.length : 0),
    skipped: stats.skipped,
    seconds: stats.duration / 1000,
    remarks,
  };
}

function broken(suite: string, remark: string): Row {
  return { suite, passed: 0, failed: 1, skipped: 0, seconds: null, remarks: [remark] };
}

function print(all: readonly Row[]): void {
  const width = Math.max(...all.map((row) => row.suite.length), 5);
  const line = (suite: string, ...cells: (number | string)[]) =>
    `${suite.padEnd(width)}${cells.map((cell) => String(cell).padStart(9)).join("")}`;
  console.log(`\n${line("suite", "passed", "failed", "skipped", "seconds")}`);
  for (const row of all) {
    const seconds = row.seconds === null ? "" : Math.round(row.seconds);
    console.log(line(row.suite, row.passed, row.failed, row.skipped, seconds).trimEnd());
    for (const remark of row.remarks) console.log(`${" ".repeat(4)}${remark}`);
  }
  const sum = (key: keyof Totals) => all.reduce((total, row) => total + row[key], 0);
  const failed = sum("failed");
  const skipped = sum("skipped");
  console.log(
    `\n${sum("passed")} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`,
  );
  process.exitCode = failed > 0 ? 1 : 0;
}
