import { RedditError } from "@appealmod/core";
import { z } from "zod";
import type { ApiCall } from "../request/api-call.ts";
import type { Requester } from "../request/requester.ts";
import { readAnswer } from "../schemas/read-answer.ts";

/** `/api/user_data_by_account_ids`: unknown accounts are left out; 404 where all of them are. */
const answerSchema = z.record(z.string(), z.object({ name: z.string() }));

/** @param ids of accounts, `t2_…`; a hundred at most */
export async function existingAccounts(
  requester: Requester,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const call: ApiCall = {
    method: "GET",
    path: "/api/user_data_by_account_ids",
    query: { ids: ids.join(",") },
    effect: "none",
    priority: "read",
    whenForbidden: "The bot may not ask which accounts exist: it lacks the scope privatemessages.",
    whenNotFound: "None of these accounts is known.",
  };
  try {
    const known = readAnswer(call, answerSchema, await requester.request(call));
    return new Set(Object.keys(known));
  } catch (error) {
    if (error instanceof RedditError && error.kind === "not-found") return new Set();
    throw error;
  }
}
