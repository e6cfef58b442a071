import { redditorName, subredditName } from "@appealmod/config";
import { cleanText } from "@appealmod/core";
import { askForLostLink, type Installation } from "@appealmod/use-cases";
import { type LostLinkField, lostLinkFields } from "../components/lost-link-fields.ts";
import { constantTimeResponse } from "./constant-time-response.ts";
import { oneValue, type PostedFields } from "./posted-fields.ts";
import type { RateLimiter } from "./rate-limit.ts";

export type LostLinkReceipt =
  /** The same for everybody: whether there is an appeal is nobody's business. */
  | { readonly kind: "taken" }
  | {
      readonly kind: "problems";
      readonly fields: readonly LostLinkField[];
      /** What was written, to go back into the form. */
      readonly written: Readonly<Record<LostLinkField, string>>;
    };

export interface ReceiveLostLinkParts {
  readonly installation: Installation;
  readonly limiter: RateLimiter;
  readonly now: () => Date;
}

/** Has the bot repeat a form link in the conversation, where there is an open invitation. */
export async function receiveLostLink(
  parts: ReceiveLostLinkParts,
  fields: PostedFields,
): Promise<LostLinkReceipt> {
  const written = {
    reddit_username: cleanText(oneValue(fields, "reddit_username")).slice(0, 400),
    subreddit: cleanText(oneValue(fields, "subreddit")).slice(0, 400),
  };
  const username = redditorName(written.reddit_username);
  const subreddit = subredditName(written.subreddit);
  if (username === undefined || subreddit === undefined) {
    const isWrong = { reddit_username: username === undefined, subreddit: subreddit === undefined };
    return { kind: "problems", fields: lostLinkFields.filter((field) => isWrong[field]), written };
  }
  await constantTimeResponse(() => repeatLink(parts, username, subreddit));
  return { kind: "taken" };
}

async function repeatLink(
  { installation, limiter, now }: ReceiveLostLinkParts,
  username: string,
  subreddit: string,
): Promise<void> {
  const who = `${subreddit}/${username}`.toLowerCase();
  if (!(await limiter.allows("lost links of a redditor", who))) return;
  await askForLostLink(installation, { kind: "visitor" }, { username, subreddit, at: now() });
}
