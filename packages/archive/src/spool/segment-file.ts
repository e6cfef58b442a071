import { close, fstatSync, fsync, ftruncateSync, openSync, writeSync } from "node:fs";
import { promisify } from "node:util";

const syncDescriptor = promisify(fsync);
const closeDescriptor = promisify(close);

/**
 * The file that a process appends to, always from the empty file on: nobody appends to what a
 * dead process left.
 *
 * Writes are synchronous on purpose. They end in the system's memory within microseconds, and
 * from then on a killed process loses nothing; a power cut loses what was written since the
 * last `sync`.
 */
export class SegmentFile {
  readonly path: string;
  #descriptor: number;
  #length = 0;
  #synced = 0;
  #isBroken = false;

  /** @throws the system's error, as do all methods. */
  constructor(path: string) {
    this.path = path;
    this.#descriptor = openSync(path, "ax", 0o600);
  }

  /** Bytes of whole records. */
  get length(): number {
    return this.#length;
  }

  get isDirty(): boolean {
    return this.#synced < this.#length;
  }

  /** Half a record could not be taken back: go on in another file. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  append(bytes: Buffer): void {
    let written = 0;
    try {
      while (written < bytes.length) {
        written += writeSync(this.#descriptor, bytes, written);
      }
      this.#length += bytes.length;
    } catch (error) {
      this.#takeBack();
      throw error;
    }
  }

  async sync(): Promise<void> {
    const length = this.#length;
    await syncDescriptor(this.#descriptor);
    this.#synced = length;
  }

  async close(): Promise<void> {
    const descriptor = this.#descriptor;
    this.#descriptor = -1;
    try {
      if (this.isDirty) await syncDescriptor(descriptor);
    } finally {
      await closeDescriptor(descriptor);
    }
  }

  /** Half a record at the end of a full disk would swallow the next one. */
  #takeBack(): void {
    try {
      if (fstatSync(this.#descriptor).size > this.#length) {
        ftruncateSync(this.#descriptor, this.#length);
      }
    } catch {
      this.#isBroken = true;
    }
  }
}
