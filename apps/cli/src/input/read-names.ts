import { redditorName, subredditName } from "@appealmod/config";
import { UsageError } from "../failures.ts";

/**
 * A community's bare name, from any of the ways to write it.
 *
 * @throws UsageError
 */
export function readSubreddit(written: string | undefined): string {
  if (written === undefined) throw new UsageError("Which community? None is named.");
  const name = subredditName(written);
  if (name !== undefined) return name;
  throw new UsageError(
    `"${written}" cannot be a community's name. Write it as PineLakeHikers or r/PineLakeHikers.`,
  );
}

/** A redditor's bare name. @throws UsageError */
export function readRedditor(written: string): string {
  const name = redditorName(written);
  if (name !== undefined) return name;
  throw new UsageError(
    `"${written}" cannot be a redditor's name. Write it as muddy_boots or u/muddy_boots.`,
  );
}
