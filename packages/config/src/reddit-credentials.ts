import type { Config } from "./config.ts";
import { ConfigError } from "./config-error.ts";
import { environmentName, type SettingKey } from "./settings.ts";

/** What it takes to sign in to Reddit as the bot. */
export interface RedditCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly userAgent: string;
  readonly login:
    | { readonly kind: "password"; readonly username: string; readonly password: string }
    | { readonly kind: "refresh-token"; readonly refreshToken: string };
}

/** Names that stand for the reader's own in Reddit's documents and in ours. */
const example =
  /\bu\/<?(?:you|your[-_ ]?(?:name|username|bot)|name|reddit username|username)(?![\w-])|platform>?:/i;

/** Whether a user agent is still that of an example: Reddit slows such ones down, or blocks them. */
function isExampleUserAgent(userAgent: string): boolean {
  return example.test(userAgent);
}

/**
 * The bot's credentials. Where both ways of signing in are set, the refresh token is used: it can
 * be revoked without a change of password.
 *
 * @throws ConfigError naming every missing setting, and where to get and put it.
 */
export function requireRedditCredentials(config: Config): RedditCredentials {
  const { clientId, clientSecret, userAgent } = config;
  const login = loginOf(config);
  if (clientId !== undefined && clientSecret !== undefined && userAgent !== undefined && login) {
    refuseExample("user_agent", userAgent);
    return { clientId, clientSecret, userAgent, login };
  }
  const missing: string[] = [];
  const miss = (key: SettingKey, cure: string) =>
    missing.push(`${key} (or ${environmentName(key)}): ${cure}`);
  if (clientId === undefined)
    miss("client_id", "shown under the app's name at https://www.reddit.com/prefs/apps");
  if (clientSecret === undefined) miss("client_secret", "shown there as well");
  if (userAgent === undefined)
    miss("user_agent", "for example linux:appealmod:1.0 (by /u/your-name)");
  if (login === undefined) {
    if (config.redditUsername === undefined && config.redditPassword !== undefined) {
      miss("reddit_username", "the account that reddit_password belongs to");
    } else if (config.redditUsername !== undefined) {
      miss("reddit_password", "of that account; a refresh_token works instead");
    } else {
      missing.push("reddit_username and reddit_password, or refresh_token instead");
    }
  }
  throw new ConfigError(
    "The bot cannot sign in to Reddit; these settings are missing:",
    missing,
    "Put them into certs/config.yaml (certs/config.example.yaml shows how) or into the environment.",
  );
}

/** @throws ConfigError */
export function refuseExample(where: string, userAgent: string): void {
  if (!isExampleUserAgent(userAgent)) return;
  throw new ConfigError("The bot has to name itself to Reddit:", [
    `${where} is still the example's: write the name of your installation and of a Reddit account that answers for it, as in linux:appealmod-birdcalls:1.0 (by /u/CragWarden)`,
  ]);
}

function loginOf(config: Config): RedditCredentials["login"] | undefined {
  const { redditUsername, redditPassword, refreshToken } = config;
  if (refreshToken !== undefined) return { kind: "refresh-token", refreshToken };
  if (redditUsername === undefined || redditPassword === undefined) return undefined;
  return { kind: "password", username: redditUsername, password: redditPassword };
}
