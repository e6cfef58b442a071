import type { Actor } from "../actors/actor.ts";

export const eventActorKinds = [
  "redditor",
  "visitor",
  "moderator",
  "operator",
  "researcher",
  "program",
] as const;

/** Who did what an event tells of, as it is kept: without anything that proves who they are. */
export interface EventActor {
  readonly kind: (typeof eventActorKinds)[number];
  /** A moderator's or researcher's name; a redditor is named by the event itself. */
  readonly name?: string;
}

/** The actor of a command as its event names them. A form link's token stays out. */
export function eventActor(actor: Actor): EventActor {
  return "username" in actor && actor.username !== undefined
    ? { kind: actor.kind, name: actor.username }
    : { kind: actor.kind };
}
