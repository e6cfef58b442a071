import type { AccountSettings } from "./account-settings.ts";
import type { Config } from "./config.ts";
import { ConfigError } from "./config-error.ts";
import {
  type RedditCredentials,
  refuseExample,
  requireRedditCredentials,
} from "./reddit-credentials.ts";
import { environmentName } from "./settings.ts";

/** An account of the bot with all that it takes to sign in. */
export interface BotAccountSettings extends RedditCredentials {
  /** `undefined` where only Reddit knows it: one account with a refresh token. */
  readonly username: string | undefined;
  /** Communities that the settings assign to it; the first one serves whatever is left. */
  readonly subreddits: readonly string[];
}

/**
 * All accounts of the bot. The first one is described by `reddit_username` and so on; where none
 * of those is set, the first of `accounts` takes its place.
 *
 * @throws ConfigError naming every missing setting, and where to get and put it
 */
export function requireBotAccounts(
  config: Config,
): readonly [BotAccountSettings, ...BotAccountSettings[]] {
  const further = config.accounts.map(accountFrom);
  for (const [at, { userAgent }] of further.entries())
    refuseExample(`accounts[${at}].user_agent`, userAgent);
  const [second, ...others] = further;
  if (second && !describesAccount(config)) return [second, ...others];
  const first = {
    ...requireRedditCredentials(config),
    username: config.redditUsername,
    subreddits: [],
  };
  if (second) refuseUnnamed(config);
  return [first, ...further];
}

/**
 * The names of the bot's accounts as far as the settings tell them, the first one first; without
 * a look at whether they can sign in.
 */
export function configuredAccounts(config: Config): readonly string[] {
  const further = config.accounts.map(({ redditUsername }) => redditUsername);
  return config.redditUsername === undefined ? further : [config.redditUsername, ...further];
}

function accountFrom(settings: AccountSettings): BotAccountSettings {
  const { redditUsername, redditPassword, refreshToken, ...rest } = settings;
  const { clientId, clientSecret, userAgent, subreddits } = rest;
  const login =
    refreshToken === undefined
      ? ({ kind: "password", username: redditUsername, password: redditPassword ?? "" } as const)
      : ({ kind: "refresh-token", refreshToken } as const);
  return { username: redditUsername, clientId, clientSecret, userAgent, login, subreddits };
}

function describesAccount(config: Config): boolean {
  const { redditUsername, redditPassword, refreshToken, clientId, clientSecret } = config;
  return [redditUsername, redditPassword, refreshToken, clientId, clientSecret].some(
    (value) => value !== undefined,
  );
}

/** With several accounts each has to know the others by name. */
function refuseUnnamed({ redditUsername }: Config): void {
  if (redditUsername !== undefined) return;
  throw new ConfigError("The bot has several accounts, and the first one has no name:", [
    `reddit_username (or ${environmentName("reddit_username")}): the account that refresh_token belongs to`,
  ]);
}
