/** A column of a download, as its codebook describes it. */
export interface ArchiveColumn {
  readonly name: string;
  /** After Frictionless Table Schema. */
  readonly type: "string" | "integer" | "number" | "boolean" | "datetime" | "date";
  readonly description: string;
  /** Its values name somebody or something: they are replaced by a keyed hash. */
  readonly isPseudonym?: boolean;
  /** Somebody wrote it: it is left out unless it was asked for. */
  readonly isFreeText?: boolean;
}

/** One table of a download: a CSV and a JSON Lines file. */
export interface ArchiveTable {
  readonly name: string;
  readonly description: string;
  readonly columns: readonly ArchiveColumn[];
  /** $1 the community's key or null for all; $2 as of when, where `usesTime` says so. */
  readonly query: string;
  readonly usesTime?: boolean;
}

/** The columns that a download has. */
export function columnsOf({ columns }: ArchiveTable, withText: boolean): readonly ArchiveColumn[] {
  return columns.filter(({ isFreeText }) => withText || !isFreeText);
}
