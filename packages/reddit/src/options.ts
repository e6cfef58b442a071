import type { Clock } from "@appealmod/core";
import type { RedditGatewayEvent } from "./events.ts";

/**
 * How the bot proves who it is. Either `refreshToken`, or `username` and `password` of an
 * account for which the app is registered as type "script"; the token wins where both are given.
 */
export interface RedditCredentials {
  readonly clientId: string;
  /** Empty for an installed app, which has none. */
  readonly clientSecret: string;
  /** Reddit asks for `platform:app-id:version (by /u/name)`. */
  readonly userAgent: string;
  /** With a refresh token it may be left out: Reddit is then asked once. */
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly refreshToken?: string | undefined;
}

/** When and how often a request that is safe to repeat is repeated. */
export interface RetrySettings {
  /** Times that a request is sent at most, the first one included. */
  readonly attempts: number;
  /** Milliseconds before the first repetition; doubled for each further one. */
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
  /** Milliseconds for all of it, waiting for the rate budget not counted. */
  readonly totalMs: number;
}

export interface RedditGatewayOptions {
  readonly credentials: RedditCredentials;
  /** One base address for both of Reddit's hosts, for a test server. Reddit's own if left out. */
  readonly baseUrl?: string | undefined;
  /** Milliseconds for one request, from connecting to the last byte. */
  readonly requestTimeoutMs?: number | undefined;
  /** An answer longer than this is not read to its end. */
  readonly maxResponseBytes?: number | undefined;
  readonly maxConcurrentRequests?: number | undefined;
  /** Requests of Reddit's budget that are never used, for whoever else works with the account. */
  readonly budgetReserve?: number | undefined;
  /**
   * The longest that one call waits for the rate budget, in milliseconds. Past it the call
   * ends as `rate-limited`. The default outlasts one whole window of Reddit's.
   */
  readonly maxWaitMs?: number | undefined;
  readonly retry?: Partial<RetrySettings> | undefined;
  readonly clock?: Clock | undefined;
  readonly sleep?: ((milliseconds: number) => Promise<void>) | undefined;
  /** From 0 up to but not including 1, for jitter. */
  readonly random?: (() => number) | undefined;
  /** Hears of whatever an operator may want to know. What it throws is dropped. */
  readonly onEvent?: ((event: RedditGatewayEvent) => void) | undefined;
  /** Hears of each request that was sent, repetitions included, for counting. */
  readonly onRequest?: ((request: CountedRequest) => void) | undefined;
}

/** A request as it is counted: what was asked of Reddit, but about nobody in particular. */
export interface CountedRequest {
  /** `GET /api/mod/conversations/:id` */
  readonly endpoint: string;
  /** `null` where no answer came. */
  readonly status: number | null;
}

/** Options with every gap filled. */
export interface GatewaySettings {
  readonly credentials: RedditCredentials;
  readonly wwwUrl: string;
  readonly oauthUrl: string;
  readonly requestTimeoutMs: number;
  readonly maxResponseBytes: number;
  readonly maxConcurrentRequests: number;
  readonly budgetReserve: number;
  readonly maxWaitMs: number;
  readonly retry: RetrySettings;
  readonly clock: Clock;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly random: () => number;
  readonly tell: (event: RedditGatewayEvent) => void;
  readonly onRequest: (request: CountedRequest) => void;
}
