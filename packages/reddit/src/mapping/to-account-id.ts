/**
 * An account's id as `t2_…`. Modmail writes it in three ways: authors carry the decimal number,
 * above 2^31 for newer accounts (`modmail.read.2021-user-and-mods`), the user block the fullname,
 * and a deleted account's author an empty string.
 *
 * @returns `null` where there is none, and for what is no id
 */
export function toAccountId(id: number | string | null | undefined): string | null {
  if (typeof id === "number")
    return Number.isSafeInteger(id) && id > 0 ? `t2_${id.toString(36)}` : null;
  if (!id) return null;
  if (/^t2_[0-9a-z]+$/.test(id)) return id;
  return /^[1-9]\d*$/.test(id) ? toAccountId(Number(id)) : null;
}
