declare const isNameKey: unique symbol;

/**
 * How the name of a redditor or a community is compared and stored: Reddit's names differ by case
 * only in how they are written.
 */
export type NameKey = string & { readonly [isNameKey]: true };

/** Takes `r/name`, `/r/name/`, `u/name` and a whole address too. */
export function nameKey(name: string): NameKey {
  return bareName(name).toLowerCase() as NameKey;
}

const around = /^\s*(?:https?:\/\/[^/]+)?\/?(?:(?:r|u|user)\/)?([^/?#\s]*).*$/is;

/** The name alone, in the case in which it was written. */
export function bareName(name: string): string {
  return around.exec(name)?.[1] ?? name;
}
