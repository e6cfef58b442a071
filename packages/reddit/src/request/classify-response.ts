import { RedditError, type RedditErrorKind } from "@appealmod/core";
import { formErrorsSchema, refusalSchema } from "../schemas/refusal.ts";
import type { HttpAnswer } from "../transport/http-exchange.ts";
import { type ApiCall, endpointOf } from "./api-call.ts";
import { closedCommunity } from "./closed-community.ts";
import { parseJson } from "./parse-json.ts";
import { readRateHeaders, readRetryAfter } from "./rate-headers.ts";

/** What to make of an answer. */
export type Verdict =
  | { readonly verdict: "json"; readonly json: unknown }
  /** Success without a body: 204, or 200 with none. */
  | { readonly verdict: "empty"; readonly status: number }
  | { readonly verdict: "log-in-again"; readonly error: RedditError }
  /** Too many requests; nothing happened, whatever was asked. */
  | { readonly verdict: "wait"; readonly waitMs: number | null; readonly error: RedditError }
  /** Trouble that passes. Whether to ask again is the call's to say. */
  | { readonly verdict: "trouble"; readonly waitMs: number | null; readonly error: RedditError }
  | { readonly verdict: "refused"; readonly error: RedditError };

/** Judges an answer by its status, headers and body alone. */
export function classifyResponse(call: ApiCall, answer: HttpAnswer, now: number): Verdict {
  const { status } = answer;
  const waitMs = readRetryAfter(answer.headers, now);
  if (status === 401) {
    return {
      verdict: "log-in-again",
      error: errorFor(
        call,
        answer,
        "login-refused",
        `Reddit refused the token, also after a fresh login. ${loginAdvice}`,
      ),
    };
  }
  if (status === 429) {
    const report = readRateHeaders(answer.headers);
    const untilReset = report?.remaining === 0 ? report.resetMs : null;
    return {
      verdict: "wait",
      waitMs: waitMs ?? untilReset,
      error: errorFor(call, answer, "rate-limited", "Reddit wants fewer requests."),
    };
  }
  if (status >= 500 || status === 408) {
    const told = `Reddit answered ${status}${isHtml(answer.body) ? " with an HTML page" : ""}.`;
    return { verdict: "trouble", waitMs, error: errorFor(call, answer, "unreachable", told, true) };
  }
  if (status >= 200 && status < 300) return judgeSuccess(call, answer);
  return { verdict: "refused", error: refusalError(call, answer) };
}

function judgeSuccess(call: ApiCall, answer: HttpAnswer): Verdict {
  if (answer.bodyState === "too-long") {
    const told = "The answer is longer than maxResponseBytes allows.";
    return { verdict: "refused", error: errorFor(call, answer, "unexpected-answer", told, true) };
  }
  if (answer.status === 204) return { verdict: "empty", status: 204 };
  const json = parsedJson(answer);
  if (json === undefined) {
    if (answer.body.trim() === "" && answer.bodyState === "whole" && call.effect === "repeatable") {
      return { verdict: "empty", status: answer.status };
    }
    const told = `Reddit answered ${answer.status} with ${describeBody(answer)} in place of JSON.`;
    const error = errorFor(call, answer, "unreachable", told, true);
    return { verdict: "trouble", waitMs: null, error };
  }
  const formErrors = formErrorsSchema.safeParse(json);
  if (!formErrors.success) return { verdict: "json", json };
  const { errors, ratelimit } = formErrors.data.json;
  const codes = errors.map((error) => String(error[0]));
  const told = errors.map((error) => error.slice(0, 2).map(String).join(": ")).join("; ");
  const retryAfterMs = ratelimit === undefined ? null : Math.ceil(ratelimit * 1000);
  return {
    verdict: "refused",
    error: new RedditError(`${endpointOf(call)}: Reddit said no (${clipped(told)}).`, {
      kind: kindOfFormError(codes),
      endpoint: endpointOf(call),
      status: answer.status,
      retryAfterMs,
    }),
  };
}

function kindOfFormError(codes: readonly string[]): RedditErrorKind {
  if (codes.some((code) => code === "RATELIMIT" || code === "SUBREDDIT_RATELIMIT"))
    return "rate-limited";
  if (codes.includes("USER_REQUIRED")) return "login-refused";
  return "refused";
}

function refusalError(call: ApiCall, answer: HttpAnswer): RedditError {
  const { status } = answer;
  const body = refusalSchema.safeParse(parsedJson(answer));
  const reason = body.success ? body.data.reason : undefined;
  const closed = reason === undefined ? null : closedCommunity(call, reason);
  const said = [reason, body.success ? body.data.explanation : undefined]
    .filter(Boolean)
    .join(": ");
  const suffix = said === "" ? "" : ` Reddit's words: ${clipped(said)}.`;
  if (status === 403 && isHtml(answer.body)) {
    // The API refuses in JSON; a page comes from the guard in front of it, and nobody can say
    // whether the guard looked at the request or at what the API had answered to it.
    return errorFor(call, answer, "unreachable", blockedAdvice, true);
  }
  if (status === 403) {
    const isScopeMissing = /insufficient_scope/.test(answer.headers["www-authenticate"] ?? "");
    const told = isScopeMissing ? scopeAdvice + suffix : (closed ?? call.whenForbidden + suffix);
    return errorFor(call, answer, "forbidden", told);
  }
  if (status === 404)
    return errorFor(call, answer, "not-found", closed ?? call.whenNotFound + suffix);
  if (status >= 300 && status < 400) {
    // A write that ends in a redirect may have been carried out first.
    const told = `${call.whenNotFound} Reddit answered with a redirect (${status}); if reddit_url is set, check that it is the server's final address.`;
    return errorFor(call, answer, "not-found", told, true);
  }
  const told = `Reddit refused the request (${status}).${suffix}`;
  return errorFor(call, answer, "refused", told, status < 200);
}

const loginAdvice =
  "Check that the bot's account is not suspended and that its app still exists at https://www.reddit.com/prefs/apps.";

const blockedAdvice =
  "Reddit's network guard turned the request away (403 with a page). Check user_agent: Reddit asks for platform:app-id:version (by /u/name); " +
  "or this machine's address is blocked.";

const scopeAdvice =
  "The token lacks a scope. Make the refresh token anew with the scopes identity, modmail, read, modlog and modcontributors, and set refresh_token.";

function errorFor(
  call: ApiCall,
  answer: HttpAnswer,
  kind: RedditErrorKind,
  told: string,
  isOutcomeOpen = false,
): RedditError {
  return new RedditError(`${endpointOf(call)}: ${told}`, {
    kind,
    endpoint: endpointOf(call),
    status: answer.status,
    mayHaveHappened: isOutcomeOpen && call.effect !== "none",
  });
}

/** @returns `undefined` for anything that is no whole JSON text */
function parsedJson(answer: HttpAnswer): unknown {
  if (answer.bodyState !== "whole") return undefined;
  try {
    return parseJson(answer.body);
  } catch {
    return undefined;
  }
}

function isHtml(body: string): boolean {
  return /^\s*</.test(body);
}

function describeBody(answer: HttpAnswer): string {
  if (answer.bodyState === "cut-short") return "a body that broke off";
  if (isHtml(answer.body)) return "an HTML page";
  if (answer.body.trim() === "") return "nothing";
  return "a body that is cut short or foreign";
}

function clipped(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
