import type { Archive, ArchiveRecord } from "../ports.ts";

/** What an archive record of each kind holds. */
type RecordByKind = { [R in ArchiveRecord as R["kind"]]: R["record"] };

/** Keeps every record that it is given, for tests to look at. */
export class RecordingArchive implements Archive {
  readonly records: ArchiveRecord[] = [];

  save(record: ArchiveRecord): void {
    this.records.push(record);
  }

  async close(): Promise<void> {}

  /** The records of one kind, oldest first. */
  of<Kind extends ArchiveRecord["kind"]>(kind: Kind): readonly RecordByKind[Kind][] {
    return this.records
      .filter((saved) => saved.kind === kind)
      .map((saved) => saved.record as RecordByKind[Kind]);
  }
}
