import type { EventActor } from "@appealmod/core";

/** Who did something, by name, or by what they are where there is none. */
export function actorInWords(
  { kind, name }: EventActor,
  nameless: (kind: EventActor["kind"]) => string,
): string {
  return name === undefined ? nameless(kind) : `u/${name}`;
}
