import type { SpoolStream } from "./segment-name.ts";
import type { SpoolRecord } from "./spool-record.ts";

interface Waiting {
  readonly record: SpoolRecord;
  readonly bytes: number;
}

/** What waits in memory while the disk takes nothing. Bounded: log events give way first. */
export class Overflow {
  readonly #limit: number;
  #log: Waiting[] = [];
  readonly #documents = new Map<string, Waiting>();
  #bytes = 0;
  #droppedEvents = 0;
  #droppedDocuments = 0;

  constructor(limitBytes: number) {
    this.#limit = limitBytes;
  }

  get size(): number {
    return this.#log.length + this.#documents.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** How many records were given up so far. */
  get dropped(): { readonly events: number; readonly documents: number } {
    return { events: this.#droppedEvents, documents: this.#droppedDocuments };
  }

  push(record: SpoolRecord, bytes: number): void {
    if (record.key === null) {
      this.#log.push({ record, bytes });
      this.#bytes += bytes;
    } else this.#keepNewest(`${record.collection}/${record.key}`, { record, bytes });
    while (this.#bytes > this.#limit && this.#giveUpOldest()) {
      // One at a time, until it fits.
    }
  }

  /** The oldest records of a stream, which stay until they are removed. */
  peek(stream: SpoolStream, limit: number): readonly SpoolRecord[] {
    const waiting = stream === "log" ? this.#log : [...this.#documents.values()];
    return waiting.slice(0, limit).map(({ record }) => record);
  }

  remove(records: readonly SpoolRecord[]): void {
    const ids = new Set(records.map(({ id }) => id));
    this.#log = this.#log.filter((waiting) => {
      if (!ids.has(waiting.record.id)) return true;
      this.#bytes -= waiting.bytes;
      return false;
    });
    for (const [key, waiting] of this.#documents) {
      if (!ids.has(waiting.record.id)) continue;
      this.#documents.delete(key);
      this.#bytes -= waiting.bytes;
    }
  }

  #keepNewest(key: string, waiting: Waiting): void {
    const former = this.#documents.get(key);
    if (former && former.record.version > waiting.record.version) return;
    if (former) {
      this.#bytes -= former.bytes;
      this.#documents.delete(key);
    }
    this.#documents.set(key, waiting);
    this.#bytes += waiting.bytes;
  }

  #giveUpOldest(): boolean {
    const event = this.#log.shift();
    if (event) {
      this.#bytes -= event.bytes;
      this.#droppedEvents += 1;
      return true;
    }
    const oldest = this.#documents.entries().next().value;
    if (oldest === undefined) return false;
    this.#documents.delete(oldest[0]);
    this.#bytes -= oldest[1].bytes;
    this.#droppedDocuments += 1;
    return true;
  }
}
