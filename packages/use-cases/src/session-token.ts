import { createHash, createHmac, randomBytes } from "node:crypto";

/** What a browser is known by: 256 random bits, written in 43 characters. */
export function newSessionToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is stored of it. */
export function sessionTokenHash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/**
 * What every form of a session carries. It follows from the cookie's value alone: whoever reads the
 * table of sessions cannot make it, and it tells nobody the cookie's value.
 */
export function postTokenOf(token: string): string {
  return createHmac("sha256", token).update("forms of this session").digest("base64url");
}
