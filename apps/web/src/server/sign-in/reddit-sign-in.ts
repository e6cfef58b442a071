import { randomBytes } from "node:crypto";
import type { Logger } from "@appealmod/logger";
import { AuthorizationResponseError, validateAuthResponse } from "oauth4webapi";
import { returnPath } from "../return-path.ts";
import { askWho, type SignedInAtReddit } from "./ask-who.ts";
import type { RedditApp } from "./reddit-app.ts";
import { SignInError, type SignInProblem } from "./sign-in-problem.ts";

/** A sign-in that a browser has begun, as its cookie keeps it. */
export interface BegunSignIn {
  /** Where the browser goes: Reddit's page that asks whether one wants to. */
  readonly address: string;
  /** For a cookie of that browser alone, which lasts {@link signInHoldsSeconds}. */
  readonly cookie: string;
}

export type FinishedSignIn =
  | { readonly kind: "signed-in"; readonly who: SignedInAtReddit; readonly returnTo: string }
  | { readonly kind: "problem"; readonly problem: SignInProblem; readonly returnTo: string };

/** Signs people in by Reddit's word: OAuth with a code, for an app that keeps a secret. */
export interface RedditSignIn {
  /** What a page with the form that begins it may lead to. */
  readonly formTargets: readonly string[];
  begin(returnTo: string): BegunSignIn;
  /**
   * @param answer what Reddit led the browser back with
   * @param cookie what this browser kept since it began; it is good for one answer
   */
  finish(answer: URLSearchParams, cookie: string | null): Promise<FinishedSignIn>;
}

/** As long as one may take at Reddit's page, a second factor included. */
export const signInHoldsSeconds = 15 * 60;

export interface RedditSignInParts {
  readonly app: RedditApp;
  readonly logger: Logger;
  readonly fetch?: typeof globalThis.fetch;
}

export function createRedditSignIn({
  app,
  logger,
  // The framework puts another in its place while it renders, which may keep answers.
  fetch = globalThis.fetch,
}: RedditSignInParts): RedditSignIn {
  return {
    formTargets: app.formTargets,
    begin(returnTo) {
      const state = randomBytes(32).toString("base64url");
      const address = new URL(app.server.authorization_endpoint);
      address.search = new URLSearchParams({
        client_id: app.client.client_id,
        response_type: "code",
        state,
        redirect_uri: app.redirectAddress,
        // Nothing is asked later: a token for an hour is enough.
        duration: "temporary",
        scope: "identity mysubreddits",
      }).toString();
      return { address: address.href, cookie: `${state}.${encodePath(returnPath(returnTo))}` };
    },

    async finish(answer, cookie) {
      const [state = "", path = ""] = (cookie ?? "").split(".");
      const returnTo = decodePath(path);
      try {
        return { kind: "signed-in", who: await whoIn(answer, state), returnTo };
      } catch (error) {
        if (!(error instanceof SignInError)) throw error;
        const { problem, message } = error;
        const level =
          problem === "settings" ? "error" : problem === "unavailable" ? "warn" : "info";
        logger[level]("sign-in-failed", message, { problem });
        return { kind: "problem", problem, returnTo };
      }
    },
  };

  function whoIn(answer: URLSearchParams, state: string): Promise<SignedInAtReddit> {
    if (state === "") throw new SignInError("lost", "An answer came to a browser that began none.");
    return askWho(app, checked(answer, state), fetch);
  }

  function checked(answer: URLSearchParams, state: string): URLSearchParams {
    try {
      return validateAuthResponse(app.server, app.client, answer, state);
    } catch (error) {
      if (!(error instanceof AuthorizationResponseError))
        throw new SignInError("lost", "An answer of Reddit's was not for this browser.");
      if (error.error === "access_denied") throw new SignInError("denied", "Somebody said no.");
      throw new SignInError("unavailable", "Reddit ended a sign-in with an error of its own.");
    }
  }
}

function encodePath(path: string): string {
  return Buffer.from(path).toString("base64url");
}

/** Checked once more: a cookie may have been written by somebody else. */
function decodePath(path: string): string {
  return returnPath(Buffer.from(path, "base64url").toString());
}
