import type { BotEvent, Clock } from "@appealmod/core";

export interface ArchiveOptions {
  /** Folder of the spool, shared by all processes of an installation; made when missing. */
  readonly spoolDir: string;
  /**
   * MongoDB's address, with the database in it (`appealmod` where it names none). Left out,
   * the spool is the archive, and ships when an address is given at a later start.
   */
  readonly mongoUrl?: string | undefined;
  readonly clock: Clock;
  /**
   * Hears of trouble once when it begins and once when it is over, as an event for operators.
   * It may be recorded in this archive like any other.
   */
  readonly onTrouble: (event: BotEvent) => void;
  /** Days after which MongoDB deletes a log event; off when left out or null. */
  readonly logTtlDays?: number | null | undefined;
  readonly limits?: Partial<ArchiveLimits> | undefined;
  readonly timing?: Partial<ArchiveTiming> | undefined;
}

export interface ArchiveLimits {
  /** A spool file is closed when it has grown to this many bytes. */
  readonly segmentBytes: number;
  /**
   * What the whole spool folder should stay under. The alert comes at half of it. Over it, the
   * oldest log events go and superseded documents are compacted away; a research document that
   * is the newest of its key is never deleted.
   */
  readonly totalBytes: number;
  /** What may wait in memory while the disk takes nothing. */
  readonly memoryBytes: number;
  /** Log events in one command to MongoDB. */
  readonly insertsPerCommand: number;
  /**
   * Documents in one command to MongoDB. FerretDB v1 hangs for good over 40; it is recognised,
   * and held to 40 whatever is set here.
   */
  readonly updatesPerCommand: number;
}

export interface ArchiveTiming {
  /** How long records gather before they are shipped. */
  readonly lingerMs: number;
  /** Between tries when MongoDB does not answer: the first wait, doubled up to the longest. */
  readonly firstRetryMs: number;
  readonly longestRetryMs: number;
  /** An answer that takes longer than this counts as none. */
  readonly commandMs: number;
  /** Between a write and the fsync that makes it outlive a power cut. */
  readonly syncMs: number;
  /** A process elsewhere that has given no sign of life for this long is taken for dead. */
  readonly staleMs: number;
}

export const defaultLimits: ArchiveLimits = {
  segmentBytes: 8 * 1024 * 1024,
  totalBytes: 2 * 1024 * 1024 * 1024,
  memoryBytes: 16 * 1024 * 1024,
  insertsPerCommand: 500,
  updatesPerCommand: 500,
};

export const defaultTiming: ArchiveTiming = {
  lingerMs: 500,
  firstRetryMs: 1000,
  longestRetryMs: 60_000,
  commandMs: 30_000,
  syncMs: 1000,
  staleMs: 60_000,
};
