import { type AnyBulkWriteOperation, type Collection, MongoBulkWriteError } from "mongodb";
import { collections } from "./collections.ts";
import type { ArchiveEntry } from "./documents/archive-entry.ts";
import { documentFault, duplicateKey, isDocumentFault } from "./write-faults.ts";

/** A document that MongoDB will never take. */
export interface RefusedEntry {
  readonly entry: ArchiveEntry;
  readonly reason: string;
}

export interface StoredDocument {
  readonly _id: string;
  readonly [field: string]: unknown;
}

/**
 * Writes the documents of one collection so that writing them twice, or late, changes nothing:
 * a log event that stands already and a document that has a newer one are passed over.
 *
 * @returns those that are at fault themselves; all others stand.
 * @throws when nothing is known of the batch.
 */
export async function writeBatch(
  target: Collection<StoredDocument>,
  batch: readonly ArchiveEntry[],
): Promise<readonly RefusedEntry[]> {
  try {
    await target.bulkWrite(batch.map(operationFor), { ordered: false });
    return [];
  } catch (error) {
    if (error instanceof MongoBulkWriteError) return await afterRefusal(target, batch, error);
    const reason = documentFault(error);
    if (reason === null) throw error;
    // The command as a whole was refused for a document in it.
    const [only] = batch;
    return batch.length === 1 && only ? [{ entry: only, reason }] : oneByOne(target, batch);
  }
}

/** What earlier versions numbered the documents of one millisecond with: theirs are the older ones. */
const versionsPerMillisecond = 2048;

function operationFor(entry: ArchiveEntry): AnyBulkWriteOperation<StoredDocument> {
  const { collection, key, at, document } = entry;
  if (collection === collections.logs)
    return { insertOne: { document: { ...document, _id: key } } };
  const version = at.getTime() * versionsPerMillisecond;
  return {
    replaceOne: {
      // A newer document does not match, and inserting beside it meets its `_id`.
      filter: { _id: key, version: { $lte: version } },
      replacement: { ...document, as_of: at, version },
      upsert: true,
    },
  };
}

async function afterRefusal(
  target: Collection<StoredDocument>,
  batch: readonly ArchiveEntry[],
  error: MongoBulkWriteError,
): Promise<readonly RefusedEntry[]> {
  const faults = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors];
  const trouble = faults.find(({ code }) => code !== duplicateKey && !isDocumentFault(code));
  // Without a fault of its own, the command failed as a whole: a write concern, for one.
  if (trouble || faults.length === 0) throw error;
  const { insertedCount, matchedCount, upsertedCount } = error;
  const tried = insertedCount + matchedCount + upsertedCount + faults.length;
  // FerretDB v1 stops at the first refused update, also where the order is left to it.
  if (tried < batch.length) return oneByOne(target, batch);
  return faults
    .filter(({ code }) => code !== duplicateKey)
    .flatMap(({ index, code, errmsg }) => {
      const entry = batch[index];
      return entry ? [{ entry, reason: `${code} ${errmsg ?? ""}` }] : [];
    });
}

async function oneByOne(
  target: Collection<StoredDocument>,
  batch: readonly ArchiveEntry[],
): Promise<readonly RefusedEntry[]> {
  const refused: RefusedEntry[] = [];
  for (const entry of batch) refused.push(...(await writeBatch(target, [entry])));
  return refused;
}
