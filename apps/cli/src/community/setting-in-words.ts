/** The value of a community's setting as people write and read it. */
export function settingInWords(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (!Array.isArray(value))
    return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
  if (value.length === 0) return "[]";
  return value.some((entry) => typeof entry === "object")
    ? JSON.stringify(value)
    : value.join(", ");
}
