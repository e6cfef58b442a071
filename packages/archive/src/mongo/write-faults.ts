import { MongoBulkWriteError, MongoServerError } from "mongodb";

/** Somebody wrote this `_id` before: the same log event, or a newer document of the key. */
export const duplicateKey = 11000;

/** This server cannot do what was asked; FerretDB's answer to a TTL index. */
export const notImplemented = 238;

/**
 * Codes that speak of the document itself, so that no later try can end better: BadValue,
 * FailedToParse, InvalidBSON, KeyTooLong, DollarPrefixedFieldName, InvalidIdField,
 * DocumentValidationFailure, BSONObjectTooLarge. From MongoDB's list of error codes.
 */
const documentFaults = new Set([2, 9, 22, 52, 53, 121, 10334, 17280, 17419, 17420]);

/** What is wrong with the document; `null` when it is not the document's fault. */
export function documentFault(error: unknown): string | null {
  if (error instanceof MongoServerError && typeof error.code === "number") {
    return documentFaults.has(error.code) ? `${error.code} ${error.message}` : null;
  }
  // Raised by the driver before anything is sent.
  const { name } = error as Error;
  const isUnsendable =
    name === "BSONError" || name === "RangeError" || name === "MongoInvalidArgumentError";
  return isUnsendable ? `${name}: ${(error as Error).message}` : null;
}

export interface WriteFault {
  /** Position in the command. */
  readonly index: number;
  readonly code: number;
  readonly reason: string;
  readonly isDocumentFault: boolean;
}

/** The documents of a bulk write that were refused, duplicates left out; rethrows what is no such answer. */
export function writeFaults(error: unknown): readonly WriteFault[] {
  if (!(error instanceof MongoBulkWriteError)) throw error;
  const refused = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors];
  // No single document is to blame: the server failed the command as a whole.
  if (refused.length === 0) throw error;
  return refused
    .filter(({ code }) => code !== duplicateKey)
    .map(({ index, code, errmsg }) => ({
      index,
      code: Number(code),
      reason: `${code} ${errmsg ?? ""}`,
      isDocumentFault: documentFaults.has(Number(code)),
    }));
}
