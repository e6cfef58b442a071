import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { secretValues } from "./config-secrets.ts";
import { loadConfig } from "./load-config.ts";
import { loadSiteConfig } from "./site-config.ts";

let rootDir: string;
beforeEach(() => {
  rootDir = mkdtempSync(join(tmpdir(), "appealmod-site-config-"));
  mkdirSync(join(rootDir, "certs"));
});
afterEach(() => rmSync(rootDir, { recursive: true }));

const databaseUrl = "postgres://site:db-password@db.example/appealmod";
const secretSettings = `
reddit_username: AppealModBot
reddit_password: bot-password
client_id: bot-client
client_secret: bot-client-secret
refresh_token: bot-refresh-token
user_agent: "server:appealmod:1 (by /u/olive)"
accounts:
  - reddit_username: SecondBot
    reddit_password: second-password
    client_id: second-client
    client_secret: second-client-secret
    user_agent: "server:appealmod:1 (by /u/olive)"
link_secret: a-link-secret-of-this-installation
db_connection_string: mongodb://archive:mongo-password@mongo.example/appealmod
slack_hook_main: https://hooks.slack.example/main
slack_hook_steps: https://hooks.slack.example/steps
slack_hook_alerts: https://hooks.slack.example/alerts
slack_hook_errors: https://hooks.slack.example/errors
slack_hook_logging: https://hooks.slack.example/logging
database_url: ${databaseUrl}
`;

test("the site holds the database's address, and no other secret of the file that it shares", () => {
  writeFileSync(join(rootDir, "certs", "config.yaml"), secretSettings);
  const site = loadSiteConfig({ env: {}, rootDir });
  expect(site).toMatchObject({ databaseUrl, namesBotAccount: true });
  const secrets = secretValues(loadConfig({ env: {}, rootDir }));
  expect(secrets.length).toBeGreaterThan(12);
  const held = JSON.stringify(site);
  expect(secrets.filter((secret) => held.includes(secret))).toEqual([databaseUrl, "db-password"]);
  expect(secretValues(site)).toEqual([databaseUrl, "db-password"]);
});

test("each setting in force is told with where it comes from, and no secret's value", () => {
  writeFileSync(join(rootDir, "certs", "config.yaml"), secretSettings);
  const env = { APPEALMOD_LOG_LEVEL: "warn", APPEALMOD_ADMINS: "olive, fern" };
  const { settingsInForce } = loadSiteConfig({ env, rootDir });
  const of = (key: string) => settingsInForce.find((setting) => setting.key === key);
  expect(of("log_level")).toMatchObject({ value: "warn", origin: "APPEALMOD_LOG_LEVEL" });
  expect(of("admins")).toMatchObject({ value: "olive, fern", origin: "APPEALMOD_ADMINS" });
  expect(of("log_days")).toMatchObject({ value: "14", origin: null });
  expect(of("reddit_password")).toMatchObject({
    ...{ value: "[redacted]", origin: "certs/config.yaml:3", isSecret: true },
  });
  expect(of("accounts")).toMatchObject({ value: "SecondBot", origin: "certs/config.yaml:8" });
});

test("the site needs no setting at all", () => {
  expect(loadSiteConfig({ env: {}, rootDir })).toMatchObject({
    databaseUrl: undefined,
    namesBotAccount: false,
    webUrl: "http://localhost:3000",
    webPort: 3000,
  });
});

test("a wrong setting is named to the site as to the bot", () => {
  const env = { APPEALMOD_WEB_PORTS: "3000" };
  expect(() => loadSiteConfig({ env, rootDir })).toThrow("APPEALMOD_WEB_PORT?");
});
