import { siteOutOfReach } from "@appealmod/config";
import { type Check, type Finding, ok } from "./finding.ts";

const answerWithinMs = 5_000;

/** The site: whether redditors can reach it, and moderators sign in. */
export const checkSite: Check = {
  id: "site",
  async run({ config }) {
    return [await reachOf(config), signInOf(config), proxyOf(config)];
  },
};

type Config = Parameters<Check["run"]>[0]["config"];

async function reachOf(config: Config): Promise<Finding> {
  const id = "site.reach";
  const { webUrl } = config;
  const outOfReach = siteOutOfReach(config);
  if (outOfReach !== null)
    return { id, status: "failure", message: `${outOfReach}.`, fix: "Set web_url." };
  try {
    const signal = AbortSignal.timeout(answerWithinMs);
    const { status } = await fetch(`${webUrl}/healthz`, { signal, redirect: "manual" });
    if (status === 200) return ok(id, `The site answers at ${webUrl}.`);
    const message = `${webUrl}/healthz is answered with ${status}.`;
    return { id, status: "failure", message, fix: "See the site's log, and the proxy before it." };
  } catch (error) {
    const why = error instanceof Error ? error.message : "no answer";
    const message = `Nothing answers at ${webUrl} from this machine: ${why}.`;
    const fix = "Start the site (pnpm web), and point web_url's name at it.";
    return { id, status: "failure", message, fix };
  }
}

function signInOf({ siteClientId, siteClientSecret }: Config): Finding {
  const id = "site.sign-in";
  const fix = "Register a web app at https://www.reddit.com/prefs/apps and set both.";
  if (siteClientId !== undefined && siteClientSecret !== undefined)
    return ok(id, "Moderators can sign in.");
  const missing = [
    ...(siteClientId === undefined ? ["site_client_id"] : []),
    ...(siteClientSecret === undefined ? ["site_client_secret"] : []),
  ];
  const status = missing.length === 1 ? "failure" : "warning";
  const message = `Nobody can sign in on the site: ${missing.join(" and ")} not set.`;
  return { id, status, message, fix };
}

function proxyOf({ webUrl, trustedProxies }: Config): Finding {
  const id = "site.proxy";
  if (!webUrl.startsWith("https:") || trustedProxies.length > 0)
    return ok(id, "The site knows its proxy, or needs none.");
  const message =
    "web_url is https, which a proxy must provide, and trusted_proxies names none: all visitors count as one.";
  return { id, status: "warning", message, fix: "Set trusted_proxies to the proxy's address." };
}
