import type { Archive, ArchiveRecord, BotEvent, EventLog } from "@appealmod/core";
import { type ArchiveOptions, defaultLimits, defaultTiming } from "./archive-options.ts";
import type { ArchiveEntry } from "./documents/archive-entry.ts";
import { logEntry } from "./documents/log-entry.ts";
import { recordEntry } from "./documents/record-entry.ts";
import { Drain } from "./drain/drain.ts";
import { Spool } from "./spool/spool.ts";
import { Troubles } from "./troubles.ts";

export interface ArchiveStatus {
  /** `off` where no MongoDB is configured. */
  readonly mongo: "off" | "shipping" | "failing";
  /** Bytes that this process has still to ship. */
  readonly waitingBytes: number;
  /** Records that wait in memory because the disk takes none. */
  readonly waitingInMemory: number;
  /** Given up since the start. */
  readonly dropped: { readonly events: number; readonly documents: number };
}

/** The research archive, which takes every log event as well. */
export interface SpooledArchive extends Archive, EventLog {
  status(): ArchiveStatus;
  /** Ships without waiting. @returns whether all that was saved is in MongoDB. */
  ship(limitMs: number): Promise<boolean>;
}

/**
 * Opens the spool and begins to ship it. Neither a disk nor a MongoDB that refuses makes this
 * fail: both are told through `onTrouble`, and tried again.
 *
 * @throws when `mongoUrl` cannot be an address of MongoDB.
 */
export async function createArchive(options: ArchiveOptions): Promise<SpooledArchive> {
  const limits = { ...defaultLimits, ...options.limits };
  const timing = { ...defaultTiming, ...options.timing };
  const troubles = new Troubles(options.clock, options.onTrouble);
  const { mongoUrl, spoolDir, clock, logTtlDays = null } = options;
  const shipper = mongoUrl === undefined ? null : await createShipper(mongoUrl);
  const spool = new Spool({ spoolDir, clock, limits, timing, troubles });
  const drain = shipper && new Drain({ spool, shipper, limits, timing, troubles });
  const upkeep = repeat(() => spool.maintain(), timing.syncMs);
  let isClosed = false;

  /** Loaded where it is used only: the library takes some 30 MB of memory. */
  async function createShipper(url: string) {
    const { MongoShipper } = await import("./mongo/mongo-shipper.ts");
    return new MongoShipper({ mongoUrl: url, limits, timing, logTtlDays, troubles });
  }

  const append = (entryOf: () => ArchiveEntry) => {
    if (isClosed) return;
    try {
      spool.append(entryOf());
    } catch (error) {
      troubles.begin("record-unstorable", "A record could not be put into the archive's form.", {
        reason: String(error),
      });
    }
  };

  return {
    save(record: ArchiveRecord): void {
      append(() => recordEntry(record));
    },
    record(event: BotEvent): void {
      append(() => logEntry(event));
    },
    status() {
      const { waitingBytes, waitingInMemory, dropped } = spool;
      const mongo = drain === null ? "off" : drain.isFailing ? "failing" : "shipping";
      return { mongo, waitingBytes, waitingInMemory, dropped };
    },
    async ship(limitMs) {
      return drain === null ? false : drain.hurry(limitMs);
    },
    async close(limitMs) {
      if (isClosed) return;
      await spool.sync();
      await drain?.hurry(limitMs);
      isClosed = true;
      await drain?.stop();
      await upkeep.stop();
      await spool.close();
    },
  };
}

/** Does it again and again, with a pause, and never twice at once. */
function repeat(work: () => Promise<void>, pauseMs: number): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  let isStopped = false;
  const schedule = () => {
    if (isStopped) return;
    setTimeout(() => {
      if (isStopped) return;
      running = work().catch(() => undefined);
      void running.then(schedule);
    }, pauseMs).unref();
  };
  schedule();
  return {
    async stop() {
      isStopped = true;
      await running;
    },
  };
}
