import { BlockList, isIP } from "node:net";
import type { Config } from "./config.ts";
import { ConfigError } from "./config-error.ts";

/** Addresses that lead nowhere from the internet (RFC 6890). */
const privateAddresses = new BlockList();
for (const [net, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const)
  privateAddresses.addSubnet(net, prefix, "ipv4");
for (const [net, prefix] of [
  ["::", 127],
  ["fc00::", 7],
  ["fe80::", 10],
] as const)
  privateAddresses.addSubnet(net, prefix, "ipv6");

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

function isPrivateHost(address: string): boolean {
  const host = new URL(address).hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  const family = isIP(host);
  if (family !== 0) return privateAddresses.check(host, family === 6 ? "ipv6" : "ipv4");
  return !host.includes(".") || /\.(?:localhost|local|internal|home\.arpa)$/.test(host);
}
