import { RedditError, type SubredditFacts, type SubredditModerator } from "@appealmod/core";
import type * as z from "zod";
import type { RedditGatewayEvent } from "../events.ts";
import { toModerators, toSubredditFacts } from "../mapping/to-subreddit-facts.ts";
import { type ApiCall, endpointOf } from "../request/api-call.ts";
import { pathTo } from "../request/path-to.ts";
import type { Requester } from "../request/requester.ts";
import { readAnswer } from "../schemas/read-answer.ts";
import {
  moderatorListSchema,
  subredditAboutSchema,
  subredditRulesSchema,
} from "../schemas/subreddit.ts";

/** A community's facts; three requests. Rules and moderators that are closed to us stay empty. */
export async function subredditFacts(
  requester: Requester,
  subreddit: string,
  tell: (event: RedditGatewayEvent) => void,
): Promise<SubredditFacts> {
  const about = aboutCall(subreddit, "");
  const facts = readAnswer(about, subredditAboutSchema, await requester.request(about));
  const optional = async <T>(call: ApiCall, schema: z.ZodType<T>): Promise<T | null> => {
    try {
      return readAnswer(call, schema, await requester.request(call));
    } catch (error) {
      if (!(error instanceof RedditError) || !isClosed(error)) throw error;
      tell({ event: "odd-answer", endpoint: endpointOf(call), detail: error.message });
      return null;
    }
  };
  const rules = await optional(aboutCall(subreddit, "/rules"), subredditRulesSchema);
  const moderators = await optional(aboutCall(subreddit, "/moderators"), moderatorListSchema);
  return toSubredditFacts(facts, rules, moderators);
}

/** Who moderates a community, with one request. */
export async function listModerators(
  requester: Requester,
  subreddit: string,
): Promise<readonly SubredditModerator[]> {
  const call = aboutCall(subreddit, "/moderators");
  return toModerators(readAnswer(call, moderatorListSchema, await requester.request(call)));
}

function isClosed(error: RedditError): boolean {
  return error.kind === "forbidden" || error.kind === "not-found";
}

function aboutCall(subreddit: string, part: "" | "/rules" | "/moderators"): ApiCall {
  return {
    method: "GET",
    path: `${pathTo`/r/${subreddit}/about`}${part}`,
    effect: "none",
    priority: "background",
    whenForbidden: `r/${subreddit} is private and does not let the bot in. Make the bot's account a moderator there.`,
    whenNotFound: `There is no community r/${subreddit}, or it is banned. Check its spelling.`,
  };
}
