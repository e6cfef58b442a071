import { nameKey, type Redditor } from "@appealmod/core";

/**
 * The keys under which a redditor's rows may stand: by account id, and by name where the rows were
 * written before Reddit told the id.
 */
export function redditorKeys({ id, name }: Redditor): readonly string[] {
  const byName = `u/${nameKey(name)}`;
  return id === null ? [byName] : [id, byName];
}
