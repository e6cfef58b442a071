import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { storeRandomPeople } from "../../../test/random-experiment.ts";
import { openTestInstallation, type TestInstallation } from "../../../test/test-installation.ts";
import { changeCommunitySettings } from "../../commands/change-community-settings.ts";
import { correctTransparencyReport } from "../../commands/correct-transparency-report.ts";
import { reportsAsAtom, reportsAsCsv, reportsAsJson } from "./report-as.ts";
import { closedMonths, correctedReport, transparencyReports } from "./transparency-report.ts";

const subreddit = "LakeA";
const operator = { kind: "operator" } as const;
const at = new Date("2026-03-10T00:00:00Z");
let installation: TestInstallation;
beforeAll(async () => {
  installation = await openTestInstallation();
  const appeal = {
    ...{ state: "closed" as const, isInvolved: false, isForwarded: false },
    ...{ form: "none" as const, days: 2, again: false },
  };
  await storeRandomPeople(
    installation.database,
    Array.from({ length: 13 }, (_, day) => ({
      ...{ place: 0, day, isBanned: true, reasons: [], hasId: true },
      draw: {
        ...{ group: "control" as const, fraction: 0.5 },
        appeal: { ...appeal, outcome: day < 2 ? "granted" : ("denied" as const) },
      },
    })),
  );
});
afterAll(() => installation?.drop());

const published = (when = at) => transparencyReports(installation, { subreddit, at: when });
const allow = (transparencyReport: boolean) =>
  changeCommunitySettings(installation, operator, { subreddit, changes: { transparencyReport } });

test("nothing is shown until moderators ask for it, nor after they stop", async () => {
  expect(await published()).toBeNull();
  await allow(true);
  expect((await published())?.reports).toHaveLength(2);
  await allow(false);
  expect(await published()).toBeNull();
  await allow(true);
});

test("closed months alone, three days after their end, with small numbers hidden", async () => {
  expect(closedMonths("2026-01-01", new Date("2026-02-03T23:59:59Z"))).toEqual([]);
  expect(closedMonths("2026-01-01", new Date("2026-02-04T00:00:00Z"))).toEqual(["2026-01-01"]);
  expect(closedMonths("2020-01-01", at)).toHaveLength(24);
  const reports = (await published())?.reports ?? [];
  expect(reports.map(({ month }) => month)).toEqual(["2026-02-01", "2026-01-01"]);
  expect(reports[1]?.report).toEqual({
    bans: { total: "hidden", parts: { permanent: 13, temporary: "<5", unknown: "<5" } },
    bansLifted: "<5",
    appealsReceived: 13,
    appealsEnded: {
      total: "hidden",
      parts: { granted: "<5", denied: 11, none: "<5", unrecorded: "<5" },
    },
    medianHoursToDecision: 48,
    decisionsByCategory: {},
  });
});

test("what was published stands, until a correction is published beside it with its reason", async () => {
  await installation.database.pool.query("update bans set permanence = 'temporary'");
  expect((await published())?.reports[1]?.report.bans.parts.permanent).toBe(13);
  const month = "2026-01-01";
  const correct = (note: string, of = month) =>
    correctTransparencyReport(installation, operator, { subreddit, month: of, note, at });
  expect(await correct("  ")).toBeNull();
  expect(await correct("Never published.", "2025-12-01")).toBeNull();
  const wanted = { subreddit, month, at };
  expect((await correctedReport(installation, operator, wanted))?.bans.parts.temporary).toBe(13);
  const other = { ...wanted, month: "2026-13-01" };
  expect(await correctedReport(installation, operator, other)).toBeNull();
  await expect(correctedReport(installation, { kind: "visitor" }, wanted)).rejects.toThrow(
    "needs the permission to configure",
  );
  expect(await correct("All of them were temporary.")).toBe(2);
  const versions = (await published())?.reports.filter((one) => one.month === month);
  expect(versions?.map(({ version, correction }) => [version, correction])).toEqual([
    [1, null],
    [2, "All of them were temporary."],
  ]);
  expect(versions?.[1]?.report.bans.parts.temporary).toBe(13);
});

test("CSV, JSON and Atom hold the same numbers, and a note is no markup in them", async () => {
  const month = "2026-01-01";
  const note = '=SUM(A1) <b> & "quotes"';
  await correctTransparencyReport(installation, operator, { subreddit, month, note, at });
  const reports = await published();
  if (!reports) throw new Error("Nothing is published.");
  const csv = parse(reportsAsCsv(reports), { columns: true }) as Record<string, string>[];
  const json = JSON.parse(reportsAsJson(reports));
  expect(json.note).toContain("not a statement of reasons");
  for (const row of csv) {
    const version = json.reports.find(
      (one: Record<string, unknown>) =>
        one.period === row.period && `${one.version}` === row.version,
    );
    expect(row.value).toBe(String(version[row.indicator ?? ""] ?? ""));
  }
  expect(csv.length).toBeGreaterThan(30);
  expect(csv.find(({ version }) => version === "3")?.correction).toBe(`'${note}`);
  const atom = reportsAsAtom(reports, "https://appeals.example.org/report/LakeA");
  expect(atom).toContain("&#60;b&#62; &#38; &#34;quotes&#34;");
  expect(atom).not.toContain("<b>");
  expect(atom.match(/<entry>/g)).toHaveLength(reports.reports.length);
});
