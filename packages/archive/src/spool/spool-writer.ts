import { appendFileSync } from "node:fs";
import { join } from "node:path";
import type { HolderFolder } from "./holder-folder.ts";
import { SegmentFile } from "./segment-file.ts";
import { type SpoolStream, segmentName } from "./segment-name.ts";
import { type Segment, SegmentShelf } from "./segment-shelf.ts";

export interface SpoolWriterOptions {
  readonly folder: HolderFolder;
  readonly segmentBytes: number;
  /** Hears of trouble with a file that is being closed, which nobody waits for. */
  readonly onTrouble: (error: unknown) => void;
}

/** A shipped segment that is still appended to is let go at this size. */
const retireBytes = 256 * 1024;

/** What one process appends to and holds, for as long as its folder is its own. */
export class SpoolWriter {
  readonly folder: HolderFolder;
  readonly shelf: SegmentShelf;
  readonly #options: SpoolWriterOptions;
  readonly #active = new Map<SpoolStream, Segment>();
  #segmentNumber = 0;

  constructor(options: SpoolWriterOptions) {
    this.folder = options.folder;
    this.shelf = new SegmentShelf(options.folder.path);
    this.#options = options;
  }

  /** @throws the system's error; nothing is written then. */
  append(stream: SpoolStream, bytes: Buffer): void {
    this.#segmentFor(stream, bytes.length).append(bytes);
  }

  /** Puts lines into a file that is for people and never shipped. */
  appendAside(lines: Buffer): void {
    appendFileSync(join(this.folder.path, `refused-${this.folder.writer}.txt`), lines, {
      mode: 0o600,
    });
  }

  /** Takes over what dead writers left. */
  adopt(): void {
    this.shelf.addClosed(this.folder.adopt());
    for (const segment of this.shelf.segments) segment.isUnreadable = false;
  }

  async sync(): Promise<void> {
    for (const { file } of this.#active.values()) if (file?.isDirty) await file.sync();
  }

  /** Notes what was shipped, and lets go of a file of which nothing is left to ship. */
  async acknowledge(segment: Segment, shipped: number): Promise<void> {
    await this.shelf.acknowledge(segment, shipped);
    const { file } = segment;
    const isSpent = file !== null && file.length === shipped && file.length >= retireBytes;
    if (isSpent) await this.#closeSegment(segment);
  }

  /** Closes the files and leaves the folder to the next process. */
  async close(): Promise<void> {
    for (const segment of this.#active.values()) {
      await this.#closeSegment(segment).catch(this.#options.onTrouble);
    }
    this.folder.release();
  }

  /** Lets go of files that another process has taken over. */
  abandon(): void {
    for (const { file } of this.#active.values()) file?.close().catch(() => undefined);
  }

  #segmentFor(stream: SpoolStream, bytes: number): SegmentFile {
    const active = this.#active.get(stream);
    if (active?.file) {
      const { length, isBroken } = active.file;
      const fits = length === 0 || length + bytes <= this.#options.segmentBytes;
      if (fits && !isBroken) return active.file;
      this.#closeSegment(active).catch(this.#options.onTrouble);
    }
    this.#segmentNumber += 1;
    const name = segmentName(stream, this.folder.writer, this.#segmentNumber);
    const file = new SegmentFile(join(this.folder.path, name));
    this.#active.set(stream, this.shelf.addActive(stream, name, file));
    return file;
  }

  async #closeSegment(segment: Segment): Promise<void> {
    const { file } = segment;
    if (file === null) return;
    segment.closedBytes = file.length;
    segment.file = null;
    if (this.#active.get(segment.stream) === segment) this.#active.delete(segment.stream);
    await file.close();
    if (segment.shipped >= segment.closedBytes) await this.shelf.finish(segment);
  }
}
