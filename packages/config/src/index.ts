export type { Config } from "./config.ts";
export { ConfigError } from "./config-error.ts";
export { configFromEnvironment, findRootDir } from "./config-from-environment.ts";
export { redactedConfig, secretValues } from "./config-secrets.ts";
export { type ConfigSources, loadConfig } from "./load-config.ts";
export { type RedditCredentials, requireRedditCredentials } from "./reddit-credentials.ts";
export { redditorName, subredditName } from "./reddit-names.ts";
export { settingsMarkdown, settingsTable } from "./settings-documents.ts";
export { readYamlFile } from "./yaml-file.ts";
