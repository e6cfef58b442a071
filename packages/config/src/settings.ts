import { accountList } from "./account-settings.ts";
import { pageAddress, redditAddress, siteAddress, webhook } from "./address-kinds.ts";
import { addressRanges } from "./address-ranges.ts";
import { credential, password } from "./credential-kinds.ts";
import { redditorName, subredditName } from "./reddit-names.ts";
import {
  choice,
  connectionString,
  contact,
  flag,
  folder,
  headerText,
  listOf,
  nameOf,
  positiveNumber,
  share,
  text,
  type ValueKind,
  wholeNumber,
} from "./value-kinds.ts";

/** What is known of one setting. `Fallback` is undefined when it may stay unset. */
export interface Setting<T, Fallback extends T | undefined> {
  readonly kind: ValueKind<T>;
  readonly fallback: Fallback;
  /** Other names that are accepted for it. */
  readonly aliases: readonly string[];
  /** Its value is never shown, and belongs in certs/config.yaml or the environment. */
  readonly secret: boolean;
  readonly meaning: string;
  /** What to print as the default where `fallback` does not tell. */
  readonly fallbackMeaning: string | undefined;
  /** Lines of YAML that show it in the example file, where its default does not. */
  readonly example: readonly string[] | undefined;
}

interface About {
  readonly meaning: string;
  readonly aliases?: readonly string[];
  readonly secret?: boolean;
  readonly fallbackMeaning?: string;
  readonly example?: readonly string[];
}

const unsaid = { aliases: [], secret: false, fallbackMeaning: undefined, example: undefined };

function optional<T>(kind: ValueKind<T>, about: About): Setting<T, undefined> {
  return { ...unsaid, ...about, kind, fallback: undefined };
}

function defaulted<T>(kind: ValueKind<T>, fallback: T, about: About): Setting<T, T> {
  return { ...unsaid, ...about, kind, fallback };
}

/**
 * Every setting there is, by its key in YAML; `APPEALMOD_` + the key in capitals in the
 * environment; in camelCase on `Config`. A line here is all that a new one needs: the checks,
 * the printed table and the example files follow (run `pnpm --filter @appealmod/config files`).
 */
export const settings = {
  // The bot's account at Reddit.
  reddit_username: optional(nameOf("a Reddit username", redditorName), {
    aliases: ["bot_username"],
    meaning: "the bot's account",
  }),
  reddit_password: optional(password(), {
    aliases: ["bot_password"],
    secret: true,
    meaning: "its password; a refresh_token works as well",
  }),
  client_id: optional(credential(), {
    aliases: ["bot_client_id"],
    meaning: "id of the bot's app at reddit.com/prefs/apps",
  }),
  client_secret: optional(credential(), {
    aliases: ["bot_client_secret"],
    secret: true,
    meaning: "secret of that app",
  }),
  refresh_token: optional(credential(), {
    aliases: ["bot_refresh_token"],
    secret: true,
    meaning: "instead of reddit_password",
  }),
  user_agent: optional(headerText(), {
    aliases: ["bot_user_agent"],
    meaning: "how the bot names itself to Reddit: platform:name:version (by /u/you)",
  }),
  accounts: defaulted(accountList(), [], {
    secret: true,
    meaning:
      "further accounts of the bot, each with a request budget of its own; the settings above describe the first one, which serves whatever is assigned to none",
    fallbackMeaning: "none",
    example: [
      "accounts:",
      "  - reddit_username: SecondBot",
      "    reddit_password: secret",
      "    client_id: id",
      "    client_secret: secret",
      '    user_agent: "platform:name:version (by /u/you)"',
      "    subreddits: [BirdCalls]",
    ],
  }),
  reddit_email: optional(text(), { aliases: ["bot_email"], meaning: "accepted, unused" }),
  reddit_url: optional(redditAddress(), {
    meaning: "one base address for both API hosts, for a test server",
    fallbackMeaning: "Reddit's own",
  }),
  rate_limit_floor: defaulted(wholeNumber(0, 1000, "requests"), 20, {
    meaning:
      "when Reddit says that fewer requests than this are left, the bot waits for the next window",
  }),

  // What the bot does.
  debug: defaulted(flag(), false, { meaning: "true: nothing is written to Reddit" }),
  subreddits: defaulted(listOf("subreddit names", subredditName), [], {
    meaning: "communities to serve from the start",
    fallbackMeaning: "none",
  }),
  treatment_fraction: defaulted(share(), 1, {
    meaning: "1: everyone is in treatment; 0.5: half",
  }),
  dialogue_update_interval: defaulted(positiveNumber("seconds", 86_400), 300, {
    meaning: "seconds between passes of the runner `started`",
  }),
  recent_poll_interval: defaulted(positiveNumber("seconds", 86_400), 5, {
    meaning: "seconds between polls of the runner `recent`",
  }),
  ban_log_interval: defaulted(positiveNumber("seconds", 86_400), 30, {
    meaning: "seconds between looks at Reddit's moderation log, which tells of bans and unbans",
  }),
  update_cutoff: defaulted(positiveNumber("days", 3650), 30, {
    meaning: "days after which a silent appeal is closed",
  }),
  worker_concurrency: defaulted(wholeNumber(1, 50), 4, {
    meaning: "conversations that one process works on at once",
  }),

  // Where data go.
  database_url: optional(connectionString("postgres", "postgresql"), {
    secret: true,
    meaning: "Postgres, the system of record",
    fallbackMeaning: "an embedded server is started",
  }),
  db_connection_string: optional(connectionString("mongodb", "mongodb+srv"), {
    secret: true,
    meaning: "MongoDB, the research archive",
    fallbackMeaning: "events wait in Postgres",
  }),
  archive_ttl_days: optional(positiveNumber("days", 36_500), {
    meaning: "days after which MongoDB deletes log events by itself",
    fallbackMeaning: "off: kept for good",
  }),
  archive_batch_size: defaulted(wholeNumber(1, 1000, "documents"), 500, {
    meaning: "documents per command to MongoDB; 40 for FerretDB, which hangs on more",
  }),
  data_dir: defaulted(folder(), ".appealmod", {
    meaning: "the embedded Postgres and log files",
  }),

  appeal_retention: defaulted(wholeNumber(0, 1200, "months"), 24, {
    meaning: "months after closing until an appeal is deleted; 0 keeps it",
  }),
  research_approval: optional(text("the reference of an approval"), {
    meaning:
      "the approval (ethics board, Reddit's programme for researchers) under which a treatment_fraction below 1 is drawn",
    fallbackMeaning: "none is recorded",
  }),

  // The website.
  operator_name: optional(text("a name"), {
    meaning: "who runs this site, shown on it",
    fallbackMeaning: "the site says so to admins",
  }),
  operator_contact: optional(contact(), {
    meaning: "how to reach them: an e-mail address or a page",
    fallbackMeaning: "none is shown",
  }),
  legal_notice_url: optional(pageAddress(), {
    meaning: "their legal notice",
    fallbackMeaning: "none is shown",
  }),
  source_url: optional(pageAddress(), {
    meaning: "where the program's source code is, as this site runs it",
    fallbackMeaning: "no link to it is shown",
  }),
  web_url: defaulted(siteAddress(), "http://localhost:3000", {
    meaning: "public address of the site; form links begin with it",
  }),
  web_host: defaulted(text("an address of this machine"), "127.0.0.1", {
    meaning: "address that the site listens on; 0.0.0.0 in a container",
  }),
  web_port: optional(wholeNumber(1, 65_535), {
    meaning: "port that the site listens on",
    fallbackMeaning: "the port in web_url, or 3000",
  }),
  web_processes: defaulted(wholeNumber(1, 64, "processes"), 1, {
    meaning: "processes that share the port; more than the machine has cores make nothing faster",
  }),
  web_metrics_port: optional(wholeNumber(1, 65_535), {
    meaning: "port where the site answers /livez, /readyz and /metrics, for the own network only",
    fallbackMeaning: "none is opened",
  }),
  bot_metrics_port: optional(wholeNumber(1, 65_535), {
    meaning: "the same of the bot; a port of its own, as both may run on one machine",
    fallbackMeaning: "none is opened",
  }),
  metrics_host: defaulted(text("an address of this machine"), "127.0.0.1", {
    meaning: "address that those ports listen on; never one that the internet reaches",
  }),
  link_secret: optional(text("text of at least 32 characters", 32), {
    secret: true,
    meaning: "makes form links; the same for all machines of an installation",
    fallbackMeaning: "made once and kept in the data folder",
  }),
  admins: defaulted(listOf("Reddit usernames", redditorName), [], {
    meaning: "may enter the operator's and researcher's rooms",
    fallbackMeaning: "none",
  }),
  site_client_id: optional(credential(), {
    meaning: "Reddit app of the kind `web app`, by which people sign in on the site",
    fallbackMeaning: "nobody can sign in",
  }),
  site_client_secret: optional(credential(), {
    secret: true,
    meaning: "its secret",
  }),
  allow_insecure_http: defaulted(flag(), false, {
    meaning:
      "true: web_url, reddit_url and webhooks may begin with http://, also outside this machine",
  }),
  trusted_proxies: defaulted(addressRanges(), [], {
    meaning:
      "proxies, by address or range, whose X-Forwarded-For (or, without one, Forwarded) is believed",
    fallbackMeaning: "none",
  }),

  // Who hears what.
  log_level: defaulted(choice(["debug", "info", "warn", "error"]), "info", {
    meaning: "the least that console and file show",
  }),
  log_days: defaulted(wholeNumber(1, 3650, "days"), 14, {
    meaning: "days that log files are kept",
  }),
  log_dir: optional(folder(), {
    meaning: "where log files go",
    fallbackMeaning: "logs in data_dir",
  }),
  slack_hook_main: optional(webhook(), {
    secret: true,
    meaning: "webhook: runners, finished steps, sign-ups",
  }),
  slack_hook_steps: optional(webhook(), {
    secret: true,
    meaning: "webhook: every step of every conversation",
  }),
  slack_hook_alerts: optional(webhook(), {
    secret: true,
    meaning: "webhook: recoverable trouble",
  }),
  slack_hook_errors: optional(webhook(), {
    secret: true,
    meaning: "webhook: what ended a job or a runner",
  }),
  slack_hook_logging: optional(webhook(), {
    secret: true,
    meaning: "webhook: everything that any other channel gets",
  }),
  slack_disabled: defaulted(flag(), false, { meaning: "true: nothing is sent to Slack" }),
} satisfies Record<string, AnySetting>;

/** A setting of whatever type. */
// biome-ignore lint/suspicious/noExplicitAny: the one place where all value types meet.
export type AnySetting = Setting<any, any>;
export type SettingKey = keyof typeof settings;

export const settingKeys = Object.keys(settings) as SettingKey[];

export function settingOf(key: SettingKey): AnySetting {
  return settings[key];
}

export function environmentName(key: string): string {
  return `APPEALMOD_${key.toUpperCase()}`;
}
