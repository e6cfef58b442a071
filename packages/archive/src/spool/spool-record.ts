import { crc32 } from "node:zlib";
import type { CollectionName } from "../collections.ts";
import type { StorableDocument } from "../documents/storable.ts";

/** One document in the spool, with its place in the order. */
export interface SpoolRecord {
  /** Unique over all processes and restarts; the `_id` of a log event. */
  readonly id: string;
  readonly collection: CollectionName;
  /** The document's `_id`; `null` for a log event. */
  readonly key: string | null;
  /** Grows with the date of the facts and, within one date, with the order of saving. */
  readonly version: number;
  readonly at: Date;
  readonly document: StorableDocument;
}

const newline = 0x0a;
const checksumLength = 8;

/**
 * One line: eight hexadecimal digits of CRC-32 over the JSON, a space, the JSON, a newline.
 * JSON escapes line ends, so that a newline always ends a record and a damaged one costs
 * itself alone. Dates are written `{"$date": "…"}` as MongoDB's own tools do.
 */
export function encodeRecord(record: SpoolRecord): Buffer {
  const json = JSON.stringify(record, writeDate);
  const bytes = Buffer.from(`00000000 ${json}\n`);
  const sum = crc32(bytes.subarray(checksumLength + 1, -1));
  bytes.write(sum.toString(16).padStart(checksumLength, "0"), 0, "latin1");
  return bytes;
}

/** `null` for a line that is not what was written, its newline excluded. */
export function decodeRecord(line: Buffer): SpoolRecord | null {
  const sum = Number.parseInt(line.toString("latin1", 0, checksumLength), 16);
  const json = line.subarray(checksumLength + 1);
  if (json.length === 0 || crc32(json) !== sum) return null;
  try {
    return JSON.parse(json.toString("utf8"), readDate) as SpoolRecord;
  } catch {
    return null;
  }
}

/** Where the line that begins at `from` ends, without its newline; -1 when it does not. */
export function lineEnd(bytes: Buffer, from: number): number {
  return bytes.indexOf(newline, from);
}

function writeDate(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const original = this[key];
  return original instanceof Date ? { $date: value } : value;
}

function readDate(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("$date" in value)) return value;
  return new Date(String(value.$date));
}
