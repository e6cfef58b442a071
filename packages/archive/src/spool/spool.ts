import { appendFileSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "@appealmod/core";
import type { ArchiveLimits, ArchiveTiming } from "../archive-options.ts";
import type { ArchiveEntry } from "../documents/archive-entry.ts";
import type { Troubles } from "../troubles.ts";
import { HolderFolder } from "./holder-folder.ts";
import { Overflow } from "./overflow.ts";
import { readSegment, type SegmentPart } from "./read-segment.ts";
import { SegmentFile } from "./segment-file.ts";
import { type SpoolStream, segmentName, spoolStreams } from "./segment-name.ts";
import { lengthOf, type Segment, SegmentShelf } from "./segment-shelf.ts";
import { limitSpace } from "./space-limit.ts";
import { encodeRecord, type SpoolRecord } from "./spool-record.ts";
import { VersionClock } from "./version-clock.ts";

/** Records to ship, which stay in the spool until they are acknowledged. */
export interface SpoolBatch {
  readonly records: readonly SpoolRecord[];
  acknowledge(): Promise<void>;
}

export interface SpoolOptions {
  readonly spoolDir: string;
  readonly clock: Clock;
  readonly limits: ArchiveLimits;
  readonly timing: ArchiveTiming;
  readonly troubles: Troubles;
}

/** The folder that a process holds at the moment, with what it appends to there. */
interface Holding {
  readonly folder: HolderFolder;
  readonly shelf: SegmentShelf;
  readonly active: Map<SpoolStream, Segment>;
  segmentNumber: number;
}

/** A shipped segment that is still appended to is let go at this size. */
const retireBytes = 256 * 1024;
const adoptEveryMs = 30_000;
const measureEveryMs = 10_000;
const touchEveryMs = 5_000;

/** Everything that is on its way to MongoDB, on disk; in memory while the disk refuses. */
export class Spool {
  readonly #options: SpoolOptions;
  readonly #versions = new VersionClock();
  readonly #overflow: Overflow;
  #holding: Holding | null = null;
  #recordNumber = 0;
  #isFull = false;
  #eventsRefused = 0;
  #lastTouch = 0;
  #lastAdoption = 0;
  #lastMeasure = Number.NEGATIVE_INFINITY;

  /** Opens at once what can be opened; trouble with the disk is told and tried again later. */
  constructor(options: SpoolOptions) {
    this.#options = options;
    this.#overflow = new Overflow(options.limits.memoryBytes);
    this.#tryToHold();
  }

  /** Records that wait in memory because the disk takes none. */
  get waitingInMemory(): number {
    return this.#overflow.size;
  }

  /** Log events and documents that were given up since the start. */
  get dropped(): { readonly events: number; readonly documents: number } {
    const { events, documents } = this.#overflow.dropped;
    return { events: events + this.#eventsRefused, documents };
  }

  /** Bytes on disk that this process has still to ship. */
  get waitingBytes(): number {
    return (this.#holding?.shelf.segments ?? []).reduce(
      (sum, segment) => sum + Math.max(0, lengthOf(segment) - segment.shipped),
      0,
    );
  }

  append(entry: ArchiveEntry): void {
    if (entry.key === null && this.#isFull) {
      this.#eventsRefused += 1;
      return;
    }
    this.#recordNumber += 1;
    const writer = this.#holding?.folder.writer ?? `memory-${process.pid}`;
    const at = Number.isNaN(entry.at.getTime()) ? this.#options.clock.now() : entry.at;
    const record: SpoolRecord = {
      id: `${writer}-${String(this.#recordNumber).padStart(9, "0")}`,
      collection: entry.collection,
      key: entry.key,
      version: this.#versions.versionOf(`${entry.collection}/${entry.key ?? ""}`, at),
      at,
      document: entry.document,
    };
    const bytes = encodeRecord(record);
    if (this.#overflow.size > 0 || !this.#write(record, bytes)) {
      this.#overflow.push(record, bytes.length);
    }
  }

  /** The oldest records of a stream that were not acknowledged; `null` when there are none. */
  async next(stream: SpoolStream, limit: number): Promise<SpoolBatch | null> {
    while (true) {
      const holding = this.#holding;
      const segment = holding?.shelf.firstWaiting(stream);
      if (!holding || !segment) return this.#nextFromMemory(stream, limit);
      const part = await this.#read(segment, limit);
      if (part === null) continue;
      const acknowledge = () => this.#acknowledge(holding, segment, part.end);
      if (part.records.length > 0) return { records: part.records, acknowledge };
      await acknowledge();
    }
  }

  /** Keeps for a person what MongoDB will never take, beside the spool files. */
  setAside(record: SpoolRecord, reason: string): void {
    const { folder } = this.#holding ?? {};
    this.#options.troubles.begin(
      "document-refused",
      `MongoDB refused a document of ${record.collection} for good. It is kept in a file named refused-… in the spool folder; later ones are kept there without another word.`,
      { collection: record.collection, key: record.key, reason },
    );
    if (!folder) return;
    const line = `${JSON.stringify({ reason })}\n`;
    appendFileSync(
      join(folder.path, `refused-${folder.writer}.txt`),
      Buffer.concat([Buffer.from(line), encodeRecord(record)]),
    );
  }

  /** Syncs what was written, empties the memory onto the disk, keeps the folder ours. */
  async maintain(): Promise<void> {
    if (this.#holding === null) this.#tryToHold();
    await this.sync();
    this.#emptyOverflow();
    const now = performance.now();
    if (now - this.#lastTouch > touchEveryMs) this.#keepHold();
    if (now - this.#lastAdoption > adoptEveryMs) this.#adopt();
    if (now - this.#lastMeasure > measureEveryMs) await this.measure();
  }

  async sync(): Promise<void> {
    for (const { file } of this.#holding?.active.values() ?? []) {
      if (!file?.isDirty) continue;
      await file.sync().catch((error: unknown) => this.#tellUnwritable(error));
    }
  }

  /** Looks at how much the whole spool holds, and frees what may be freed when it is too much. */
  async measure(): Promise<void> {
    this.#lastMeasure = performance.now();
    if (this.#holding === null) return;
    const { folder, shelf } = this.#holding;
    const { limits, troubles } = this.#options;
    try {
      this.#isFull = await limitSpace({
        folder,
        shelf,
        limits,
        troubles,
        refused: this.#eventsRefused,
      });
    } catch (error) {
      this.#tellUnwritable(error);
    }
  }

  async close(): Promise<void> {
    this.#emptyOverflow();
    const holding = this.#holding;
    this.#holding = null;
    if (holding === null) return;
    for (const segment of holding.active.values()) {
      await this.#closeSegment(holding, segment).catch((error: unknown) =>
        this.#tellUnwritable(error),
      );
    }
    holding.folder.release();
  }

  #write(record: SpoolRecord, bytes: Buffer): boolean {
    this.#checkHold();
    const holding = this.#holding;
    if (holding === null) return false;
    const stream: SpoolStream = record.key === null ? "log" : "documents";
    try {
      const segment = this.#activeSegment(holding, stream, bytes.length);
      segment.file?.append(bytes);
      return true;
    } catch (error) {
      this.#tellUnwritable(error);
      return false;
    }
  }

  #activeSegment(holding: Holding, stream: SpoolStream, bytes: number): Segment {
    const active = holding.active.get(stream);
    if (active?.file) {
      const { length, isBroken } = active.file;
      const fits = length === 0 || length + bytes <= this.#options.limits.segmentBytes;
      if (fits && !isBroken) return active;
      this.#closeSegment(holding, active).catch((error: unknown) => this.#tellUnwritable(error));
    }
    holding.segmentNumber += 1;
    const name = segmentName(stream, holding.folder.writer, holding.segmentNumber);
    const file = new SegmentFile(join(holding.folder.path, name));
    const segment = holding.shelf.addActive(stream, name, file);
    holding.active.set(stream, segment);
    return segment;
  }

  async #closeSegment(holding: Holding, segment: Segment): Promise<void> {
    const { file } = segment;
    if (file === null) return;
    segment.closedBytes = file.length;
    segment.file = null;
    if (holding.active.get(segment.stream) === segment) holding.active.delete(segment.stream);
    await file.close();
    if (segment.shipped >= segment.closedBytes) await holding.shelf.finish(segment);
  }

  async #read(segment: Segment, limit: number): Promise<SegmentPart | null> {
    const { troubles } = this.#options;
    try {
      const end = segment.file === null ? undefined : lengthOf(segment);
      const part = await readSegment(segment.path, segment.shipped, limit, end);
      if (part.damaged > 0) {
        segment.isDamaged = true;
        troubles.begin(
          "spool-unreadable",
          "Records in the spool are damaged. All others are shipped; the file is kept beside them with the ending .damaged. Check the disk.",
          { file: segment.path, records: part.damaged },
        );
      }
      return part;
    } catch (error) {
      segment.isUnreadable = true;
      troubles.begin(
        "spool-unreadable",
        `A spool file cannot be read (${wordOf(error)}); it is tried again now and then. Check the disk and the file's owner.`,
        { file: segment.path },
      );
      return null;
    }
  }

  #nextFromMemory(stream: SpoolStream, limit: number): SpoolBatch | null {
    const records = this.#overflow.peek(stream, limit);
    if (records.length === 0) return null;
    return { records, acknowledge: async () => this.#overflow.remove(records) };
  }

  async #acknowledge(holding: Holding, segment: Segment, end: number): Promise<void> {
    try {
      await holding.shelf.acknowledge(segment, end);
      const { file } = segment;
      const isSpent = file !== null && file.length === end && file.length >= retireBytes;
      if (isSpent) await this.#closeSegment(holding, segment);
    } catch (error) {
      this.#tellUnwritable(error);
    }
  }

  #emptyOverflow(): void {
    for (const stream of spoolStreams) {
      const waiting = this.#overflow.peek(stream, Number.POSITIVE_INFINITY);
      const refused = waiting.findIndex((record) => !this.#write(record, encodeRecord(record)));
      this.#overflow.remove(refused === -1 ? waiting : waiting.slice(0, refused));
      if (refused !== -1) return;
    }
    const { events, documents } = this.dropped;
    this.#options.troubles.end(
      "spool-unwritable",
      `The spool can be written to again. Given up since the start: ${events} log events, ${documents} documents.`,
      { events, documents },
    );
  }

  #tryToHold(): void {
    const { spoolDir, clock, timing } = this.#options;
    try {
      const folder = HolderFolder.make(spoolDir, clock.now(), timing.staleMs);
      const shelf = new SegmentShelf(folder.path);
      this.#holding = { folder, shelf, active: new Map(), segmentNumber: 0 };
      this.#lastTouch = performance.now();
      this.#adopt();
    } catch (error) {
      this.#tellUnwritable(error);
    }
  }

  #adopt(): void {
    this.#lastAdoption = performance.now();
    if (this.#holding === null) return;
    const { folder, shelf } = this.#holding;
    try {
      shelf.addClosed(folder.adopt());
      for (const segment of shelf.segments) segment.isUnreadable = false;
    } catch (error) {
      this.#options.troubles.begin(
        "spool-unreadable",
        `What an earlier process left in the spool cannot be taken over (${wordOf(error)}). Check the owner of the folder and its files.`,
        { folder: folder.spoolDir },
      );
    }
  }

  /** A process that slept for long may have been taken for dead: look before writing on. */
  #checkHold(): void {
    if (performance.now() - this.#lastTouch > this.#options.timing.staleMs / 2) this.#keepHold();
  }

  #keepHold(): void {
    this.#lastTouch = performance.now();
    const holding = this.#holding;
    if (holding === null || holding.folder.touch()) return;
    // Whoever took the folder ships what is in it.
    this.#holding = null;
    for (const { file } of holding.active.values()) file?.close().catch(() => undefined);
    this.#tryToHold();
  }

  #tellUnwritable(error: unknown): void {
    this.#options.troubles.begin(
      "spool-unwritable",
      `The archive's spool cannot be written to (${wordOf(error)}). The bot works on; records wait in memory and the oldest log events are given up when that is full. Free the disk or mend the folder.`,
      { folder: this.#options.spoolDir },
    );
  }
}

function wordOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return typeof code === "string" ? code : String(error);
}
