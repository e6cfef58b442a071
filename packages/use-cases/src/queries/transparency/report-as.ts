import type { TransparencyReport } from "@appealmod/core";
import { stringify } from "csv-stringify/sync";
import type { CommunityReports, PublishedReport } from "./transparency-report.ts";

/** Said wherever the numbers are: they only look like what the Digital Services Act asks of platforms. */
export const notDsa =
  "This is not a statement of reasons and not a transparency report under the Digital Services Act (Regulation (EU) 2022/2065): moderators of a community are no providers, and nothing of this is submitted to the Commission. Only its words are borrowed.";

/** The numbers as CSV (RFC 4180, UTF-8): one row for each number, small ones hidden. */
export function reportsAsCsv({ name, reports }: CommunityReports): string {
  const rows = reports.flatMap(({ month, version, publishedAt, correction, report }) =>
    indicators(report).map(([indicator, value]) => ({
      ...{ community: name, period: month.slice(0, 7), version, indicator, value },
      ...{ published_at: publishedAt.toISOString(), correction },
    })),
  );
  return stringify(rows, {
    header: true,
    columns: [
      ...["community", "period", "version", "indicator", "value", "published_at", "correction"],
    ],
    escape_formulas: true,
    record_delimiter: "windows",
  });
}

/** The numbers as JSON, under the words of a statement of reasons. */
export function reportsAsJson({ name, reports }: CommunityReports): string {
  const shaped = {
    note: notDsa,
    community: name,
    decision_provision: "DECISION_PROVISION_PARTIAL_SUSPENSION",
    decision_provision_explanation:
      "A ban from one community; the account itself is not suspended.",
    decision_ground: "DECISION_GROUND_INCOMPATIBLE_CONTENT",
    category: "STATEMENT_CATEGORY_OTHER_VIOLATION_TC",
    source_type: "SOURCE_VOLUNTARY",
    automated_decision: "AUTOMATED_DECISION_NOT_AUTOMATED",
    reports: reports.map(({ month, version, publishedAt, correction, report }) => ({
      ...{ period: month.slice(0, 7), version, published_at: publishedAt, correction },
      ...Object.fromEntries(indicators(report)),
    })),
  };
  return `${JSON.stringify(shaped, null, 2)}\n`;
}

/** A feed with an entry for each version. @param address of the page */
export function reportsAsAtom({ name, reports }: CommunityReports, address: string): string {
  const updated = new Date(Math.max(0, ...reports.map((one) => one.publishedAt.getTime())));
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>${xml(address)}</id>
  <title>${xml(`Appeals in r/${name}`)}</title>
  <subtitle>${xml(notDsa)}</subtitle>
  <author><name>${xml(`Moderators of r/${name}`)}</name></author>
  <link rel="alternate" href="${xml(address)}"/>
  <link rel="self" href="${xml(`${address}/data/atom`)}"/>
  <updated>${updated.toISOString()}</updated>
${reports.map((one) => entry(one, address)).join("")}</feed>
`;
}

function entry(
  { month, version, publishedAt, correction, report }: PublishedReport,
  address: string,
): string {
  const id = `month-${month}-${version}`;
  const lines = indicators(report).map(([indicator, value]) => `${indicator}: ${value ?? "none"}`);
  return `  <entry>
    <id>${xml(`${address}#${id}`)}</id>
    <title>${xml(`${month.slice(0, 7)}${version > 1 ? `, version ${version}` : ""}`)}</title>
    <link href="${xml(`${address}#${id}`)}"/>
    <updated>${publishedAt.toISOString()}</updated>
    <content type="text">${xml([...(correction === null ? [] : [`Correction: ${correction}`]), ...lines].join("\n"))}</content>
  </entry>
`;
}

/** Every number with its name, the same in each format. */
function indicators(report: TransparencyReport): readonly (readonly [string, unknown])[] {
  const parts = (name: string, { total, parts }: TransparencyReport["bans"]) => [
    [name, total] as const,
    ...Object.entries(parts).map(([part, count]) => [`${name}_${part}`, count] as const),
  ];
  return [
    ...parts("bans", report.bans),
    ["bans_lifted", report.bansLifted],
    ["complaints_received", report.appealsReceived],
    ...parts("complaints_ended", report.appealsEnded),
    ["median_hours_to_decision", report.medianHoursToDecision],
    ...Object.entries(report.decisionsByCategory).map(
      ([category, count]) => [`decisions_${category}`, count] as const,
    ),
  ];
}

function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
