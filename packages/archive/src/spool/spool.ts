import type { Clock } from "@appealmod/core";
import type { ArchiveLimits, ArchiveTiming } from "../archive-options.ts";
import type { ArchiveEntry } from "../documents/archive-entry.ts";
import type { Troubles } from "../troubles.ts";
import { HolderFolder, writerName } from "./holder-folder.ts";
import { Overflow } from "./overflow.ts";
import { readSegment, type SegmentPart } from "./read-segment.ts";
import { type SpoolStream, spoolStreams } from "./segment-name.ts";
import { lengthOf, type Segment } from "./segment-shelf.ts";
import { limitSpace } from "./space-limit.ts";
import { encodeRecord, type SpoolRecord } from "./spool-record.ts";
import { SpoolWriter } from "./spool-writer.ts";
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

const adoptEveryMs = 30_000;
const measureEveryMs = 10_000;
const touchEveryMs = 5_000;

/** Everything that is on its way to MongoDB, on disk; in memory while the disk refuses. */
export class Spool {
  readonly #options: SpoolOptions;
  readonly #versions = new VersionClock();
  readonly #overflow: Overflow;
  /** Begins every id: sorts by the start of the process, and no two processes share it. */
  readonly #stamp: string;
  #writer: SpoolWriter | null = null;
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
    this.#stamp = writerName(options.clock.now());
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
    return (this.#writer?.shelf.segments ?? []).reduce(
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
    const at = Number.isNaN(entry.at.getTime()) ? this.#options.clock.now() : entry.at;
    const record: SpoolRecord = {
      id: `${this.#stamp}-${String(this.#recordNumber).padStart(9, "0")}`,
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
      const writer = this.#writer;
      const segment = writer?.shelf.firstWaiting(stream);
      if (!writer || !segment) return this.#nextFromMemory(stream, limit);
      const part = await this.#read(segment, limit);
      if (part === null) continue;
      const acknowledge = () => this.#acknowledge(writer, segment, part.end);
      if (part.records.length > 0) return { records: part.records, acknowledge };
      await acknowledge();
    }
  }

  /** Keeps for a person what MongoDB will never take, beside the spool files. */
  setAside(record: SpoolRecord, reason: string): void {
    this.#options.troubles.begin(
      "document-refused",
      `MongoDB refused a document of ${record.collection} for good. It is kept in a file named refused-… in the spool folder; later ones are kept there without another word.`,
      { collection: record.collection, key: record.key, reason },
    );
    try {
      const lines = [Buffer.from(`${JSON.stringify({ reason })}\n`), encodeRecord(record)];
      this.#writer?.appendAside(Buffer.concat(lines));
    } catch (error) {
      this.#tellUnwritable(error);
    }
  }

  /** Syncs what was written, empties the memory onto the disk, keeps the folder ours. */
  async maintain(): Promise<void> {
    if (this.#writer === null) this.#tryToHold();
    if (await this.sync()) this.#emptyOverflow();
    const now = performance.now();
    if (now - this.#lastTouch > touchEveryMs) this.#keepHold();
    if (now - this.#lastAdoption > adoptEveryMs) this.#adopt();
    if (now - this.#lastMeasure > measureEveryMs) await this.measure();
  }

  /** @returns whether everything outlives a power cut from now on. */
  async sync(): Promise<boolean> {
    if (this.#writer === null) return false;
    try {
      await this.#writer.sync();
      return true;
    } catch (error) {
      this.#tellUnwritable(error);
      return false;
    }
  }

  /** Looks at how much the whole spool holds, and frees what may be freed when it is too much. */
  async measure(): Promise<void> {
    this.#lastMeasure = performance.now();
    if (this.#writer === null) return;
    const { folder, shelf } = this.#writer;
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
      troubles.begin(
        "spool-unreadable",
        `The archive's spool cannot be held to its limit (${wordOf(error)}). Check the owner of the folder and its files.`,
        { folder: folder.spoolDir },
      );
    }
  }

  async close(): Promise<void> {
    this.#emptyOverflow();
    const writer = this.#writer;
    this.#writer = null;
    await writer?.close();
  }

  #write(record: SpoolRecord, bytes: Buffer): boolean {
    // A process that slept for long may have been taken for dead: look before writing on.
    if (performance.now() - this.#lastTouch > this.#options.timing.staleMs / 2) this.#keepHold();
    if (this.#writer === null) return false;
    try {
      this.#writer.append(record.key === null ? "log" : "documents", bytes);
      return true;
    } catch (error) {
      this.#tellUnwritable(error);
      return false;
    }
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

  async #acknowledge(writer: SpoolWriter, segment: Segment, end: number): Promise<void> {
    if (writer !== this.#writer) return;
    // Where it cannot be noted, the same is shipped once more some day, which changes nothing.
    await writer.acknowledge(segment, end).catch(() => undefined);
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
      const folder = HolderFolder.make(spoolDir, writerName(clock.now()), timing.staleMs);
      this.#writer = new SpoolWriter({
        folder,
        segmentBytes: this.#options.limits.segmentBytes,
        onTrouble: (error) => this.#tellUnwritable(error),
      });
      this.#lastTouch = performance.now();
      this.#adopt();
    } catch (error) {
      this.#tellUnwritable(error);
    }
  }

  #adopt(): void {
    this.#lastAdoption = performance.now();
    try {
      this.#writer?.adopt();
    } catch (error) {
      this.#options.troubles.begin(
        "spool-unreadable",
        `What an earlier process left in the spool cannot be taken over (${wordOf(error)}). Check the owner of the folder and its files.`,
        { folder: this.#options.spoolDir },
      );
    }
  }

  #keepHold(): void {
    this.#lastTouch = performance.now();
    const writer = this.#writer;
    if (writer === null || writer.folder.touch()) return;
    // Whoever took the folder ships what is in it.
    this.#writer = null;
    writer.abandon();
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
