/**
 * Ends the handling of every member of a union: a member that is added later and not handled is a
 * type error at the call.
 *
 * @throws Error for a value that the types rule out
 */
export function assertNever(value: never): never {
  throw new Error(`A case is not handled: ${JSON.stringify(value)}.`);
}
