import { oneValue } from "../posted-fields.ts";
import type { JobFilter } from "./operators-room.ts";

type Posted = Parameters<typeof oneValue>[0];
type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Nobody looks for more words than these. */
const mostLetters = 200;

function filterOf(state: unknown, match: unknown): JobFilter {
  return {
    state: state === "given-up" ? "given-up" : "failing",
    match: typeof match === "string" ? match.trim().slice(0, mostLetters) : "",
  };
}

/** Which jobs a post is about. */
export function postedFilter(fields: Posted): JobFilter {
  return filterOf(oneValue(fields, "state"), oneValue(fields, "match"));
}

/** Which jobs an address asks for. */
export function askedFilter({ state, match }: Query): JobFilter {
  return filterOf(state, match);
}

/** @param said what has just been done */
export function jobsAddress(
  { state, match }: JobFilter,
  said: Readonly<Record<string, string>>,
): string {
  return `/operate/jobs?${new URLSearchParams({ state, match, ...said })}`;
}
