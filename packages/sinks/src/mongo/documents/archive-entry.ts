import type { CollectionName } from "../collections.ts";
import type { StorableDocument } from "./storable.ts";

/** A document on its way to its collection. */
export interface ArchiveEntry {
  readonly collection: CollectionName;
  /** The document's `_id`. */
  readonly key: string;
  /** When the facts in it held; of two documents of a key the newer one wins. */
  readonly at: Date;
  readonly document: StorableDocument;
}
