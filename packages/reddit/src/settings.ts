import { setTimeout as sleepFor } from "node:timers/promises";
import { calmListener } from "./calm-listener.ts";
import type { GatewaySettings, RedditCredentials, RedditGatewayOptions } from "./options.ts";

const redditWww = "https://www.reddit.com";
const redditOauth = "https://oauth.reddit.com";

/**
 * Fills the gaps of the options and refuses what cannot work.
 *
 * @throws TypeError that names the option and the setting behind it, never its value
 */
export function settingsFrom(options: RedditGatewayOptions): GatewaySettings {
  const base = options.baseUrl === undefined ? null : checkedBaseUrl(options.baseUrl);
  const clock = options.clock ?? { now: () => new Date() };
  return {
    credentials: checkedCredentials(options.credentials),
    wwwUrl: base ?? redditWww,
    oauthUrl: base ?? redditOauth,
    requestTimeoutMs: options.requestTimeoutMs ?? 30_000,
    maxResponseBytes: options.maxResponseBytes ?? 16 * 1024 * 1024,
    maxConcurrentRequests: Math.max(1, options.maxConcurrentRequests ?? 8),
    budgetReserve: Math.max(0, options.budgetReserve ?? 5),
    maxWaitMs: options.maxWaitMs ?? 11 * 60_000,
    retry: {
      attempts: Math.max(1, options.retry?.attempts ?? 4),
      baseDelayMs: options.retry?.baseDelayMs ?? 500,
      maxDelayMs: options.retry?.maxDelayMs ?? 10_000,
      totalMs: options.retry?.totalMs ?? 60_000,
    },
    clock,
    sleep: options.sleep ?? ((milliseconds) => sleepFor(milliseconds)),
    random: options.random ?? Math.random,
    tell: calmListener(options.onEvent, clock),
    onRequest: options.onRequest ?? (() => {}),
  };
}

function checkedBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) {
    throw new TypeError(
      "baseUrl (setting reddit_url) must be an address such as http://127.0.0.1:8080; leave it out for Reddit itself.",
    );
  }
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    throw new TypeError(
      "baseUrl (setting reddit_url) must be a bare address, without a name and password, query or fragment.",
    );
  }
  return url.href.replace(/\/+$/, "");
}

function checkedCredentials(credentials: RedditCredentials): RedditCredentials {
  for (const [key, setting] of [
    ["clientId", "client_id"],
    ["userAgent", "user_agent"],
  ] as const) {
    if (credentials[key] === "") throw new TypeError(`${key} (setting ${setting}) is empty.`);
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those cannot stand in a header.
  if (/[\u0000-\u001f\u007f-\uffff]/.test(credentials.userAgent)) {
    throw new TypeError("userAgent (setting user_agent) must be one line of plain ASCII.");
  }
  const hasPassword = Boolean(credentials.username) && Boolean(credentials.password);
  if (!credentials.refreshToken && !hasPassword) {
    throw new TypeError(
      "Reddit needs either reddit_username and reddit_password, or refresh_token: set one of them in certs/config.yaml.",
    );
  }
  return credentials;
}
