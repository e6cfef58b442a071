import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { ArchiveLimits } from "../archive-options.ts";
import type { Troubles } from "../troubles.ts";
import { compactSegments } from "./compact-segments.ts";
import type { HolderFolder } from "./holder-folder.ts";
import { lengthOf, type SegmentShelf } from "./segment-shelf.ts";

interface Space {
  readonly folder: HolderFolder;
  readonly shelf: SegmentShelf;
  readonly limits: ArchiveLimits;
  readonly troubles: Troubles;
  /** Log events turned away so far because the spool was full. */
  readonly refused: number;
}

/** How full the spool is when people hear of it, and when they hear that it is well again. */
const growing = 0.5;
const wellAgain = 0.4;

/**
 * Holds the spool to its limit. Log events are what it gives up, oldest first: each step of an
 * appeal is also in Postgres. Of research documents only those go that a newer one of the same
 * key has replaced; MongoDB would not keep them either.
 *
 * @returns whether it is still too full, so that no more log events are to be taken.
 */
export async function limitSpace(space: Space): Promise<boolean> {
  const { folder, limits, troubles } = space;
  const before = await bytesIn(folder.spoolDir);
  tellGrowth(before, space);
  let bytes = before;
  if (bytes > limits.totalBytes) bytes -= await dropLog(space, bytes - limits.totalBytes);
  if (bytes > limits.totalBytes) bytes -= await compactSegments(folder, space.shelf);
  const isFull = bytes > limits.totalBytes;
  if (before > limits.totalBytes) {
    troubles.begin(
      "spool-full",
      "The archive's spool is over its limit: the oldest log events are given up. Research documents are kept. Configure MongoDB or mend it, or raise the limit.",
      { bytes: before, limit: limits.totalBytes },
    );
  } else if (before < limits.totalBytes * growing) {
    troubles.end("spool-full", "The archive's spool is within its limit again.", {
      eventsTurnedAway: space.refused,
    });
  }
  return isFull;
}

function tellGrowth(bytes: number, { limits, troubles }: Space): void {
  if (bytes > limits.totalBytes * growing) {
    troubles.begin(
      "spool-growing",
      "The archive's spool is more than half full: MongoDB takes too little of it, or none.",
      { bytes, limit: limits.totalBytes },
    );
  } else if (bytes < limits.totalBytes * wellAgain) {
    troubles.end("spool-growing", "The archive's spool has shrunk again.", { bytes });
  }
}

async function dropLog({ shelf }: Space, wanted: number): Promise<number> {
  let freed = 0;
  const closed = shelf.segments.filter(({ stream, file }) => stream === "log" && file === null);
  for (const segment of closed) {
    if (freed >= wanted) break;
    freed += lengthOf(segment);
    segment.isDamaged = false;
    await shelf.finish(segment);
  }
  return freed;
}

async function bytesIn(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += await bytesIn(path);
    // Another process may ship and delete while we count.
    else bytes += (await stat(path).catch(() => null))?.size ?? 0;
  }
  return bytes;
}
