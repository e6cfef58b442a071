import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { readSegment } from "./read-segment.ts";
import { streamOf } from "./segment-name.ts";
import type { SpoolRecord } from "./spool-record.ts";

const recordsAtOnce = 500;

/**
 * Every record that stands in a spool, whichever process wrote it, without taking part in
 * anything: for people who look into an archive that has no MongoDB. Of keyed documents the
 * one with the highest `version` is in force. What has been shipped may be gone or still there.
 */
export async function* readSpool(spoolDir: string): AsyncGenerator<SpoolRecord> {
  const entries = await readdir(spoolDir, { recursive: true, withFileTypes: true });
  const segments = entries
    .filter((entry) => entry.isFile() && streamOf(entry.name) !== null)
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  for (const { parentPath, name } of segments) {
    let position = 0;
    while (true) {
      const part = await readSegment(join(parentPath, name), position, recordsAtOnce);
      yield* part.records;
      position = part.end;
      if (part.isLast) break;
    }
  }
}
