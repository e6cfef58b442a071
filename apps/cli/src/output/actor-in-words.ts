import type { EventActor } from "@appealmod/core";

/** Who did something: `operator`, or `moderator u/RangerOlive`. */
export function actorInWords({ kind, name }: EventActor): string {
  return name === undefined ? kind : `${kind} u/${name}`;
}
