import { RedditError } from "@appealmod/core";
import type { RedditCredentials } from "../options.ts";
import { tokenErrorSchema, tokenSchema } from "../schemas/token.ts";
import type { HttpAnswer } from "../transport/http-exchange.ts";
import { LoginUnavailable } from "./login-unavailable.ts";

/** What snoowrap reads from an answer of the token endpoint. */
export interface Token {
  readonly access_token: string;
  /** Seconds. */
  readonly expires_in: number;
  readonly scope: string;
}

const endpoint = "POST /api/v1/access_token";

/** Tokens lived an hour until 2022; short is safe where Reddit does not say. */
const assumedLifetimeSeconds = 3600;

/**
 * @throws RedditError `login-refused`, with what to check
 * @throws LoginUnavailable for trouble that passes
 */
export function readTokenAnswer(answer: HttpAnswer, credentials: RedditCredentials): Token {
  const json = parsedJson(answer.body);
  const token = tokenSchema.safeParse(json);
  if (answer.status >= 200 && answer.status < 300 && token.success) {
    return {
      access_token: token.data.access_token,
      expires_in: token.data.expires_in ?? assumedLifetimeSeconds,
      scope: token.data.scope ?? "",
    };
  }
  const refusal = tokenErrorSchema.safeParse(json);
  const code = refusal.success ? String(refusal.data.error) : null;
  const advice = adviceFor(answer.status, code, credentials);
  if (advice === null) {
    throw new LoginUnavailable(
      `Reddit's login answered ${answer.status} without a token`,
      answer.status,
      answer.headers,
    );
  }
  throw new RedditError(`Reddit refused the login: ${advice}`, {
    kind: "login-refused",
    endpoint,
    status: answer.status,
  });
}

function adviceFor(
  status: number,
  code: string | null,
  credentials: RedditCredentials,
): string | null {
  const usesRefreshToken = Boolean(credentials.refreshToken);
  const client =
    "the app's credentials are wrong. Check client_id and client_secret against https://www.reddit.com/prefs/apps: " +
    `the id stands under the app's name, the secret beside it.${looksSwapped(credentials) ? " They may be swapped: the secret is the longer one." : ""}`;
  const refreshToken =
    "the refresh token is not valid (revoked, expired or of another app). Make a new one with duration=permanent for this client_id and set refresh_token.";
  if (status === 401) return client;
  if (code === "invalid_grant") {
    return usesRefreshToken
      ? refreshToken
      : "the name or the password is wrong. Check reddit_username and reddit_password by logging in at https://www.reddit.com with them; " +
          "an account with two-factor authentication needs refresh_token instead of a password.";
  }
  if (code === "unauthorized_client") {
    return (
      'this app may not log in with a password. Register it as type "script" at https://www.reddit.com/prefs/apps ' +
      "under the bot's own account, and set its client_id and client_secret; or set refresh_token instead of reddit_password."
    );
  }
  if (code === "unsupported_grant_type" || code === "invalid_scope" || code === "invalid_request") {
    return `Reddit did not accept the form of the login (${code}). Check that reddit_url, if set, names a server that speaks Reddit's login.`;
  }
  if (status === 400) return usesRefreshToken ? refreshToken : client;
  if (status === 403) {
    return "access is forbidden from here (403). Check user_agent: Reddit blocks generic ones and asks for platform:app-id:version (by /u/name).";
  }
  if (status === 404 || (status >= 300 && status < 400)) {
    return `there is no login at this address (${status}). Check reddit_url: leave it out for Reddit itself.`;
  }
  return null;
}

/** Ids have some 14 to 22 letters, secrets some 27 to 30. */
function looksSwapped({ clientId, clientSecret }: RedditCredentials): boolean {
  return clientSecret !== "" && clientId.length > clientSecret.length;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
