import { type AnyBulkWriteOperation, type Collection, MongoBulkWriteError } from "mongodb";
import type { SpoolRecord } from "../spool/spool-record.ts";
import { documentFault, duplicateKey, isDocumentFault } from "./write-faults.ts";

/** A document that MongoDB will never take. */
export interface RefusedRecord {
  readonly record: SpoolRecord;
  readonly reason: string;
}

export interface StoredDocument {
  readonly _id: string;
  readonly [field: string]: unknown;
}

/**
 * Writes the records of one collection so that writing them twice, or late, changes nothing:
 * a log event that stands already and a document that has a newer one are passed over.
 *
 * @returns the records that are at fault themselves; all others stand.
 * @throws when nothing is known of the batch.
 */
export async function writeBatch(
  target: Collection<StoredDocument>,
  batch: readonly SpoolRecord[],
): Promise<readonly RefusedRecord[]> {
  try {
    await target.bulkWrite(batch.map(operationFor), { ordered: false });
    return [];
  } catch (error) {
    if (error instanceof MongoBulkWriteError) return await afterRefusal(target, batch, error);
    const reason = documentFault(error);
    if (reason === null) throw error;
    // The command as a whole was refused for a document in it.
    const [only] = batch;
    return batch.length === 1 && only ? [{ record: only, reason }] : oneByOne(target, batch);
  }
}

function operationFor(record: SpoolRecord): AnyBulkWriteOperation<StoredDocument> {
  const { id, key, version, at, document } = record;
  if (key === null) return { insertOne: { document: { ...document, _id: id } } };
  return {
    replaceOne: {
      // A newer document does not match, and inserting beside it meets its `_id`.
      filter: { _id: key, version: { $lt: version } },
      replacement: { ...document, as_of: at, version },
      upsert: true,
    },
  };
}

async function afterRefusal(
  target: Collection<StoredDocument>,
  batch: readonly SpoolRecord[],
  error: MongoBulkWriteError,
): Promise<readonly RefusedRecord[]> {
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
      const record = batch[index];
      return record ? [{ record, reason: `${code} ${errmsg ?? ""}` }] : [];
    });
}

async function oneByOne(
  target: Collection<StoredDocument>,
  batch: readonly SpoolRecord[],
): Promise<readonly RefusedRecord[]> {
  const refused: RefusedRecord[] = [];
  for (const record of batch) refused.push(...(await writeBatch(target, [record])));
  return refused;
}
