import { z } from "zod";

/** What the queue needs to know of a kind of job, apart from how it is done. */
interface JobDefinition<Schema extends z.ZodType> {
  readonly payload: Schema;
  /** Of jobs with one key, one waits: a later one takes the place of an earlier one. */
  readonly key: (payload: z.infer<Schema>) => string;
  /** What the job must have to itself: jobs that share one of these never run at once. */
  readonly exclusive: (payload: z.infer<Schema>) => readonly string[];
  /** The community for whose sake Reddit is asked; `null` where it is not asked at all. */
  readonly needsReddit: (payload: z.infer<Schema>) => string | null;
  /** Smaller numbers go first. */
  readonly priority: (payload: z.infer<Schema>) => number;
  /** The longest wait after a failed try, in milliseconds. */
  readonly longestDelayMs: (payload: z.infer<Schema>) => number;
  /** Whether a job that waits for a later time keeps that time when this one takes its place. */
  readonly keepsRunAt: (payload: z.infer<Schema>) => boolean;
}

function define<Schema extends z.ZodType>(
  definition: JobDefinition<Schema>,
): JobDefinition<Schema> {
  return definition;
}

const nameless = new Set<string | null>([null, "", "[deleted]"]);
const never = () => false;
const fiveMinutes = () => 5 * 60_000;

/** Whoever waits for an answer to a form goes before new mail, and that before what is merely due. */
const priorityBecause = {
  form: -10,
  link: -5,
  unban: -5,
  retry: 0,
  listing: 0,
  due: 10,
} as const;

/** Every kind of job. A handler that is missing for one of them is a type error. */
export const jobDefinitions = {
  /** Look at one conversation, decide and act. */
  "process-conversation": define({
    payload: z.object({
      conversationId: z.string().min(1),
      subreddit: z.string().min(1),
      /** `null` where it is not known. */
      username: z.string().nullable(),
      because: z.enum(["form", "link", "unban", "retry", "listing", "due"]),
      /** The conversation as the listing showed it, to spare a request. */
      listed: z.unknown().optional(),
    }),
    key: ({ conversationId }) => `process-conversation:${conversationId}`,
    exclusive: ({ conversationId, subreddit, username }) => [
      `conversation ${conversationId}`,
      ...(nameless.has(username) ? [] : [`appellant ${subreddit}/${username}`.toLowerCase()]),
    ],
    needsReddit: ({ subreddit }) => subreddit,
    priority: ({ because }) => priorityBecause[because],
    // A form that was sent reaches people within a minute of the moment when that is possible again.
    longestDelayMs: ({ because }) => (because === "form" ? 40_000 : 5 * 60_000),
    // Nothing new was heard: a rate limit that is being waited out still stands.
    keepsRunAt: ({ because }) => because === "due",
  }),
  /** Tell people of a new sign-up. */
  "announce-sign-up": define({
    payload: z.object({ signUpId: z.int(), subreddit: z.string() }),
    key: ({ signUpId }) => `announce-sign-up:${signUpId}`,
    exclusive: () => [],
    needsReddit: () => null,
    priority: () => 5,
    longestDelayMs: fiveMinutes,
    keepsRunAt: never,
  }),
  /** Fetch a community's public face anew. */
  "refresh-subreddit": define({
    payload: z.object({ subreddit: z.string().min(1) }),
    key: ({ subreddit }) => `refresh-subreddit:${subreddit.toLowerCase()}`,
    exclusive: ({ subreddit }) => [`subreddit ${subreddit.toLowerCase()}`],
    needsReddit: ({ subreddit }) => subreddit,
    priority: () => 20,
    longestDelayMs: fiveMinutes,
    keepsRunAt: never,
  }),
} as const;

export type JobName = keyof typeof jobDefinitions;
export type JobPayload<Name extends JobName> = z.infer<(typeof jobDefinitions)[Name]["payload"]>;

export const jobNames = Object.keys(jobDefinitions) as readonly JobName[];

/** The definition as one type for all jobs: its functions take what its own schema has parsed. */
export function definitionOf(name: JobName): JobDefinition<z.ZodType> {
  return jobDefinitions[name] as unknown as JobDefinition<z.ZodType>;
}
