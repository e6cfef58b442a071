import type { ArchiveColumn } from "./archive-table.ts";

export interface DescribedTable {
  readonly name: string;
  readonly description: string;
  readonly columns: readonly ArchiveColumn[];
}

export interface PackageFacts {
  readonly id: string;
  readonly takenAt: Date;
  readonly expiresAt: Date;
  /** `null` for all communities. */
  readonly community: string | null;
  readonly approval: string | null;
}

/** The codebook of a download: a Frictionless data package, with a schema for every table. */
export function dataPackage(facts: PackageFacts, tables: readonly DescribedTable[]) {
  return {
    $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
    name: `appealmod-experiment-${facts.id}`,
    title: `Appeals experiment, ${facts.community === null ? "all communities" : `r/${facts.community}`}`,
    description:
      "Every number on the page of results can be computed again from draws.csv: recompute.py and recompute.R do so. Names are pseudonyms of this download alone.",
    created: facts.takenAt.toISOString(),
    expires: facts.expiresAt.toISOString(),
    researchApproval: facts.approval ?? "none is recorded",
    resources: tables.flatMap(({ name, description, columns }) => {
      const schema = {
        fields: columns.map((column) => ({
          ...{ name: column.name, type: column.type, description: column.description },
        })),
        missingValues: [""],
      };
      return [
        {
          ...{ name, path: `${name}.csv`, description, type: "table" },
          ...{ format: "csv", mediatype: "text/csv", encoding: "utf-8", schema },
        },
        {
          ...{ name: `${name}-lines`, path: `${name}.jsonl`, description, type: "table" },
          ...{ format: "jsonl", mediatype: "application/jsonl", encoding: "utf-8", schema },
        },
      ];
    }),
  };
}
