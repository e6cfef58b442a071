import { RedditError } from "@appealmod/core";
import type { GatewaySettings } from "../options.ts";
import { LoginUnavailable } from "../session/login-unavailable.ts";
import type { SessionAnswer, SnoowrapSession } from "../session/snoowrap-session.ts";
import { ExchangeFailure } from "../transport/exchange-failure.ts";
import { type ApiCall, endpointOf, endpointPattern } from "./api-call.ts";
import { backoffMs } from "./backoff.ts";
import { classifyResponse, type Verdict } from "./classify-response.ts";
import { BudgetExhausted, type RateBudget } from "./rate-budget.ts";
import { readRateHeaders, readRetryAfter, untilNextWindow } from "./rate-headers.ts";

/** Requests sent and how they went, since the start. */
export interface RequestUsage {
  /** Requests to the API, repetitions included, logins not. */
  readonly sent: number;
  readonly repeated: number;
  readonly rateLimited: number;
  readonly failed: number;
}

/** Past this many 429 in a row the call gives up, however short the waits were. */
const maxRateLimits = 8;

/** First wait after a 429 that names no time; doubled for each further one. */
const baseRateLimitMs = 5_000;

/** What one call has gone through so far. */
interface Progress {
  readonly startedAt: number;
  /** Attempts that failed. */
  failures: number;
  rateLimits: number;
  waitedMs: number;
  hasLoggedInAgain: boolean;
}

/** Carries calls out: within the budget, with a valid token, again where that is safe. */
export class Requester {
  readonly #session: SnoowrapSession;
  readonly #budget: RateBudget;
  readonly #settings: GatewaySettings;
  readonly #usage = { sent: 0, repeated: 0, rateLimited: 0, failed: 0 };

  constructor(session: SnoowrapSession, budget: RateBudget, settings: GatewaySettings) {
    this.#session = session;
    this.#budget = budget;
    this.#settings = settings;
  }

  usage(): RequestUsage {
    return { ...this.#usage };
  }

  /**
   * @returns the answer's JSON, or `undefined` where a success came without a body
   * @throws RedditError
   */
  async request(call: ApiCall): Promise<unknown> {
    try {
      return await this.#carryOut(call);
    } catch (error) {
      this.#usage.failed += 1;
      throw error;
    }
  }

  async #carryOut(call: ApiCall): Promise<unknown> {
    const progress: Progress = {
      startedAt: this.#now(),
      failures: 0,
      rateLimits: 0,
      waitedMs: 0,
      hasLoggedInAgain: false,
    };
    for (;;) {
      const { verdict, login } = await this.#attempt(call, progress);
      switch (verdict.verdict) {
        case "json":
          return verdict.json;
        case "empty":
          return undefined;
        case "refused":
          throw verdict.error;
        case "log-in-again":
          if (progress.hasLoggedInAgain) throw verdict.error;
          progress.hasLoggedInAgain = true;
          if (login !== null) this.#session.dropToken(login);
          break;
        case "wait":
          this.#waitForReddit(call, verdict, progress);
          break;
        case "trouble":
          await this.#prepareRepetition(call, verdict, progress);
          break;
      }
    }
  }

  async #attempt(
    call: ApiCall,
    progress: Progress,
  ): Promise<{ verdict: Verdict; login: number | null }> {
    const queuedAt = this.#now();
    const mayWaitMs = this.#settings.maxWaitMs - progress.waitedMs;
    const lease = await this.#budget.acquire(call.priority, mayWaitMs).catch((error: unknown) => {
      throw this.#rateLimited(call, error);
    });
    progress.waitedMs += this.#now() - queuedAt;
    this.#usage.sent += 1;
    let answer: SessionAnswer | null = null;
    try {
      answer = await this.#session.send({
        method: call.method,
        path: call.path,
        query: call.query ?? {},
        form: call.form ?? null,
      });
      const verdict = classifyResponse(call, answer, this.#now());
      // Before the lease is handed back, or the next request slips through.
      if (verdict.verdict === "wait") this.#budget.pause(this.#pauseMs(verdict.waitMs, progress));
      return { verdict, login: answer.login };
    } catch (error) {
      const verdict = this.#judgeFailure(call, error);
      if (verdict.verdict === "wait") this.#budget.pause(this.#pauseMs(verdict.waitMs, progress));
      return { verdict, login: null };
    } finally {
      this.#settings.onRequest({
        endpoint: endpointPattern(call),
        status: answer?.status ?? null,
      });
      lease.settle(answer === null ? null : readRateHeaders(answer.headers));
    }
  }

  #judgeFailure(call: ApiCall, error: unknown): Verdict {
    const endpoint = endpointOf(call);
    if (error instanceof ExchangeFailure) {
      return {
        verdict: "trouble",
        waitMs: null,
        error: new RedditError(`${endpoint}: Reddit could not be asked: ${error.message}.`, {
          kind: "unreachable",
          endpoint,
          mayHaveHappened: error.mayHaveArrived && call.effect !== "none",
          cause: error,
        }),
      };
    }
    if (error instanceof LoginUnavailable) {
      const isRateLimit = error.status === 429;
      return {
        verdict: isRateLimit ? "wait" : "trouble",
        waitMs: readRetryAfter(error.headers, this.#now()),
        error: new RedditError(`${endpoint}: ${error.message}; the request was not sent.`, {
          kind: isRateLimit ? "rate-limited" : "unreachable",
          endpoint,
          status: error.status,
          cause: error,
        }),
      };
    }
    if (error instanceof RedditError) return { verdict: "refused", error };
    const told = "something unforeseen happened on the way";
    return {
      verdict: "refused",
      error: new RedditError(`${endpoint}: ${told}.`, {
        kind: "unexpected-answer",
        endpoint,
        mayHaveHappened: call.effect !== "none",
        cause: error,
      }),
    };
  }

  /** After a 429. The pause itself is the budget's: the next `acquire` waits it out. */
  #waitForReddit(
    call: ApiCall,
    verdict: Extract<Verdict, { verdict: "wait" }>,
    progress: Progress,
  ): void {
    const waitMs = this.#pauseMs(verdict.waitMs, progress);
    progress.rateLimits += 1;
    this.#usage.rateLimited += 1;
    const endpoint = endpointOf(call);
    this.#settings.tell({ event: "rate-limited", endpoint, waitMs });
    if (progress.rateLimits >= maxRateLimits) {
      throw new RedditError(verdict.error.message, {
        kind: "rate-limited",
        endpoint,
        status: verdict.error.status,
        retryAfterMs: waitMs,
      });
    }
  }

  #pauseMs(told: number | null, progress: Progress): number {
    if (told !== null) return told;
    const guess = baseRateLimitMs * 2 ** progress.rateLimits;
    return Math.min(guess, untilNextWindow(this.#now()) + 1_000);
  }

  async #prepareRepetition(
    call: ApiCall,
    verdict: Extract<Verdict, { verdict: "trouble" }>,
    progress: Progress,
  ): Promise<void> {
    const { error } = verdict;
    const { retry, random } = this.#settings;
    progress.failures += 1;
    const delayMs = Math.max(backoffMs(progress.failures, retry, random()), verdict.waitMs ?? 0);
    const spentMs = this.#now() - progress.startedAt - progress.waitedMs;
    const isSafe = call.effect !== "once" || !error.mayHaveHappened;
    if (!isSafe || progress.failures >= retry.attempts || spentMs + delayMs > retry.totalMs) {
      throw error;
    }
    this.#usage.repeated += 1;
    this.#settings.tell({
      event: "request-repeated",
      endpoint: error.endpoint,
      attempt: progress.failures,
      delayMs,
      reason: error.message,
      status: error.status,
    });
    await this.#settings.sleep(delayMs);
  }

  #rateLimited(call: ApiCall, error: unknown): unknown {
    if (!(error instanceof BudgetExhausted)) return error;
    const endpoint = endpointOf(call);
    return new RedditError(`${endpoint}: ${error.message}; nothing was sent.`, {
      kind: "rate-limited",
      endpoint,
      retryAfterMs: error.retryAfterMs,
      cause: error,
    });
  }

  #now(): number {
    return this.#settings.clock.now().getTime();
  }
}
