export type { AccountSettings } from "./account-settings.ts";
export {
  type BotAccountSettings,
  configuredAccounts,
  requireBotAccounts,
} from "./bot-accounts.ts";
export { canonicalAddress } from "./canonical-address.ts";
export { readCommunityFiles } from "./community-files.ts";
export type { Config } from "./config.ts";
export { ConfigError } from "./config-error.ts";
export {
  configFromEnvironment,
  findRootDir,
  siteConfigFromEnvironment,
} from "./config-from-environment.ts";
export { redactedConfig, secretValues } from "./config-secrets.ts";
export { fileFindings } from "./file-findings.ts";
export { type Finding, ok } from "./finding.ts";
export { giveToOwner } from "./give-to-owner.ts";
export { ensureLinkSecret } from "./link-secret.ts";
export { type ConfigSources, loadConfig } from "./load-config.ts";
export { nearestName } from "./nearest-name.ts";
export { type OutboundProxy, outboundProxy } from "./outbound-proxy.ts";
export { programVersion } from "./program-version.ts";
export { requirePublicSite, siteOutOfReach } from "./public-site.ts";
export type { RedditCredentials } from "./reddit-credentials.ts";
export { redditorName, subredditName } from "./reddit-names.ts";
export { environmentName } from "./settings.ts";
export { settingsMarkdown, settingsTable } from "./settings-documents.ts";
export type { SettingInForce } from "./settings-in-force.ts";
export { loadSiteConfig, type SiteConfig } from "./site-config.ts";
export { ensureWritableFolders, makeFolder } from "./writable-folders.ts";
export { readYamlFile } from "./yaml-file.ts";
