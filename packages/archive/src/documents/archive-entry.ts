import type { CollectionName } from "../collections.ts";
import type { StorableDocument } from "./storable.ts";

/** A document on its way to its collection, before it is given a place in the order. */
export interface ArchiveEntry {
  readonly collection: CollectionName;
  /** The document's `_id`; `null` for a log event, which is named after its place in the spool. */
  readonly key: string | null;
  /** When the facts in it held; the newer document of a key wins. */
  readonly at: Date;
  readonly document: StorableDocument;
}
