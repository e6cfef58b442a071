import { RedditError } from "@appealmod/core";
import type * as z from "zod";
import { type ApiCall, endpointOf } from "../request/api-call.ts";

/**
 * Reads an answer with one of our schemas.
 *
 * @throws RedditError `unexpected-answer` that names the endpoint and the key
 */
export function readAnswer<T>(
  call: ApiCall,
  schema: z.ZodType<T>,
  json: unknown,
  at: readonly PropertyKey[] = [],
): T {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw unexpectedAnswer(call, describeIssue(parsed.error, at));
}

/** Names the first key that is not as needed. Values stay out of it: they are people's words. */
export function describeIssue(error: z.ZodError, at: readonly PropertyKey[] = []): string {
  const issue = error.issues[0];
  const path = [...at, ...(issue?.path ?? [])].map(String).join(".");
  return `\`${path === "" ? "(the whole answer)" : path}\` is not as needed: ${issue?.message ?? "unknown"}`;
}

export function unexpectedAnswer(call: ApiCall, told: string): RedditError {
  const endpoint = endpointOf(call);
  return new RedditError(
    `${endpoint}: Reddit's answer lacks what we need: ${told}. Reddit may have changed its API; packages/reddit/src/schemas says what is read.`,
    { kind: "unexpected-answer", endpoint, mayHaveHappened: call.effect !== "none" },
  );
}
