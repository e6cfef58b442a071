/** A share that was typed in percent, with a point or a comma; `null` for anything else. */
export function readFraction(typed: string): number | null {
  const written = typed.trim().replace(/\s*%$/, "").replace(",", ".");
  if (!/^\d{1,3}(?:\.\d{1,4})?$/.test(written)) return null;
  const percent = Number(written);
  return percent <= 100 ? percent / 100 : null;
}
