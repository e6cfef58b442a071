import { readYamlFile } from "@appealmod/config";
import { z } from "zod";

const value = z.union([z.string(), z.number(), z.boolean()]).nullish();

/** `certs/config.yaml` of the earlier system. */
const configSchema = z.looseObject({
  bot_email: value,
  bot_username: value,
  bot_password: value,
  bot_user_agent: value,
  bot_client_id: value,
  bot_client_secret: value,
  db_connection_string: value,
  debug: value,
  treatment_fraction: value,
  dialogue_update_interval: value,
  update_cutoff: value,
});

export type EarlierConfig = z.infer<typeof configSchema>;

/** Which of our settings each of theirs sets, and whether its value may be shown. */
const settings = [
  ["bot_username", "reddit_username", "shown"],
  ["bot_email", "reddit_email", "secret"],
  ["bot_password", "reddit_password", "secret"],
  ["bot_user_agent", "user_agent", "shown"],
  ["bot_client_id", "client_id", "secret"],
  ["bot_client_secret", "client_secret", "secret"],
  ["debug", "debug", "shown"],
  ["treatment_fraction", "treatment_fraction", "shown"],
  ["dialogue_update_interval", "dialogue_update_interval", "shown"],
  ["update_cutoff", "update_cutoff", "shown"],
] as const;

/** @throws ConfigError */
export function readEarlierConfig(path: string): EarlierConfig {
  return readYamlFile(path, configSchema, "the earlier system's settings");
}

/** Rows of `ours, theirs, value`; of a secret only that it is there. */
export function settingsFrom(config: EarlierConfig): readonly (readonly string[])[] {
  return settings.flatMap(([theirs, ours, kind]) => {
    const given = config[theirs];
    if (given === undefined || given === null || given === "") return [];
    return [[ours, theirs, kind === "secret" ? "[not shown]" : String(given)]];
  });
}

/** What no file of theirs tells in a way that could be read, and has to be set by hand. */
export function toAskFor(subreddits: readonly string[]): readonly string[] {
  return [
    `subreddits: which communities the bot serves${subreddits.length === 0 ? "" : `; the data name ${subreddits.join(", ")}`}`,
    "slack_hook_main, _steps, _alerts, _errors, _logging: they stood in Python files",
    "db_connection_string: a database beside the earlier one, which stays as it is",
    "web_url, database_url: the earlier system had none like these",
  ];
}
