import { TOO_MANY_REQUESTS_PAGE, UNAUTHORISED_PAGE } from "../answers/pages.ts";
import { present, type Simulation } from "../simulation.ts";
import { hasScope } from "../state/oauth.ts";
import { Quarantined, Refusal } from "../state/refusal.ts";
import { findSubreddit, refuseQuarantined } from "../state/subreddits.ts";
import type { AccessToken, Account } from "../state/world.ts";
import { type Answer, formRefusal, html, plainError, refusalAnswer } from "./answer.ts";
import { type Call, input, param } from "./call.ts";
import type { Endpoint } from "./endpoint.ts";
import { endpoints } from "./endpoints/all.ts";
import { createRouter, type Match } from "./router.ts";

/** A request as it came from the wire. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  readonly authorization: string | null;
}

export interface Identity {
  readonly match: Match | null;
  readonly token: AccessToken | null;
  readonly account: Account | null;
}

const router = createRouter(endpoints);

/** Which endpoint is meant, and who asks. */
export function identify(simulation: Simulation, request: ApiRequest): Identity {
  const match = router.match(request.method, request.path);
  const bearer = /^bearer\s+(\S+)$/i.exec(request.authorization ?? "")?.[1];
  const known = bearer === undefined ? undefined : simulation.world.accessTokens.get(bearer);
  const token = known && known.expiresAt > simulation.now() ? known : null;
  const account = token?.accountId
    ? (simulation.world.accounts.get(token.accountId) ?? null)
    : null;
  return { match, token, account };
}

/** The honest answer, with its rate-limit headers; faults are laid over it by the caller. */
export function answerApi(
  simulation: Simulation,
  request: ApiRequest,
  { match, token, account }: Identity,
): Answer {
  const now = present(simulation);
  const isClientCall = match?.endpoint.access === "client";
  if (!token && !isClientCall) return unauthorised(request);
  const limit = token
    ? simulation.rateLimit.take(`${account?.id ?? ""} ${token.clientId}`, now)
    : { headers: {}, refusedFor: null };
  if (limit.refusedFor !== null) return tooManyRequests(limit.refusedFor);
  if (!match) return withHeaders(plainError(404), limit.headers);
  const call: Call = {
    world: simulation.world,
    now,
    params: match.params,
    query: request.query,
    form: request.form,
    authorization: request.authorization,
    token,
    account,
    random: simulation.random,
  };
  const scope = scopeOf(match.endpoint, call);
  // An insufficient scope differs from any other 403 only by this header, and has no rate-limit ones.
  if (token && scope !== null && !hasScope(token, scope)) {
    const challenge = 'Bearer realm="reddit", error="insufficient_scope"';
    return plainError(403, { "www-authenticate": challenge });
  }
  const answer = run(match.endpoint, call);
  if (request.method !== "GET" || isClientCall || request.query.has("markRead")) {
    simulation.changed();
  }
  return withHeaders(answer, limit.headers);
}

function scopeOf(endpoint: Endpoint, call: Call): string | null {
  return typeof endpoint.scope === "function" ? endpoint.scope(call) : endpoint.scope;
}

function run(endpoint: Endpoint, call: Call): Answer {
  try {
    const here = endpoint.path.startsWith("/r/:subreddit/")
      ? findSubreddit(call.world, param(call, "subreddit"))
      : undefined;
    if (here) refuseQuarantined(here, call.account?.id ?? null);
    return endpoint.run(call);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const isPlain =
      error instanceof Quarantined || error.code === "FORBIDDEN" || error.code === "NOT_FOUND";
    if (endpoint.errors === "http" || isPlain) return refusalAnswer(error);
    return formRefusal(input(call, "api_type"), error);
  }
}

function withHeaders(answer: Answer, headers: Readonly<Record<string, string>>): Answer {
  return { ...answer, headers: { ...headers, ...answer.headers } };
}

/** An HTML page where JSON is expected, as recorded since 2020. */
export function unauthorised(request: ApiRequest): Answer {
  const challenge = request.authorization
    ? 'Bearer realm="reddit", error="invalid_token"'
    : 'Bearer realm="reddit"';
  return html(UNAUTHORISED_PAGE, 401, { "www-authenticate": challenge });
}

export function tooManyRequests(seconds: number): Answer {
  return html(TOO_MANY_REQUESTS_PAGE, 429, { "retry-after": String(Math.ceil(seconds)) });
}
