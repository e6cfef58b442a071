import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { requireBotAccounts } from "./bot-accounts.ts";
import { ConfigError } from "./config-error.ts";
import { loadConfig } from "./load-config.ts";

let rootDir: string;
beforeEach(() => {
  rootDir = mkdtempSync(join(tmpdir(), "appealmod-config-"));
  mkdirSync(join(rootDir, "conf"));
  mkdirSync(join(rootDir, "certs"));
});
afterEach(() => rmSync(rootDir, { recursive: true }));

const write = (path: string, text: string) => writeFileSync(join(rootDir, path), text);
const load = (env: Record<string, string> = {}) => loadConfig({ env, rootDir });

function told(attempt: () => unknown): string {
  try {
    attempt();
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error("the settings were accepted");
}

const refusal = (env: Record<string, string>) => told(() => load(env));

describe("web_url", () => {
  test.each([
    ["https://appeals.example", "https://appeals.example"],
    ["https://appeals.example/", "https://appeals.example"],
    [" https://appeals.example// ", "https://appeals.example"],
    ["HTTPS://Appeals.Example:8443", "https://appeals.example:8443"],
    ["http://127.0.0.1:3000", "http://127.0.0.1:3000"],
  ])("%s is taken as %s", (APPEALMOD_WEB_URL, webUrl) => {
    expect(load({ APPEALMOD_WEB_URL })).toMatchObject({ webUrl });
  });

  test.each([
    ["https://appeals.example/mods", /has a path/],
    ["https://appeals.example/mods/", /has a path/],
    ["https://appeals.example?from=reddit", /has a query/],
    ["https://appeals.example/?", /has a query/],
    ["https://appeals.example/#top", /has a fragment/],
    ["https://me:hunter2@appeals.example", /name or a password/],
    ["https://hunter2@appeals.example/", /name or a password/],
    ["https://me:hunter2/x@appeals.example/", /allowed/],
    ["me:hunter2@appeals.example", /http:\/\/ or https:\/\//],
    ["appeals.example", /http:\/\/ or https:\/\//],
    ["appeals.example:3000", /http:\/\/ or https:\/\//],
    ["//appeals.example", /http:\/\/ or https:\/\//],
    ["ftp://appeals.example", /http:\/\/ or https:\/\//],
    ["https://https://appeals.example", /has a path|allowed/],
    ["https://appeals.example/?token=hunter2", /has a query/],
    ["https://appeals.example/#hunter2", /has a fragment/],
  ])("%s is refused, with the reason and without a password", (APPEALMOD_WEB_URL, reason) => {
    const message = refusal({ APPEALMOD_WEB_URL });
    expect(message).toMatch(/APPEALMOD_WEB_URL \(the environment\) is .*; allowed: /);
    expect(message).toMatch(reason);
    expect(message).not.toContain("hunter2");
  });
});

describe("reddit_url", () => {
  test("may have a path, as a test server may", () => {
    const { redditUrl } = load({ APPEALMOD_REDDIT_URL: "http://127.0.0.1:8080/reddit/" });
    expect(redditUrl).toBe("http://127.0.0.1:8080/reddit");
  });

  test.each([
    ["https://www.reddit.com", /leave it out/],
    ["https://oauth.reddit.com/", /leave it out/],
    ["https://reddit.com/r/Foo", /leave it out/],
    ["http://me:hunter2@reddit.example", /name or a password/],
    ["http://reddit.example/?x=hunter2", /query/],
    ["http://reddit.example/#hunter2", /fragment/],
  ])("%s is refused", (APPEALMOD_REDDIT_URL, reason) => {
    const message = refusal({ APPEALMOD_REDDIT_URL });
    expect(message).toMatch(reason);
    expect(message).not.toContain("hunter2");
  });
});

describe("Slack hooks", () => {
  test.each([
    ["https://app.slack.com/client/T0/C0hunter2", /no webhook/],
    ["https://team.slack.com/archives/C0hunter2", /no webhook/],
    ["https://hooks.slack.com/", /no webhook/],
    ["https://discord.com/api/webhooks/1/hunter2", /\/slack/],
    ["#general", /allowed: the address of a webhook/],
    ["xoxb-hunter2", /allowed: the address of a webhook/],
  ])("%s is refused", (APPEALMOD_SLACK_HOOK_MAIN, reason) => {
    const message = refusal({ APPEALMOD_SLACK_HOOK_MAIN });
    expect(message).toMatch(reason);
    expect(message).not.toContain("hunter2");
  });

  test.each([
    "https://hooks.slack.com/services/T0/B0/x",
    "https://hooks.slack-gov.com/services/T0/B0/x",
    "https://chat.example/hooks/x",
    "https://discord.com/api/webhooks/1/x/slack",
    "http://127.0.0.1:8080/main?x=1",
  ])("%s is taken", (APPEALMOD_SLACK_HOOK_MAIN) => {
    expect(load({ APPEALMOD_SLACK_HOOK_MAIN }).slackHookMain).toBe(APPEALMOD_SLACK_HOOK_MAIN);
  });
});

describe("names of redditors and communities", () => {
  test.each([
    "AppealBot",
    "u/AppealBot",
    "/u/AppealBot",
    "U/AppealBot/",
    "user/AppealBot",
    "@AppealBot",
    "https://www.reddit.com/user/AppealBot/",
    "old.reddit.com/u/AppealBot?sort=new",
    "https://www.reddit.com/user/AppealBot/comments/",
    " u/AppealBot ",
  ])("reddit_username: %s", (name) => {
    expect(load({ APPEALMOD_REDDIT_USERNAME: name }).redditUsername).toBe("AppealBot");
    expect(load({ APPEALMOD_ADMINS: name }).admins).toEqual(["AppealBot"]);
    write("certs/config.yaml", `bot_username: "${name}"\n`);
    expect(load().redditUsername).toBe("AppealBot");
  });

  test.each(["bot@example.org", "Appeal Bot", "r/AppealBot", "https://www.reddit.com/r/Foo"])(
    "reddit_username: %s is refused",
    (APPEALMOD_REDDIT_USERNAME) => {
      expect(refusal({ APPEALMOD_REDDIT_USERNAME })).toMatch(
        /APPEALMOD_REDDIT_USERNAME .*allowed: a Reddit username/,
      );
    },
  );

  test("one account described twice is told, however it is written", () => {
    const account = {
      reddit_username: "/user/appealbot/",
      reddit_password: "second-password",
      client_id: "second",
      client_secret: "second-secret",
      user_agent: "linux:appealmod:1.0 (by /u/somebody)",
    };
    const message = refusal({
      APPEALMOD_REDDIT_USERNAME: "u/AppealBot",
      APPEALMOD_ACCOUNTS: JSON.stringify([account]),
    });
    expect(message).toContain("names the same account as reddit_username");
  });

  test("lists in one piece are read, or the cure is told", () => {
    write("conf/appealmod.yaml", "subreddits: r/Foo, /r/Bar/\n");
    expect(load().subreddits).toEqual(["Foo", "Bar"]);
    for (const list of ["Foo, Bar", "[Foo, Bar]", '["Foo", "Bar"]'])
      expect(load({ APPEALMOD_SUBREDDITS: list }).subreddits).toEqual(["Foo", "Bar"]);
    for (const list of ["Foo Bar", "Foo; Bar", "Foo+Bar"])
      expect(refusal({ APPEALMOD_SUBREDDITS: list })).toMatch(/separated by commas/);
  });
});

describe("numbers", () => {
  test.each([
    ["TREATMENT_FRACTION", "50", /0\.5 .*half/],
    ["TREATMENT_FRACTION", "50%", /0\.5 .*half/],
    ["TREATMENT_FRACTION", "0,5", /with a point/],
    ["UPDATE_CUTOFF", "0", /above 0/],
    ["UPDATE_CUTOFF", "30d", /without a unit/],
    ["RECENT_POLL_INTERVAL", "5s", /seconds.*without a unit/],
    ["DIALOGUE_UPDATE_INTERVAL", "5 min", /seconds.*without a unit/],
    ["WEB_PORT", "0", /from 1 to 65535/],
  ])("%s=%s is refused with the cure", (key, value, cure) => {
    expect(refusal({ [`APPEALMOD_${key}`]: value })).toMatch(cure);
  });

  test("yes and no in YAML are told which word to write", () => {
    for (const [word, cure] of [
      ["on", "true"],
      ["yes", "true"],
      ["off", "false"],
      ["No", "false"],
    ]) {
      write("conf/appealmod.yaml", `debug: ${word}\n`);
      expect(told(load)).toMatch(new RegExp(`debug .*:1\\).*; write ${cure}$`, "m"));
    }
  });

  test("in quotes are told to go without", () => {
    write("conf/appealmod.yaml", 'log_days: "14"\ndebug: "true"\n');
    const message = told(load);
    expect(message).toMatch(/debug \(conf\/appealmod\.yaml:2\).*without quotes/);
    expect(message).toMatch(/log_days \(conf\/appealmod\.yaml:1\).*without quotes/);
  });
});

describe("what signs in at Reddit", () => {
  const complete = {
    APPEALMOD_REDDIT_USERNAME: "AppealBot",
    APPEALMOD_REDDIT_PASSWORD: "some-password",
    APPEALMOD_CLIENT_ID: "abcdefghijklmn",
    APPEALMOD_CLIENT_SECRET: "some-secret",
    APPEALMOD_USER_AGENT: "linux:appealmod:1.0 (by /u/somebody)",
  };

  test.each([
    ["CLIENT_ID", '"hunter2"', /quotes/],
    ["CLIENT_ID", "my hunter2", /blank/],
    ["CLIENT_SECRET", "'hunter2'", /quotes/],
    ["CLIENT_SECRET", "hunter2 x", /blank/],
    ["REFRESH_TOKEN", '"hunter2"', /quotes/],
    ["REDDIT_PASSWORD", "hunter2\n", /line break/],
    ["REDDIT_PASSWORD", "hunter2\r", /line break/],
  ])("%s=%j is refused, and not shown where it is secret", (key, value, reason) => {
    const message = refusal({ ...complete, [`APPEALMOD_${key}`]: value });
    expect(message).toMatch(new RegExp(`APPEALMOD_${key} `));
    expect(message).toMatch(reason);
    if (key !== "CLIENT_ID") expect(message).not.toContain("hunter2");
  });

  test("loses the blanks and line ends around it, a password aside", () => {
    const config = load({
      APPEALMOD_CLIENT_ID: " abc\n",
      APPEALMOD_CLIENT_SECRET: "some-secret\r\n",
      APPEALMOD_REFRESH_TOKEN: " some-token ",
      APPEALMOD_REDDIT_PASSWORD: " a b ",
    });
    expect(config).toMatchObject({
      clientId: "abc",
      clientSecret: "some-secret",
      refreshToken: "some-token",
      redditPassword: " a b ",
    });
  });

  test.each([
    "linux:appealmod:1.0 (by /u/your-name)",
    "platform:name:version (by /u/you)",
    "linux:appealmod:1.0 (by u/You)",
    "platform:app-id:version (by /u/name)",
    "<platform>:<app ID>:<version string> (by /u/<reddit username>)",
  ])("has a user agent of its own, not the example's: %s", (userAgent) => {
    const first = load({ ...complete, APPEALMOD_USER_AGENT: userAgent });
    expect(told(() => requireBotAccounts(first))).toMatch(/user_agent.*example/);
    const accounts = [
      {
        reddit_username: "SecondBot",
        reddit_password: "second-password",
        client_id: "second",
        client_secret: "second-secret",
        user_agent: userAgent,
      },
    ];
    const further = load({ ...complete, APPEALMOD_ACCOUNTS: JSON.stringify(accounts) });
    expect(told(() => requireBotAccounts(further))).toMatch(/accounts\[0\]\.user_agent.*example/);
  });

  test("may be answered for by whoever has a name that begins so", () => {
    const APPEALMOD_USER_AGENT = "linux:appealmod:1.0 (by /u/you-know-me)";
    expect(() => requireBotAccounts(load({ ...complete, APPEALMOD_USER_AGENT }))).not.toThrow();
  });
});

test.each(["DATA_DIR", "LOG_DIR"])("a home folder is not understood in %s, and told so", (key) => {
  expect(refusal({ [`APPEALMOD_${key}`]: "~/appealmod" })).toMatch(/write the whole path/);
  expect(load({ [`APPEALMOD_${key}`]: "var/appealmod~" })).toBeDefined();
});
