/** The value of a community's setting as people write and read it. */
export function settingInWords(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  return value.length === 0 ? "[]" : value.join(", ");
}
