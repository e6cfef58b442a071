import { oneValue, type PostedFields } from "../posted-fields.ts";

export const positionField = (id: string) => `position.${id}`;

/**
 * The order in which things stand once each is moved to the number that was written beside it. One
 * that was moved goes before the one which stood at that number, or after it where it came from
 * before; a number that is none leaves it in its place.
 */
export function postedOrder(fields: PostedFields, ids: readonly string[]): readonly string[] {
  const placed = ids.map((id, index) => {
    const own = index + 1;
    const written = Number(oneValue(fields, positionField(id)).trim());
    const wanted = Number.isInteger(written) && written > 0 ? written : own;
    return { id, wanted, side: Math.sign(wanted - own) };
  });
  return placed
    .toSorted((one, other) => one.wanted - other.wanted || one.side - other.side)
    .map(({ id }) => id);
}
