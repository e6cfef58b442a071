import Snoowrap from "snoowrap";
import type { GatewaySettings } from "../options.ts";
import { ExchangeFailure } from "../transport/exchange-failure.ts";
import { exchange, type HttpAnswer } from "../transport/http-exchange.ts";
import { formBody, type Parameters, requestUrl } from "../transport/request-url.ts";
import { readTokenAnswer } from "./read-token-answer.ts";

/** The part of snoowrap's request options that this package makes use of. */
interface SnoowrapRequest {
  readonly baseUrl?: string;
  readonly uri?: string;
  readonly method?: string;
  readonly qs?: Parameters;
  readonly form?: Parameters;
  readonly headers?: Readonly<Record<string, string>>;
  readonly auth?: { readonly bearer?: string; readonly user?: string; readonly pass?: string };
  readonly timeout?: number;
  readonly transform?: (body: unknown, response: unknown) => unknown;
}

/** A request to Reddit's API; the session adds the address, the token and `raw_json=1`. */
export interface SessionRequest {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly query: Parameters;
  readonly form: Parameters | null;
}

export interface SessionAnswer extends HttpAnswer {
  /** Which login the request was sent with, counted from 1. */
  readonly login: number;
}

/** A token is renewed this long before it ends, so that none ends on the way. */
const renewalMarginMs = 60_000;

/**
 * snoowrap's authentication and request plumbing over our own transport.
 *
 * Of snoowrap work here: the two grants, Basic and Bearer authentication, the user agent,
 * hosts and `raw_json`. Replaced are the transport (`rawRequest`, its documented seam), the
 * wrapping of answers in objects (`_populate`: it breaks on Reddit's modmail answers), and
 * its pacing, which knows neither requests in flight nor 429.
 */
export class SnoowrapSession extends Snoowrap {
  readonly #settings: GatewaySettings;
  #loggingIn: Promise<string> | null = null;
  #logins = 0;
  #renewAt = 0;
  #wasRefused = false;

  constructor(settings: GatewaySettings) {
    const { clientId, clientSecret, userAgent, refreshToken, username, password } =
      settings.credentials;
    super({
      userAgent,
      clientId,
      clientSecret,
      ...(refreshToken ? { refreshToken } : { username: username ?? "", password: password ?? "" }),
    });
    this.#settings = settings;
    this.config({
      requestTimeout: settings.requestTimeoutMs,
      maxRetryAttempts: 1,
      warnings: false,
      debug: false,
    });
  }

  /**
   * Sends a request with a valid token.
   *
   * @returns the answer whatever its status
   * @throws ExchangeFailure, LoginUnavailable, or RedditError `login-refused`
   */
  async send(request: SessionRequest): Promise<SessionAnswer> {
    return await this.oauthRequest({
      method: request.method.toLowerCase(),
      uri: request.path,
      qs: { ...request.query },
      ...(request.form === null ? {} : { form: { ...request.form } }),
    });
  }

  /** Drops the token that a request was refused with, unless it was replaced meanwhile. */
  dropToken(login: number): void {
    if (login !== this.#logins || this.#loggingIn !== null) return;
    this.accessToken = "";
    this.#wasRefused = true;
  }

  /** snoowrap asks for a token before each request; all that ask at once share one login. */
  override updateAccessToken(): Promise<string> {
    if (this.accessToken && this.#now() < this.#renewAt) return Promise.resolve(this.accessToken);
    this.#loggingIn ??= this.#logIn().finally(() => {
      this.#loggingIn = null;
    });
    return this.#loggingIn;
  }

  async #logIn(): Promise<string> {
    const why = this.#wasRefused ? "token-refused" : this.#logins > 0 ? "token-expired" : "start";
    this.accessToken = "";
    const startedAt = this.#now();
    const token = await super.updateAccessToken();
    const lifetimeMs = this.tokenExpiration - Date.now();
    this.#renewAt = startedAt + Math.max(lifetimeMs - renewalMarginMs, lifetimeMs / 2);
    this.#logins += 1;
    this.#wasRefused = false;
    this.#settings.tell({
      event: "logged-in",
      why,
      expiresInSeconds: Math.round(lifetimeMs / 1000),
    });
    return token;
  }

  override async rawRequest(options: SnoowrapRequest): Promise<unknown> {
    const isLogin = options.auth?.bearer === undefined;
    const login = this.#logins;
    const sent = exchange({
      method: options.method?.toUpperCase() === "POST" ? "POST" : "GET",
      url: requestUrl(
        isLogin ? this.#settings.wwwUrl : this.#settings.oauthUrl,
        options.uri ?? "",
        options.qs ?? {},
      ),
      headers: {
        ...options.headers,
        accept: "application/json",
        authorization: authorization(options.auth),
        ...(options.form ? { "content-type": "application/x-www-form-urlencoded" } : {}),
      },
      body: options.form ? formBody(options.form) : null,
      timeoutMs: options.timeout ?? this.#settings.requestTimeoutMs,
      maxBytes: this.#settings.maxResponseBytes,
    });
    if (isLogin) return readTokenAnswer(await sent.catch(loginFailed), this.#settings.credentials);
    const answer = await sent;
    const body: SessionAnswer = { ...answer, login };
    const response = {
      statusCode: answer.status,
      headers: answer.headers,
      body,
      request: { method: options.method ?? "get", uri: { href: options.uri ?? "" } },
    };
    return options.transform?.(body, response) ?? response;
  }

  /** Answers leave as they came: our own schemas read them. */
  _populate(answer: unknown): unknown {
    return answer;
  }

  /** The rate budget decides before a request gets here. */
  _awaitRatelimit(): Promise<void> {
    return Promise.resolve();
  }

  _awaitRequestDelay(): Promise<void> {
    return Promise.resolve();
  }

  #now(): number {
    return this.#settings.clock.now().getTime();
  }
}

/** Whatever became of the login: the request that needed it was not sent. */
function loginFailed(error: unknown): never {
  throw error instanceof ExchangeFailure
    ? new ExchangeFailure(`${error.message}, at the login`, false, error)
    : error;
}

function authorization(auth: SnoowrapRequest["auth"]): string {
  if (auth?.bearer !== undefined) return `Bearer ${auth.bearer}`;
  return `Basic ${Buffer.from(`${auth?.user ?? ""}:${auth?.pass ?? ""}`).toString("base64")}`;
}
