import { distance } from "fastest-levenshtein";

/**
 * The known name that a mistyped one most likely stands for; undefined when none is near.
 * Near means: at most two of five of its letters wrong, missing or too many.
 */
export function nearestName(typed: string, known: readonly string[]): string | undefined {
  const wanted = typed.toLowerCase();
  let best: { name: string; edits: number } | undefined;
  for (const name of known) {
    const edits = distance(wanted, name.toLowerCase());
    if (edits <= Math.max(name.length, 3) / 2.5 && edits < (best?.edits ?? Infinity))
      best = { name, edits };
  }
  return best?.name;
}
