import { readFileSync, statSync } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { SegmentFile } from "./segment-file.ts";
import { type SpoolStream, shippedName, streamOf } from "./segment-name.ts";

/** One spool file that this process holds. */
export interface Segment {
  readonly name: string;
  readonly path: string;
  readonly stream: SpoolStream;
  /** Set while it is appended to. */
  file: SegmentFile | null;
  /** Size once closed. */
  closedBytes: number;
  /** Bytes that MongoDB has confirmed. */
  shipped: number;
  /** A record in it is not what was written: kept for a person to look at. */
  isDamaged: boolean;
  /** Could not be read a moment ago. */
  isUnreadable: boolean;
}

/** The spool files of a holder's folder, the oldest first. */
export class SegmentShelf {
  readonly #folder: string;
  #segments: Segment[] = [];

  constructor(folder: string) {
    this.#folder = folder;
  }

  get segments(): readonly Segment[] {
    return this.#segments;
  }

  /** Segments of dead writers, with what is known of how far they were shipped. */
  addClosed(fileNames: readonly string[]): void {
    for (const name of fileNames) {
      const stream = streamOf(name);
      if (stream === null) continue;
      const path = join(this.#folder, name);
      const shipped = readShipped(shippedName(path));
      const closedBytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
      this.#add(stream, name, path, { file: null, closedBytes, shipped });
    }
  }

  addActive(stream: SpoolStream, name: string, file: SegmentFile): Segment {
    return this.#add(stream, name, file.path, { file, closedBytes: 0, shipped: 0 });
  }

  /** The oldest segment with something to ship. */
  firstWaiting(stream: SpoolStream): Segment | null {
    return (
      this.#segments.find(
        (segment) =>
          segment.stream === stream && !segment.isUnreadable && segment.shipped < lengthOf(segment),
      ) ?? null
    );
  }

  /** Notes what was shipped, and removes a segment of which nothing is left to ship. */
  async acknowledge(segment: Segment, shipped: number): Promise<void> {
    if (!this.#segments.includes(segment)) return;
    segment.shipped = shipped;
    if (segment.file === null && shipped >= segment.closedBytes) await this.finish(segment);
    // Not synced: if it is lost, the same is shipped once more, which changes nothing.
    else await writeFile(shippedName(segment.path), String(shipped), { mode: 0o600 });
  }

  /** Takes a closed segment off the shelf and off the disk; a damaged one is only renamed. */
  async finish(segment: Segment): Promise<void> {
    this.#segments = this.#segments.filter((one) => one !== segment);
    if (segment.isDamaged) await rename(segment.path, `${segment.path}.damaged`);
    else await rm(segment.path, { force: true });
    await rm(shippedName(segment.path), { force: true });
  }

  /** Swaps closed segments for the one that they were compacted into. */
  async replace(former: readonly Segment[], fileName: string): Promise<void> {
    this.addClosed([fileName]);
    for (const segment of former) await this.finish(segment);
  }

  #add(
    stream: SpoolStream,
    name: string,
    path: string,
    state: Pick<Segment, "file" | "closedBytes" | "shipped">,
  ): Segment {
    const segment: Segment = {
      stream,
      name,
      path,
      isDamaged: false,
      isUnreadable: false,
      ...state,
    };
    this.#segments = [...this.#segments, segment].sort((one, other) =>
      one.name < other.name ? -1 : 1,
    );
    return segment;
  }
}

/** Bytes of whole records in a segment, as far as known. */
export function lengthOf(segment: Segment): number {
  return segment.file?.length ?? segment.closedBytes;
}

function readShipped(path: string): number {
  try {
    const bytes = Number(readFileSync(path, "utf8"));
    return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : 0;
  } catch {
    return 0;
  }
}
