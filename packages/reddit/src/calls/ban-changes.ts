import { type BanChange, isSameName } from "@appealmod/core";
import type { RedditGatewayEvent } from "../events.ts";
import { toBanChange } from "../mapping/to-ban-change.ts";
import { type ApiCall, endpointOf } from "../request/api-call.ts";
import { pathTo } from "../request/path-to.ts";
import type { Requester } from "../request/requester.ts";
import { logEntrySchema, moderationLogSchema } from "../schemas/moderation-log.ts";
import { describeIssue, readAnswer } from "../schemas/read-answer.ts";

type Tell = (event: RedditGatewayEvent) => void;

/** Reddit keeps 90 days; a busy community bans some dozens a day. */
const maxPages = 50;

/**
 * Bans and unbans since a date; two requests where each kind fits into one page. Asked for
 * by kind, as the whole log of a busy community would be hundreds of pages.
 */
export async function banChanges(
  requester: Requester,
  subreddit: string,
  since: Date,
  tell: Tell,
): Promise<readonly BanChange[]> {
  const found = new Map<string, BanChange>();
  for (const type of ["banuser", "unbanuser"]) {
    for await (const change of readLog(requester, subreddit, type, since, tell)) {
      found.set(change.id, change);
    }
  }
  return [...found.values()].sort((one, other) => other.at.getTime() - one.at.getTime());
}

/** Reads no further than the redditor's newest unban: whoever asks soon after it needs one page. */
export async function findUnban(
  requester: Requester,
  subreddit: string,
  username: string,
  since: Date,
  tell: Tell,
): Promise<Date | null> {
  for await (const change of readLog(requester, subreddit, "unbanuser", since, tell)) {
    if (change.kind === "unbanned" && isSameName(change.username, username)) return change.at;
  }
  return null;
}

async function* readLog(
  requester: Requester,
  subreddit: string,
  type: string,
  since: Date,
  tell: Tell,
): AsyncGenerator<BanChange> {
  let after: string | undefined;
  for (let page = 0; page < maxPages; page++) {
    const call = logCall(subreddit, type, after);
    const { data } = readAnswer(call, moderationLogSchema, await requester.request(call));
    let isPast = false;
    for (const child of data.children) {
      const entry = logEntrySchema.safeParse(child.data);
      if (!entry.success) {
        tell({
          event: "odd-answer",
          endpoint: endpointOf(call),
          detail: describeIssue(entry.error),
        });
        continue;
      }
      isPast ||= entry.data.created_utc < since;
      const change = toBanChange(entry.data);
      if (change !== null && change.at >= since) yield change;
    }
    const next = data.after || undefined;
    if (isPast || next === undefined || next === after || data.children.length === 0) return;
    after = next;
  }
  const detail = `The moderation log was read for ${maxPages} pages only; older entries are missing.`;
  tell({ event: "odd-answer", endpoint: endpointOf(logCall(subreddit, type, after)), detail });
}

function logCall(subreddit: string, type: string, after: string | undefined): ApiCall {
  return {
    method: "GET",
    path: pathTo`/r/${subreddit}/about/log`,
    query: { type, limit: 100, after },
    effect: "none",
    priority: "background",
    whenForbidden: `The bot may not see the moderation log of r/${subreddit}. Make its account a moderator there; with a refresh token, the scope modlog is needed too.`,
    whenNotFound: `There is no community r/${subreddit}, or it is closed to the bot.`,
  };
}
