import type { ControlClient } from "@appealmod/reddit-simulator/testing";
import type { Rooms } from "./rooms.ts";
import type { Site } from "./site.ts";

/** Who plays along. */
export interface Players {
  readonly control: ControlClient;
  readonly site: Site;
  readonly rooms: Rooms;
  /** The human moderators of every community. */
  readonly moderators: readonly [string, ...string[]];
  readonly otherBot: string;
  /** How long a redditor waits for an answer before they go on without one. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}
