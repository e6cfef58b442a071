import { type Actor, nameKey } from "@appealmod/core";
import { drawsByDay, inResearchSnapshot } from "@appealmod/db";
import type { IntervalResult } from "@appealmod/statistics";
import { stringify } from "csv-stringify/sync";
import type { Installation } from "../../installation.ts";
import { type ExperimentResults, resultsIn } from "./experiment-results.ts";
import { requireResearcher } from "./require-researcher.ts";
import { researchOutcomes } from "./research-results.ts";

/** A table that stands beside a drawing. */
export type ShownTable = "strata" | "times" | "days";

/**
 * A table of the pages as CSV (RFC 4180, UTF-8), every number in full.
 *
 * @param shown `subreddit` is null for all communities
 * @returns `null` for a community that nothing is known of
 * @throws NotAllowedError
 */
export async function shownTableAsCsv(
  { database }: Installation,
  actor: Actor,
  { table, subreddit }: { readonly table: ShownTable; readonly subreddit: string | null },
): Promise<string | null> {
  requireResearcher(actor);
  return inResearchSnapshot(database, async (snapshot) => {
    const key = subreddit === null ? null : nameKey(subreddit);
    if (table === "days") return asCsv(await drawsByDay(snapshot, key), dayColumns);
    const results = await resultsIn(snapshot, subreddit);
    if (!results) return null;
    return table === "strata"
      ? asCsv(strataRows(results), strataColumns)
      : asCsv(timeRows(results), timeColumns);
  });
}

const dayColumns = ["day", "treatment", "control"];
const timeColumns = [
  ...["subreddit_key", "phase", "group", "hours", "at_risk", "decisions"],
  ...["share_decided", "lower", "upper"],
];
const strataColumns = [
  ...["subreddit_key", "phase", "treatment_fraction", "outcome"],
  ...["treatment_events", "treatment_n", "treatment_share", "treatment_lower", "treatment_upper"],
  ...["control_events", "control_n", "control_share", "control_lower", "control_upper"],
  ...["difference", "difference_lower", "difference_upper", "p", "reason"],
];

type Row = Readonly<Record<string, unknown>>;

function strataRows({ strata, pooled }: ExperimentResults): readonly Row[] {
  const rows: Row[] = strata.flatMap(({ subredditKey, phase, treatmentFraction, outcomes }) =>
    researchOutcomes.map((outcome) => {
      const { treatment, control, difference, test } = outcomes[outcome];
      return {
        ...{ subreddit_key: subredditKey, phase, treatment_fraction: treatmentFraction, outcome },
        ...{ treatment_events: treatment.events, treatment_n: treatment.n },
        ...interval("treatment_", "share", treatment.share),
        ...{ control_events: control.events, control_n: control.n },
        ...interval("control_", "share", control.share),
        ...interval("difference_", "", difference),
        p: test.kind === "test" ? test.p : null,
        reason: "reason" in difference ? difference.reason : null,
      };
    }),
  );
  for (const { outcome, treatment, control, difference, test } of pooled)
    rows.push({
      ...{ subreddit_key: "", phase: "pooled", outcome },
      ...{ treatment_events: treatment.events, treatment_n: treatment.n },
      ...{ control_events: control.events, control_n: control.n },
      ...interval("difference_", "", difference),
      p: test.kind === "test" ? test.p : null,
      reason: "reason" in difference ? difference.reason : null,
    });
  return rows;
}

function interval(before: string, name: string, found: IntervalResult): Row {
  if (found.kind === "none") return {};
  const estimate = { [name === "" ? before.slice(0, -1) : before + name]: found.estimate };
  if (found.kind !== "estimate") return estimate;
  return { ...estimate, [`${before}lower`]: found.lower, [`${before}upper`]: found.upper };
}

function timeRows({ times }: ExperimentResults): readonly Row[] {
  return times.flatMap(({ subredditKey, phase, curves }) =>
    (["treatment", "control"] as const).flatMap((group) => {
      const curve = curves[group];
      if (curve.kind === "none") return [];
      return curve.steps.map(({ time, atRisk, events, survival, limits }) => ({
        ...{ subreddit_key: subredditKey, phase, group, hours: time, at_risk: atRisk },
        ...{ decisions: events, share_decided: 1 - survival },
        lower: limits ? 1 - limits.upper : null,
        upper: limits ? 1 - limits.lower : null,
      }));
    }),
  );
}

function asCsv(rows: readonly object[], columns: readonly string[]): string {
  return stringify([...rows], {
    header: true,
    columns: [...columns],
    escape_formulas: false,
    record_delimiter: "windows",
  });
}
