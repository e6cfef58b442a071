import { conversationAddress } from "@appealmod/engine";
import type { JobEvents, JobHandlers, JobRef } from "@appealmod/jobs";
import type { Bot } from "../compose.ts";
import { announceSignUp } from "./announce-sign-up.ts";
import { createPatience } from "./patience.ts";
import { processConversationJob } from "./process-conversation.ts";
import { refreshSubreddit } from "./refresh-subreddit.ts";

/** One handler for each kind of job. */
export function createHandlers(bot: Bot): JobHandlers {
  const patiently = createPatience(bot.ports.clock, Math.random);
  return {
    "process-conversation": (payload) => patiently(() => processConversationJob(bot, payload)),
    "announce-sign-up": (payload) => announceSignUp(bot, payload),
    "refresh-subreddit": (payload) => patiently(() => refreshSubreddit(bot, payload)),
  };
}

/** Tells operators what becomes of jobs that do not end well at once. */
export function tellJobs(bot: Bot): JobEvents {
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
        ...aboutJob(job),
      });
    },
    onPostponed(job, reason, delayMs) {
      events.record({
        event: "job-postponed",
        level: "info",
        audience: "detail",
        message: `${subject(job)} waits ${seconds(delayMs)}: ${reason.message}`,
        at: clock.now(),
        ...aboutJob(job),
      });
    },
    onTrouble(error, message) {
      events.record({
        event: "queue-trouble",
        level: "warn",
        audience: "alert",
        message: `The job queue has trouble: ${message}`,
        error,
        at: clock.now(),
      });
    },
  };
}

function subject(job: JobRef): string {
  const { conversationId } = aboutJob(job);
  return conversationId
    ? `Conversation ${conversationAddress(conversationId)}`
    : `The job ${job.name}`;
}

function aboutJob(job: JobRef): { conversationId?: string; subreddit?: string } {
  const { conversationId, subreddit } = job.payload as Record<string, unknown>;
  return {
    ...(typeof conversationId === "string" ? { conversationId } : {}),
    ...(typeof subreddit === "string" ? { subreddit } : {}),
  };
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;
}
