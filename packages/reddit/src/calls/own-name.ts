import type { ApiCall } from "../request/api-call.ts";
import type { Requester } from "../request/requester.ts";
import { meSchema } from "../schemas/account.ts";
import { readAnswer } from "../schemas/read-answer.ts";

const meCall: ApiCall = {
  method: "GET",
  path: "/api/v1/me",
  effect: "none",
  priority: "write",
  whenForbidden: "Reddit does not tell the bot's own name. Set reddit_username.",
  whenNotFound: "Reddit does not tell the bot's own name. Set reddit_username.",
};

/** Finds out the account's name once: from the settings, else with one request. */
export function createOwnName(
  requester: Requester,
  configured: string | undefined,
): () => Promise<string> {
  if (configured) return () => Promise.resolve(configured);
  let asked: Promise<string> | null = null;
  const ask = async (): Promise<string> =>
    readAnswer(meCall, meSchema, await requester.request(meCall)).name;
  return () => {
    asked ??= ask().catch((error: unknown) => {
      asked = null;
      throw error;
    });
    return asked;
  };
}
