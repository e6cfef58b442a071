import type { Actor, Researcher } from "@appealmod/core";
import { NotAllowedError } from "../../require-permission.ts";

/**
 * The experiment's data cover all communities: being a moderator of one is not enough.
 *
 * @throws NotAllowedError
 */
export function requireResearcher(actor: Actor): asserts actor is Researcher {
  if (actor.kind === "researcher") return;
  throw new NotAllowedError(
    `Only researchers may see the experiment, and this ${actor.kind} is none. An operator can make somebody one.`,
  );
}
