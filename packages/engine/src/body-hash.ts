import { createHash } from "node:crypto";
import { comparableText } from "@appealmod/core";

/** Fingerprint of a message's words, the same for what was sent and for what then stands at Reddit. */
export function bodyHash(body: string): string {
  return createHash("sha256").update(comparableText(body)).digest("base64url");
}
