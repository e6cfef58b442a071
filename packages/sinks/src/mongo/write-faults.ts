import { MongoServerError } from "mongodb";

/** Somebody wrote this `_id` before: the same log event, or a newer document of the key. */
export const duplicateKey = 11000;

/** This server cannot do what was asked; FerretDB's answer to a TTL index. */
export const notImplemented = 238;

/**
 * Codes that speak of the document itself, so that no later try can end better: BadValue,
 * FailedToParse, InvalidBSON, DollarPrefixedFieldName, InvalidIdField,
 * DocumentValidationFailure, BSONObjectTooLarge, KeyTooLong and the two of a document that
 * an update would make too large. From MongoDB's list of error codes.
 */
const documentFaults = new Set([2, 9, 22, 52, 53, 121, 10334, 17280, 17419, 17420]);

export function isDocumentFault(code: unknown): boolean {
  return documentFaults.has(Number(code));
}

/** What is wrong with the document; `null` when it is not the document's fault. */
export function documentFault(error: unknown): string | null {
  if (error instanceof MongoServerError) {
    return isDocumentFault(error.code) ? `${error.code} ${error.message}` : null;
  }
  // Raised by the driver before anything is sent.
  const { name, message } = error as Error;
  const isUnsendable =
    name === "BSONError" || name === "RangeError" || name === "MongoInvalidArgumentError";
  return isUnsendable ? `${name}: ${message}` : null;
}
