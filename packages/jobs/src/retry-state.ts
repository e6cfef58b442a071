import { z } from "zod";

/** What a job carries from one try to the next, beside its payload. */
const retryStateSchema = z.object({
  /** Tries that failed so far. */
  failures: z.int().min(0),
  /** Why it is waiting. */
  reason: z.string(),
});

export type RetryState = Readonly<z.infer<typeof retryStateSchema>>;

/** Under this name the state travels in the payload; schemas drop it. */
export const retryStateField = "$retry";

const payloadWithState = z.object({ [retryStateField]: retryStateSchema });
const anyObject = z.record(z.string(), z.unknown());

/** `null` for a job that was not tried yet; one whose state cannot be read counts as such. */
export function retryStateOf(payload: unknown): RetryState | null {
  const result = payloadWithState.safeParse(payload);
  return result.success ? result.data[retryStateField] : null;
}

/** A payload with what is to be known at the next try. One that is no object stays in it, as `unreadable`. */
export function withRetryState(
  payload: unknown,
  state: RetryState,
): Readonly<Record<string, unknown>> {
  const given = anyObject.safeParse(payload);
  return { ...(given.success ? given.data : { unreadable: payload }), [retryStateField]: state };
}
