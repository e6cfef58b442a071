import { configuredAccounts } from "./bot-accounts.ts";
import type { Config } from "./config.ts";
import { type ConfigSources, loadWithOrigins } from "./load-config.ts";
import { type SettingInForce, settingsInForce } from "./settings-in-force.ts";

/** All that the site asks of the settings. Secrets among them are the database's address and that of its
 * own Reddit app, which can do nothing but ask people who they are. */
const siteKeys = [
  "rootDir",
  "dataDir",
  "databaseUrl",
  "logDir",
  "logDays",
  "logLevel",
  "legalNoticeUrl",
  "metricsHost",
  "operatorContact",
  "operatorName",
  "admins",
  "appealRetention",
  "banLogInterval",
  "recentPollInterval",
  "redditUrl",
  "researchApproval",
  "treatmentFraction",
  "siteClientId",
  "siteClientSecret",
  "sourceUrl",
  "treatmentFraction",
  "trustedProxies",
  "updateCutoff",
  "webHost",
  "webMetricsPort",
  "webPort",
  "webProcesses",
  "webUrl",
] as const satisfies readonly (keyof Config)[];

/**
 * The settings of the site: nothing that the bot signs in, makes links, posts to Slack or fills
 * the archive with. The site starts where these are not known, and holds them nowhere else.
 */
export interface SiteConfig extends Pick<Config, (typeof siteKeys)[number]> {
  /** Whether the settings name an account of the bot. */
  readonly namesBotAccount: boolean;
  /** Whom moderators invite: the first of the bot's accounts; `undefined` where only Reddit knows it. */
  readonly botUsername: string | undefined;
  /** All settings as they are in force here, secrets left out, for operators to read. */
  readonly settingsInForce: readonly SettingInForce[];
}

/** @throws ConfigError as `loadConfig` does: a file that bot and site share is checked as a whole */
export function loadSiteConfig(sources: ConfigSources): SiteConfig {
  const { config, origins } = loadWithOrigins(sources);
  const picked = Object.fromEntries(siteKeys.map((key) => [key, config[key]]));
  const [first] = configuredAccounts(config);
  return Object.freeze({
    ...(picked as Pick<Config, (typeof siteKeys)[number]>),
    namesBotAccount: first !== undefined,
    botUsername: first,
    settingsInForce: settingsInForce(config, origins),
  });
}
