import type { Config } from "./config.ts";
import { ConfigError } from "./config-error.ts";
import { isPrivateHost } from "./private-hosts.ts";

/**
 * Why redditors could not follow the form links, in a sentence with the cure; `null` where they
 * can, and where a test server stands for Reddit.
 */
export function siteOutOfReach({
  webUrl,
  redditUrl,
}: Pick<Config, "webUrl" | "redditUrl">): string | null {
  if (redditUrl !== undefined && isPrivateHost(redditUrl)) return null;
  if (!isPrivateHost(webUrl)) return null;
  return `web_url is ${webUrl}, which nobody reaches from elsewhere, and every form link begins with it: set web_url (or APPEALMOD_WEB_URL) to the site's public address, such as https://appeals.example.org`;
}

/**
 * Keeps the bot from sending links that lead nobody to the site. A dry run sends none.
 *
 * @throws ConfigError
 */
export function requirePublicSite(config: Pick<Config, "webUrl" | "redditUrl" | "debug">): void {
  const problem = siteOutOfReach(config);
  if (problem === null || config.debug) return;
  throw new ConfigError(
    "Redditors could not reach the site:",
    [problem],
    "With debug: true nothing is sent, and any address will do.",
  );
}
