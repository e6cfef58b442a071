import { createHmac, hkdfSync } from "node:crypto";
import { nameKey } from "@appealmod/core";

/** Knows somebody again who was deleted, without keeping who it was. */
export type Tombstone = (redditor: string) => string;

/**
 * A keyed hash of an account's id, or of a name where no id is known. Without the installation's
 * `link_secret` nobody can try out names on it.
 */
export function createTombstone(linkSecret: string): Tombstone {
  const key = Buffer.from(hkdfSync("sha256", linkSecret, "", "appealmod tombstones", 32));
  return (redditor) => {
    const who = redditor.startsWith("t2_") ? redditor : `u/${nameKey(redditor)}`;
    return createHmac("sha256", key).update(who).digest("hex");
  };
}
