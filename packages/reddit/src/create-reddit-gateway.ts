import type { RedditGateway } from "@appealmod/core";

import { acceptModeratorInvite } from "./calls/accept-moderator-invite.ts";

import { existingAccounts } from "./calls/existing-accounts.ts";

import { findBan, listBans } from "./calls/list-bans.ts";
import { createListing } from "./calls/list-conversations.ts";
import type { Reply } from "./calls/modmail-calls.ts";
import { changeArchived, readConversation, reply } from "./calls/one-conversation.ts";
import { createOwnName } from "./calls/own-name.ts";
import { readModerationLog } from "./calls/read-moderation-log.ts";
import { listModerators, subredditFacts } from "./calls/subreddit-facts.ts";
import { unban } from "./calls/unban.ts";
import type { RedditGatewayOptions } from "./options.ts";
import { type BudgetState, RateBudget } from "./request/rate-budget.ts";
import { Requester, type RequestUsage } from "./request/requester.ts";
import { SnoowrapSession } from "./session/snoowrap-session.ts";
import { settingsFrom } from "./settings.ts";

/** Reddit over the network, with a look at what it costs. */
export interface NetworkRedditGateway extends RedditGateway {
  /** The account's name as Reddit has it, whatever the settings say; one request. */
  whoAmI(): Promise<string>;
  /**
   * Which of these accounts there are; those that Reddit hides are left out as deleted ones are.
   *
   * @param ids `t2_…`, a hundred at most
   */
  existingAccounts(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** What is left of Reddit's budget, as of the last answer. */
  budget(): BudgetState;
  /** Resolves when the budget allows a request: at once, or at Reddit's next window. */
  whenOpen(): Promise<void>;
  /** Whether the budget allows a request now. */
  isOpen(): boolean;
  /** Requests since the start. */
  usage(): RequestUsage;
}

/**
 * The gateway to Reddit, or to a server that speaks like it. Nothing is sent before the
 * first call.
 *
 * @throws TypeError that names an option which cannot work
 */
export function createRedditGateway(options: RedditGatewayOptions): NetworkRedditGateway {
  const settings = settingsFrom(options);
  const { tell } = settings;
  const now = (): number => settings.clock.now().getTime();
  const budget = new RateBudget({
    reserve: settings.budgetReserve,
    maxConcurrent: settings.maxConcurrentRequests,
    now,
    sleep: settings.sleep,
    tell,
  });
  const requester = new Requester(new SnoowrapSession(settings), budget, settings);
  const own = createOwnName(requester, settings.credentials);
  const listConversations = createListing(requester, now, tell);
  const asOurselves =
    <Args extends readonly unknown[], Result>(call: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      await own.prove();
      return call(...args);
    };
  const send = (message: Reply) => reply(requester, own, message);
  return {
    username: own.name,
    whoAmI: own.ask,
    listConversations: asOurselves(listConversations),
    readConversation: asOurselves((conversationId) => readConversation(requester, conversationId)),
    findBan: asOurselves((subreddit, username) => findBan(requester, subreddit, username)),
    listBans: asOurselves((subreddit, after) => listBans(requester, subreddit, after)),
    readModerationLog: asOurselves((query) => readModerationLog(requester, query, tell)),
    sendMessage: (conversationId, body, { isAuthorHidden } = { isAuthorHidden: true }) =>
      send({ conversationId, body, isPrivate: false, isAuthorHidden }),
    leaveNote: (conversationId, body) =>
      send({ conversationId, body, isPrivate: true, isAuthorHidden: false }),
    unban: asOurselves((subreddit, username) => unban(requester, subreddit, username)),
    archive: asOurselves(async (id) => changeArchived(requester, id, "archive")),
    unarchive: asOurselves(async (id) => changeArchived(requester, id, "unarchive")),
    existingAccounts: asOurselves((ids) => existingAccounts(requester, ids)),
    listModerators: asOurselves((subreddit) => listModerators(requester, subreddit)),
    subredditFacts: asOurselves((subreddit) => subredditFacts(requester, subreddit, tell)),
    acceptModeratorInvite: asOurselves((subreddit) => acceptModeratorInvite(requester, subreddit)),
    budget: () => budget.state(),
    whenOpen: () => budget.whenOpen(),
    isOpen: () => budget.isOpen(),
    usage: () => requester.usage(),
  };
}
