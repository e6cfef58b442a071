import type { FileHandle } from "node:fs/promises";
import { open } from "node:fs/promises";
import { decodeRecord, lineEnd, type SpoolRecord } from "./spool-record.ts";

export interface SegmentPart {
  readonly records: readonly SpoolRecord[];
  /** Where the next read goes on. */
  readonly end: number;
  /** Whether nothing follows. */
  readonly isLast: boolean;
  /** Lines that were not what was written, with a sound record after them. */
  readonly damaged: number;
  /** Bytes behind the last sound record: the mark of a crash, and dropped. */
  readonly tornBytes: number;
}

const chunkBytes = 1024 * 1024;

/**
 * Reads records from `start` on until `limit` records or some megabytes are together.
 *
 * @param end how far the file is known to hold whole records; to the file's end when left out.
 */
export async function readSegment(
  path: string,
  start: number,
  limit: number,
  end?: number,
): Promise<SegmentPart> {
  const file = await open(path, "r");
  try {
    const size = end ?? (await file.stat()).size;
    return await readPart(file, start, size, limit);
  } finally {
    await file.close();
  }
}

async function readPart(
  file: FileHandle,
  start: number,
  size: number,
  limit: number,
): Promise<SegmentPart> {
  const records: SpoolRecord[] = [];
  let damaged = 0;
  let doubtful = 0;
  let sound = start;
  let position = start;
  let wanted = chunkBytes;
  while (position < size && records.length < limit && position - start < 4 * chunkBytes) {
    const bytes = await readAt(file, position, Math.min(wanted, size - position));
    if (bytes.length === 0) break;
    let at = 0;
    while (records.length < limit) {
      const newline = lineEnd(bytes, at);
      if (newline === -1) break;
      const record = decodeRecord(bytes.subarray(at, newline));
      at = newline + 1;
      if (record === null) {
        doubtful += 1;
        continue;
      }
      records.push(record);
      damaged += doubtful;
      doubtful = 0;
      sound = position + at;
    }
    if (at === 0 && position + bytes.length >= size) break;
    // A record longer than what was read: read on from its beginning with more room.
    wanted = at === 0 ? wanted * 2 : chunkBytes;
    position += at;
  }
  const isStopped = records.length >= limit || position - start >= 4 * chunkBytes;
  if (isStopped && sound > start) {
    return { records, end: sound, isLast: sound >= size, damaged, tornBytes: 0 };
  }
  if (isStopped && position < size) {
    // Megabytes without a sound record: damage, to be stepped over.
    return { records, end: position, isLast: false, damaged: damaged + doubtful, tornBytes: 0 };
  }
  return { records, end: size, isLast: true, damaged, tornBytes: size - sound };
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}
