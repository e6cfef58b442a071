import type { ModerationLogPage, RedditGateway } from "@appealmod/core";
import type { RedditGatewayEvent } from "../events.ts";
import { toLogEntry } from "../mapping/to-log-entry.ts";
import { type ApiCall, endpointOf } from "../request/api-call.ts";
import type { Requester } from "../request/requester.ts";
import { logEntrySchema, moderationLogSchema } from "../schemas/moderation-log.ts";
import { describeIssue, readAnswer, unexpectedAnswer } from "../schemas/read-answer.ts";

/**
 * One page of the log of all communities that the account moderates. An entry that cannot be read
 * is told and left out, unless all of them are so: then it is no log.
 */
export async function readModerationLog(
  requester: Requester,
  query: Parameters<RedditGateway["readModerationLog"]>[0],
  tell: (event: RedditGatewayEvent) => void,
): Promise<ModerationLogPage> {
  const call: ApiCall = {
    method: "GET",
    path: "/r/mod/about/log",
    query: {
      limit: query.limit,
      before: query.before ?? undefined,
      after: query.after ?? undefined,
    },
    effect: "none",
    priority: "read",
    whenForbidden:
      "The bot may not see the moderation log, which its account needs no permission for but to be a moderator; with a refresh token, the scope modlog is needed too.",
    whenNotFound: "There is no moderation log for the bot's account: it moderates no community.",
  };
  const { data } = readAnswer(call, moderationLogSchema, await requester.request(call));
  const parsed = data.children.map((child) => logEntrySchema.safeParse(child.data));
  const [unreadable] = parsed.filter(({ success }) => !success);
  const entries = parsed.flatMap((entry) => (entry.success ? toLogEntry(entry.data) : []));
  if (unreadable?.error) {
    const detail = describeIssue(unreadable.error);
    if (entries.length === 0) throw unexpectedAnswer(call, detail);
    tell({ event: "odd-answer", endpoint: endpointOf(call), detail });
  }
  return { entries, after: data.after || null };
}
