import type { Actor, Operator } from "@appealmod/core";
import { NotAllowedError } from "./require-permission.ts";

/**
 * @param what that operators alone may, as in "see how the installation is"
 * @throws NotAllowedError
 */
export function requireOperator(actor: Actor, what: string): asserts actor is Operator {
  if (actor.kind === "operator") return;
  throw new NotAllowedError(
    `Only operators may ${what}, and this is a ${actor.kind}. The setting admins names operators, and operators make others operators.`,
  );
}
