import { type Clock, Snooze } from "@appealmod/core";
import { conversationAddress } from "@appealmod/engine";
import { type JobEvents, type JobHandlers, type JobRef, jobSubject } from "@appealmod/jobs";
import { isLoginRefusal } from "../accounts/accounts.ts";
import type { BotAccount } from "../accounts/bot-account.ts";
import type { Bot } from "../compose.ts";
import { acceptInvitation } from "./accept-invitation.ts";
import { announceSignUp } from "./announce-sign-up.ts";
import { dryRunCommunity } from "./dry-run-community.ts";
import { processConversationJob } from "./process-conversation.ts";
import { createRedditRetryPolicy } from "./reddit-retry-policy.ts";
import { refreshSubreddit } from "./refresh-subreddit.ts";
import { remindOfProbationJob } from "./remind-of-probation.ts";

/** One handler for each kind of job. */
export function createHandlers(bot: Bot): JobHandlers {
  const withAccount = createWithAccount(bot, bot.ports.clock);
  return {
    "process-conversation": (payload, context) =>
      withAccount(payload.subreddit, (account) =>
        processConversationJob(bot, account, payload, context),
      ),
    "announce-sign-up": (payload) => announceSignUp(bot, payload),
    "refresh-subreddit": (payload) =>
      withAccount(payload.subreddit, (account) => refreshSubreddit(bot, account, payload)),
    "accept-invitation": (payload) =>
      withAccount(payload.subreddit, (account) => acceptInvitation(bot, account, payload)),
    "remind-of-probation": (payload) =>
      withAccount(payload.subreddit, (account) => remindOfProbationJob(bot, account, payload)),
    "dry-run-community": (payload) =>
      withAccount(payload.subreddit, (account) => dryRunCommunity(bot, account, payload)),
  };
}

/** How long a job waits whose community nobody can serve, should it be taken up all the same. */
const nobodyDelayMs = 60_000;

/** Runs work with the account that serves the community. */
function createWithAccount({ accounts }: Pick<Bot, "accounts">, clock: Clock) {
  const retrying = createRedditRetryPolicy(clock, Math.random);
  return async (subreddit: string, work: (account: BotAccount) => Promise<void>): Promise<void> => {
    const account = accounts.assignments.accountFor(subreddit);
    if (account === null)
      throw new Snooze(`no account of the settings serves r/${subreddit}`, nobodyDelayMs);
    if (accounts.logins.isRefused(account))
      throw new Snooze(`Reddit does not let ${account.label} in`, nobodyDelayMs);
    try {
      await retrying(() => work(account));
    } catch (error) {
      if (!isLoginRefusal(error)) throw error;
      await accounts.logins.refused(account, error);
      throw new Snooze(error.message, nobodyDelayMs, error);
    }
  };
}

/** Notifies operators of jobs that do not end well at once. */
export function notifyOfJobs(bot: Bot): JobEvents {
  const { events, clock } = bot.ports;
  return {
    onFailed(job, error, { failures, delayMs }) {
      events.record({
        event: "job-failed",
        level: "error",
        audience: "error",
        message: `${subject(job)} failed (${failures} times now); it is tried again in ${seconds(delayMs)}.`,
        error,
        at: clock.now(),
        ...jobSubject(job.payload),
      });
    },
    onSnoozed(job, reason, delayMs) {
      events.record({
        event: "job-snoozed",
        level: "info",
        audience: "detail",
        message: `${subject(job)} waits ${seconds(delayMs)}: ${reason.message}`,
        at: clock.now(),
        ...jobSubject(job.payload),
      });
    },
    onQueueIssue(error, message) {
      events.record({
        event: "queue-issue",
        level: "warn",
        audience: "alert",
        message: `The job queue does not work as it should: ${message}`,
        error,
        at: clock.now(),
      });
    },
  };
}

function subject(job: JobRef): string {
  const { conversationId } = jobSubject(job.payload);
  return conversationId
    ? `Conversation ${conversationAddress(conversationId)}`
    : `The job ${job.name}`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;
}
