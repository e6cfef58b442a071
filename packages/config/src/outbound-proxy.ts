import { BlockList, isIP } from "node:net";
import type { Config } from "./config.ts";
import { ConfigError } from "./config-error.ts";

/** The proxy by which requests leave this machine, as the usual variables name it. */
export interface OutboundProxy {
  /** For `http.setGlobalProxyFromEnv`. Its addresses may hold a password. */
  readonly environment: {
    readonly http_proxy?: string;
    readonly https_proxy?: string;
    readonly no_proxy: string;
  };
  /** Which proxies are used, and what is not asked through them, in a line for the log. */
  readonly summary: string;
}

type Variables = Readonly<Record<string, string | undefined>>;
/** What is asked; the site asks Reddit alone. */
type Targets = Pick<Config, "redditUrl"> & Partial<Pick<Config, "dbConnectionString"> & SlackHooks>;
type SlackHooks = Pick<
  Config,
  "slackHookMain" | "slackHookSteps" | "slackHookAlerts" | "slackHookErrors" | "slackHookLogging"
>;

interface Named {
  readonly variable: string;
  readonly url: URL;
}

/**
 * Reads HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY; in small letters they come first, as
 * everywhere. What lies on this machine is never asked through a proxy.
 *
 * @returns null when no proxy is named
 * @throws ConfigError when one of them is no address of a proxy
 */
export function outboundProxy(
  config: Targets,
  variables: Variables = process.env,
): OutboundProxy | null {
  const https = read(variables, "https_proxy");
  const http = read(variables, "http_proxy");
  if (https === null && http === null) return null;
  const named = [https, http].filter((each) => each !== null);
  const given = variables.no_proxy || variables.NO_PROXY || "";
  return {
    environment: {
      ...(https && { https_proxy: https.url.href }),
      ...(http && { http_proxy: http.url.href }),
      no_proxy: [given, ...ownHosts(config)].filter(Boolean).join(","),
    },
    summary: summaryOf(named, config),
  };
}

function read(variables: Variables, name: "https_proxy" | "http_proxy"): Named | null {
  for (const variable of [name, name.toUpperCase(), "all_proxy", "ALL_PROXY"]) {
    const text = variables[variable]?.trim();
    if (!text) continue;
    // As curl takes it; and many a machine names a SOCKS proxy for its desktop there.
    if (/^socks/i.test(text) && variable.toLowerCase() === "all_proxy") continue;
    const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`);
    if (url !== null && ["http:", "https:"].includes(url.protocol) && url.hostname !== "")
      return { variable, url };
    throw new ConfigError("A proxy cannot be used:", [
      `${variable} (the environment) is no address of a proxy for HTTP; allowed: http://host:port or http://user:password@host:port. Without a proxy, unset it.`,
    ]);
  }
  return null;
}

function summaryOf(named: readonly Named[], config: Targets): string {
  const proxies = new Map(named.map(({ variable, url }) => [variable, url.host]));
  const used = [...proxies].map(([variable, host]) => `${host} (${variable})`).join(" and ");
  const mongo = config.dbConnectionString
    ? ", and so is MongoDB: its driver takes proxies by proxyHost in db_connection_string only"
    : "";
  const asked = "slackHookMain" in config ? "Reddit and Slack are" : "Reddit is";
  return `${asked} asked through the proxy ${used}; Postgres is reached directly${mongo}.`;
}

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** NO_PROXY knows names and single addresses: of the range 127.0.0.0/8 those that are used. */
function ownHosts(config: Targets): readonly string[] {
  const used = [
    config.redditUrl,
    ...[config.slackHookMain, config.slackHookSteps, config.slackHookAlerts],
    ...[config.slackHookErrors, config.slackHookLogging],
  ].flatMap((address) => URL.parse(address ?? "")?.hostname ?? []);
  const own = used.filter((host) => {
    const bare = host.replace(/^\[(.*)\]$/, "$1");
    return isIP(bare) !== 0 && loopback.check(bare, isIP(bare) === 6 ? "ipv6" : "ipv4");
  });
  return [...new Set(["localhost", ".localhost", "127.0.0.1", "::1", "[::1]", ...own])];
}
