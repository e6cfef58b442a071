import { open, rename } from "node:fs/promises";
import { join } from "node:path";
import type { HolderFolder } from "./holder-folder.ts";
import { readSegment } from "./read-segment.ts";
import { segmentName } from "./segment-name.ts";
import { lengthOf, type Segment, type SegmentShelf } from "./segment-shelf.ts";
import { encodeRecord, type SpoolRecord } from "./spool-record.ts";

const recordsAtOnce = 200;
/** A compacted segment sorts before all others of its writer. */
const compactedNumber = 0;

/**
 * Rewrites closed segments of documents so that each key keeps its newest document only.
 * Two passes, so that no more than the keys is in memory. A crash in between leaves both the
 * old files and the new one, and shipping a document twice changes nothing.
 *
 * @returns the bytes that it freed.
 */
export async function compactSegments(folder: HolderFolder, shelf: SegmentShelf): Promise<number> {
  const closed = shelf.segments.filter(
    ({ stream, file, isUnreadable }) => stream === "documents" && file === null && !isUnreadable,
  );
  if (closed.length < 2) return 0;
  const newest = new Map<string, string>();
  const versions = new Map<string, number>();
  for await (const record of recordsOf(closed)) {
    const key = keyOf(record);
    if (record.version < (versions.get(key) ?? Number.NEGATIVE_INFINITY)) continue;
    versions.set(key, record.version);
    newest.set(key, record.id);
  }
  const stamp = `${folder.writer}-c${closed.length}x${Date.now().toString(36)}`;
  const name = segmentName("documents", stamp, compactedNumber);
  const path = join(folder.path, name);
  const file = await open(`${path}.new`, "wx", 0o600);
  let written = 0;
  try {
    for await (const record of recordsOf(closed)) {
      if (newest.get(keyOf(record)) !== record.id) continue;
      const bytes = encodeRecord(record);
      await file.write(bytes);
      written += bytes.length;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
  const before = closed.reduce((sum, segment) => sum + lengthOf(segment), 0);
  await shelf.replace(closed, name);
  return before - written;
}

async function* recordsOf(segments: readonly Segment[]): AsyncGenerator<SpoolRecord> {
  for (const segment of segments) {
    let position = segment.shipped;
    while (true) {
      const part = await readSegment(segment.path, position, recordsAtOnce);
      if (part.damaged > 0) segment.isDamaged = true;
      yield* part.records;
      position = part.end;
      if (part.isLast) break;
    }
  }
}

function keyOf({ collection, key }: SpoolRecord): string {
  return `${collection}/${key}`;
}
