export type { ArchiveLimits, ArchiveOptions, ArchiveTiming } from "./archive-options.ts";
export { defaultLimits, defaultTiming } from "./archive-options.ts";
export { type CollectionName, collections } from "./collections.ts";
export { type ArchiveStatus, createArchive, type SpooledArchive } from "./create-archive.ts";
export { readSpool } from "./spool/read-spool.ts";
export type { SpoolRecord } from "./spool/spool-record.ts";
