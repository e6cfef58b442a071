import { z } from "zod";

/** What each kind of job carries. */
const payloads = {
  "process-conversation": z.object({
    conversationId: z.string().min(1),
    subreddit: z.string().min(1),
    /** `null` where it is not known. */
    username: z.string().nullable(),
    because: z.enum(["form", "decision", "link", "unban", "retry", "listing", "due"]),
    /** The conversation as the listing showed it, to spare a request. */
    listed: z.unknown().optional(),
  }),
  "announce-sign-up": z.object({ signUpId: z.int(), subreddit: z.string() }),
  "refresh-subreddit": z.object({ subreddit: z.string().min(1) }),
  "accept-invitation": z.object({ subreddit: z.string().min(1) }),
  "dry-run-community": z.object({ subreddit: z.string().min(1) }),
  "remind-of-probation": z.object({
    decisionId: z.string(),
    conversationId: z.string().min(1),
    subreddit: z.string().min(1),
  }),
};

export type JobName = keyof typeof payloads;
export type JobPayload<Name extends JobName> = z.infer<(typeof payloads)[Name]>;

/** What the queue needs to know of a kind of job, apart from how it is done. */
interface JobDefinition<Payload> {
  readonly payload: z.ZodType<Payload>;
  /** Of jobs with one key, one waits: a later one takes the place of an earlier one. */
  readonly key: (payload: Payload) => string;
  /** What the job must have to itself: jobs that share one of these never run at once. */
  readonly exclusive: (payload: Payload) => readonly string[];
  /** The community for whose sake Reddit is asked; `null` where none is, or where it is read even while paused. */
  readonly needsReddit: (payload: Payload) => string | null;
  /** Smaller numbers go first. */
  readonly priority: (payload: Payload) => number;
  /** The longest wait after a failed try, in milliseconds. */
  readonly longestDelayMs: (payload: Payload) => number;
  /** Whether a job that waits for a later time keeps that time when this one takes its place. */
  readonly keepsRunAt: (payload: Payload) => boolean;
}

const nameless = new Set<string | null>([null, "", "[deleted]"]);
const never = () => false;
/** What failed is tried again after this long at the latest. */
export const longestDelayMs = 5 * 60_000;

/** Whoever waits for an answer to a form, or for what was decided, goes before new mail, and that before what is merely due. */
export const priorityBecause = {
  form: -10,
  decision: -10,
  link: -5,
  unban: -5,
  retry: 0,
  listing: 0,
  due: 10,
} as const;

/** Every kind of job. A handler that is missing for one of them is a type error. */
export const jobDefinitions: {
  readonly [Name in JobName]: JobDefinition<JobPayload<Name>>;
} = {
  /** Read one conversation, decide and act. */
  "process-conversation": {
    payload: payloads["process-conversation"],
    key: ({ conversationId }) => `process-conversation:${conversationId}`,
    exclusive: ({ conversationId, subreddit, username }) => [
      `conversation ${conversationId}`,
      ...(nameless.has(username) ? [] : [`appellant ${subreddit}/${username}`.toLowerCase()]),
    ],
    needsReddit: ({ subreddit }) => subreddit,
    priority: ({ because }) => priorityBecause[because],
    // A form that was sent reaches people within a minute of the moment when that is possible again.
    longestDelayMs: ({ because }) =>
      because === "form" || because === "decision" ? 40_000 : longestDelayMs,
    // Nothing new happened: a rate limit that is being waited out still stands.
    keepsRunAt: ({ because }) => because === "due",
  },
  /** Notify operators of a new sign-up. The version before has enqueued it; nothing does any more. */
  "announce-sign-up": {
    payload: payloads["announce-sign-up"],
    key: ({ signUpId }) => `announce-sign-up:${signUpId}`,
    exclusive: () => [],
    needsReddit: () => null,
    priority: () => 5,
    longestDelayMs: () => longestDelayMs,
    keepsRunAt: never,
  },
  /** Read a community's rules and moderators anew. */
  "refresh-subreddit": {
    payload: payloads["refresh-subreddit"],
    key: ({ subreddit }) => `refresh-subreddit:${subreddit.toLowerCase()}`,
    exclusive: ({ subreddit }) => [`subreddit ${subreddit.toLowerCase()}`],
    // In a paused community as well: who moderates it is who may read and change it on the site.
    needsReddit: () => null,
    priority: () => 20,
    longestDelayMs: () => longestDelayMs,
    keepsRunAt: never,
  },
  /** Accept the invitation to moderate a community, and begin there. */
  "accept-invitation": {
    payload: payloads["accept-invitation"],
    key: ({ subreddit }) => `accept-invitation:${subreddit.toLowerCase()}`,
    exclusive: ({ subreddit }) => [`subreddit ${subreddit.toLowerCase()}`],
    needsReddit: ({ subreddit }) => subreddit,
    // Somebody looks at a page that waits for it.
    priority: () => -5,
    longestDelayMs: () => longestDelayMs,
    keepsRunAt: never,
  },
  /** Tell moderators that a probation is over. */
  "remind-of-probation": {
    payload: payloads["remind-of-probation"],
    key: ({ decisionId }) => `remind-of-probation:${decisionId}`,
    exclusive: ({ conversationId }) => [`conversation ${conversationId}`],
    needsReddit: ({ subreddit }) => subreddit,
    priority: () => 10,
    longestDelayMs: () => longestDelayMs,
    // Each pass enqueues it until it is done.
    keepsRunAt: () => true,
  },
  /** Find out what would be done about a community's last conversations, and do nothing. */
  "dry-run-community": {
    payload: payloads["dry-run-community"],
    key: ({ subreddit }) => `dry-run-community:${subreddit.toLowerCase()}`,
    exclusive: ({ subreddit }) => [`dry run of ${subreddit.toLowerCase()}`],
    // It is asked for in a paused community above all.
    needsReddit: () => null,
    priority: () => -5,
    longestDelayMs: () => longestDelayMs,
    keepsRunAt: never,
  },
};

function isJobName(name: string): name is JobName {
  return Object.hasOwn(jobDefinitions, name);
}

export const jobNames: readonly JobName[] = Object.keys(jobDefinitions).filter(isJobName);

/** @throws Error for a name that no kind of job has */
export function readJobName(name: string): JobName {
  if (isJobName(name)) return name;
  throw new Error(`There is no kind of job "${name}": another version put it into the queue.`);
}

/** The definition of one kind of job: its functions take what its own schema has parsed. */
export function definitionOf<Name extends JobName>(name: Name): JobDefinition<JobPayload<Name>> {
  return jobDefinitions[name];
}
