import { isSameName, RedditError } from "@appealmod/core";
import type { RedditCredentials } from "../options.ts";
import { type ApiCall, endpointOf } from "../request/api-call.ts";
import type { Requester } from "../request/requester.ts";
import { meSchema } from "../schemas/account.ts";
import { readAnswer } from "../schemas/read-answer.ts";

const meCall: ApiCall = {
  method: "GET",
  path: "/api/v1/me",
  effect: "none",
  priority: "write",
  whenForbidden: "Reddit does not tell the bot's own name. Set reddit_username.",
  whenNotFound: "Reddit does not tell the bot's own name. Set reddit_username.",
};

/** Whose account the gateway works with. */
export interface OwnName {
  /** @throws RedditError `login-refused` where the settings name another account */
  name(): Promise<string>;
  /**
   * Keeps everything from being done with another account than the settings name.
   *
   * @throws RedditError `login-refused`
   */
  prove(): Promise<void>;
  /** Asks Reddit, whatever the settings say; one request. */
  ask(): Promise<string>;
  /**
   * For when no message of ours stands where one was sent: says whether another account sent it.
   *
   * @throws RedditError `login-refused` if so
   */
  blame(): Promise<void>;
}

/**
 * A refresh token says nothing of whose it is: Reddit is asked once. A password opens the account
 * of its name, or, where that was renamed, shows the new name with the first message.
 */
export function createOwnName(
  requester: Requester,
  { username: configured, refreshToken }: Pick<RedditCredentials, "username" | "refreshToken">,
): OwnName {
  let asked: Promise<string> | null = null;
  let mismatch: RedditError | null = null;

  const ask = async (): Promise<string> =>
    readAnswer(meCall, meSchema, await requester.request(meCall)).name;

  async function compare(): Promise<string> {
    const name = await ask();
    if (!configured || isSameName(name, configured)) return name;
    // The settings are read once, and a token never changes hands: there is no use in asking again.
    mismatch = wrongAccount(name, configured, Boolean(refreshToken));
    throw mismatch;
  }

  async function name(): Promise<string> {
    if (mismatch) throw mismatch;
    if (configured && !refreshToken) return configured;
    asked ??= compare().catch((error: unknown) => {
      if (configured && isUntold(error)) return configured;
      asked = null;
      throw error;
    });
    return asked;
  }

  return {
    name,
    ask,
    async prove() {
      if (mismatch || (configured && refreshToken)) await name();
    },
    async blame() {
      await compare().catch((error: unknown) => {
        if (error === mismatch && mismatch) throw sentAlready(mismatch);
      });
    },
  };
}

/** Without the scope `identity`, or at a server that does not know the question. */
function isUntold(error: unknown): boolean {
  return error instanceof RedditError && ["forbidden", "not-found"].includes(error.kind);
}

function wrongAccount(name: string, configured: string, isToken: boolean): RedditError {
  const cure = isToken
    ? `refresh_token belongs to that account, and reddit_username names u/${configured}. Make the token while logged in as u/${configured}, or set reddit_username to ${name}.`
    : `reddit_username names u/${configured}. If that account was renamed, set reddit_username to ${name}.`;
  return new RedditError(`The login is u/${name}'s: ${cure}`, {
    kind: "login-refused",
    endpoint: endpointOf(meCall),
  });
}

function sentAlready({ message, kind, endpoint }: RedditError): RedditError {
  return new RedditError(message, { kind, endpoint, mayHaveHappened: true });
}
