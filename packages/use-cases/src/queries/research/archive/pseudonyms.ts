import { createHmac, createSecretKey, randomBytes } from "node:crypto";

/** Names a person or thing the same way throughout one download. */
export type Pseudonym = (name: string) => string;

/** A key that nobody keeps: two downloads cannot be joined, and names cannot be tried out. */
export function createPseudonyms(): Pseudonym {
  // Made once: to make a key of the bytes for each name costs five times as much as the rest.
  const key = createSecretKey(randomBytes(32));
  return (name) => createHmac("sha256", key).update(name).digest("hex").slice(0, 20);
}
