import { UnreadableRowError } from "@appealmod/core";

/** Told of each row that a list leaves out because it cannot be read. */
export type OnUnreadable = (row: UnreadableRowError) => void;

/**
 * Reads a row, or several of one subject: what cannot be read is told with their key.
 *
 * @throws UnreadableRowError that names the key
 */
export async function naming<T>(key: string, read: () => PromiseLike<T> | T): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof UnreadableRowError ? error.of(key) : error;
  }
}

/** The rows of a list that can be read; the others are told. */
export function readableRows<Row, T>(
  rows: readonly Row[],
  read: (row: Row) => T,
  onUnreadable: OnUnreadable,
): readonly T[] {
  return rows.flatMap((row) => {
    try {
      return [read(row)];
    } catch (error) {
      if (!(error instanceof UnreadableRowError)) throw error;
      onUnreadable(error);
      return [];
    }
  });
}
