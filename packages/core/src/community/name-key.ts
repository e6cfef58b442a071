/**
 * How a username or a community's name is compared: Reddit's names differ by case only
 * in how they are written. Takes `r/name`, `/r/name/`, `u/name` and a whole address too.
 */
export function nameKey(name: string): string {
  return bareName(name).toLowerCase();
}

const around = /^\s*(?:https?:\/\/[^/]+)?\/?(?:(?:r|u|user)\/)?([^/?#\s]*).*$/is;

/** The name alone, in the case in which it was written. */
export function bareName(name: string): string {
  return around.exec(name)?.[1] ?? name;
}
