import type { Actor } from "@appealmod/core";
import type { IntervalResult } from "@appealmod/statistics";
import { stringify } from "csv-stringify/sync";
import type { Installation } from "../../installation.ts";
import { withoutTells } from "./blinded-experiment.ts";
import { inAllCommunities } from "./experiment-health.ts";
import { type ExperimentResults, resultsOf, shownCounts } from "./experiment-results.ts";
import { ArmsHiddenError } from "./require-named-arms.ts";
import { requireResearcher } from "./require-researcher.ts";

/** A table that stands beside a drawing. */
export const shownTables = ["strata", "times", "days", "messages", "form", "weeks"] as const;
export type ShownTable = (typeof shownTables)[number];

/**
 * A table of the pages as CSV (RFC 4180, UTF-8), every number in full.
 *
 * @param shown `subreddit` is null for all communities
 * @returns `null` for a community that nothing is known of
 * @throws NotAllowedError, StillCountingError, ArmsHiddenError of the form, which one arm alone has
 */
export async function shownTableAsCsv(
  installation: Installation,
  actor: Actor,
  { table, subreddit }: { readonly table: ShownTable; readonly subreddit: string | null },
): Promise<string | null> {
  requireResearcher(actor);
  const { counts, isBlinded } = await shownCounts(installation);
  const found = resultsOf(counts, subreddit);
  if (!found) return null;
  if (isBlinded && table === "form")
    throw new ArmsHiddenError("The form's use would tell which arm is which.");
  const results = isBlinded ? withoutTells(found) : found;
  const key = results.community?.key;
  const days = counts.days.filter((day) => key === undefined || day.subredditKey === key);
  const rows: Readonly<Record<ShownTable, () => readonly object[]>> = {
    strata: () => strataRows(results),
    times: () => timeRows(results),
    messages: () => messageRows(results),
    form: () => formRows(results),
    weeks: () => weekRows(results),
    days: () => inAllCommunities(days),
  };
  return stringify(rows[table]().map(isBlinded ? lettered : (row) => row), {
    header: true,
    columns: columns[table].map((name) => (isBlinded ? letter(name) : name)),
    escape_formulas: false,
    record_delimiter: "windows",
  });
}

/** Under hidden names, arm A stands in the place of treatment and arm B in that of control. */
function letter(name: string): string {
  return name.replace(/^treatment/, "a").replace(/^control/, "b");
}

function lettered(row: object): object {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      letter(name),
      name === "group" && typeof value === "string" ? letter(value) : value,
    ]),
  );
}

const columns: Readonly<Record<ShownTable, readonly string[]>> = {
  strata: [
    ...["subreddit_key", "phase", "treatment_fraction", "outcome"],
    ...["treatment_events", "treatment_n", "treatment_share", "treatment_lower", "treatment_upper"],
    ...["control_events", "control_n", "control_share", "control_lower", "control_upper"],
    ...["difference", "difference_lower", "difference_upper", "p", "reason"],
  ],
  times: [
    ...["subreddit_key", "phase", "group", "hours", "at_risk", "decisions"],
    ...["share_decided", "lower", "upper"],
  ],
  messages: ["subreddit_key", "phase", "group", "messages", "appeals"],
  form: ["place", "question", "abandoned", "underway"],
  weeks: ["subreddit_key", "week", "bans", "drawn", "reached", "granted"],
  days: ["day", "treatment", "control"],
};

type Row = Readonly<Record<string, unknown>>;

function strataRows({ strata, pooled }: ExperimentResults): readonly Row[] {
  const rows: Row[] = strata.flatMap(({ subredditKey, phase, treatmentFraction, outcomes }) =>
    pooled.map(({ outcome }) => {
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

function messageRows({ messages }: ExperimentResults): readonly Row[] {
  return messages.flatMap(({ subredditKey, phase, counts }) =>
    (["treatment", "control"] as const).flatMap((group) =>
      counts[group].map(({ value, count }) => ({
        ...{ subreddit_key: subredditKey, phase, group, messages: value, appeals: count },
      })),
    ),
  );
}

function formRows({ form: { steps } }: ExperimentResults): readonly Row[] {
  return steps.map(({ questionId, ...step }) => ({ ...step, question: questionId }));
}

function weekRows({ weeks }: ExperimentResults): readonly Row[] {
  return weeks.map(({ subredditKey, ...week }) => ({ ...week, subreddit_key: subredditKey }));
}
