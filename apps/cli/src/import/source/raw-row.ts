/** A row or document as it stands in the earlier system. */
export interface RawRow {
  /** Its `_id` or `id`. */
  readonly key: string;
  readonly content: unknown;
}

/** The rows of one collection or table, in an order that is always the same. */
export interface RowSource {
  rows(name: string): AsyncIterable<RawRow>;
  close(): Promise<void>;
}
