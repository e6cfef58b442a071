/**
 * Where somebody may be sent on to after signing in: pages of the rooms, and nothing else. What the
 * patterns let through has no dots, no second slash and no query, so that it names no other host.
 */
const returnPaths: readonly RegExp[] = [
  /^\/moderate(?:\/[A-Za-z0-9_-]+)*$/,
  /^\/account$/,
  /^\/(?:operate|research)(?:\/[A-Za-z0-9_-]+)*$/,
];

/** A path that may be returned to; the queue in the place of anything else. */
export function returnPath(wanted: string | null | undefined): string {
  const path = wanted ?? "";
  return path.length < 200 && returnPaths.some((each) => each.test(path)) ? path : "/moderate";
}

/** The address of the sign-in that leads back to a path. */
export function signInAddress(wanted: string): string {
  return `/sign-in?${new URLSearchParams({ to: returnPath(wanted) })}`;
}
