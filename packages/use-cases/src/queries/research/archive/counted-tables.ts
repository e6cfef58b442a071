import type { ExperimentResults } from "../experiment-results.ts";
import { emptyArm } from "../research-flow.ts";
import type { ArchiveColumn } from "./archive-table.ts";

/** A small table of a download, counted already. */
export interface CountedTable {
  readonly name: string;
  readonly description: string;
  readonly columns: readonly ArchiveColumn[];
  readonly rows: (results: ExperimentResults) => readonly Readonly<Record<string, unknown>>[];
}

const place: readonly ArchiveColumn[] = [
  { name: "subreddit_key", type: "string", description: "The community, in lower case" },
  { name: "phase", type: "integer", description: "From 1: a run of draws under one fraction" },
];

const counts: readonly ArchiveColumn[] = Object.keys(emptyArm).map((name) => ({
  name,
  type: "integer",
  description: "People of this arm in this community and phase",
}));

export const countedTables: readonly CountedTable[] = [
  {
    name: "phases",
    description: "Each phase with the fraction in force",
    columns: [
      ...place,
      { name: "treatment_fraction", type: "number", description: "The share of treatment" },
      { name: "first_drawn_at", type: "datetime", description: "Its first draw" },
      { name: "last_drawn_at", type: "datetime", description: "Its last draw so far" },
    ],
    rows: ({ strata }) =>
      strata.map((stratum) => ({
        subreddit_key: stratum.subredditKey,
        phase: stratum.phase,
        treatment_fraction: stratum.treatmentFraction,
        first_drawn_at: stratum.firstDrawnAt,
        last_drawn_at: stratum.lastDrawnAt,
      })),
  },
  {
    name: "flow",
    description: "From the draw to the outcome, by community, phase and arm",
    columns: [
      ...place,
      { name: "group", type: "string", description: "The arm: treatment or control" },
      ...counts,
    ],
    rows: ({ strata }) =>
      strata.flatMap(({ subredditKey, phase, arms }) =>
        (["treatment", "control"] as const).map((group) => ({
          ...{ subreddit_key: subredditKey, phase, group },
          ...arms[group],
        })),
      ),
  },
  {
    name: "exclusions",
    description: "People who wrote and were not drawn, by the reason of the last decision",
    columns: [
      { name: "reason", type: "string", description: "The policy's reason code" },
      { name: "people", type: "integer", description: "How many" },
    ],
    rows: ({ flow }) =>
      (flow.screening?.excluded ?? []).map(({ reason, count }) => ({
        reason,
        people: count,
      })),
  },
];
