import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ConfigError } from "./config-error.ts";
import { redactedConfig, secretValues } from "./config-secrets.ts";
import { loadConfig } from "./load-config.ts";
import { requireRedditCredentials } from "./reddit-credentials.ts";

let rootDir: string;
beforeEach(() => {
  rootDir = mkdtempSync(join(tmpdir(), "appealmod-config-"));
  mkdirSync(join(rootDir, "conf"));
  mkdirSync(join(rootDir, "certs"));
});
afterEach(() => rmSync(rootDir, { recursive: true }));

const write = (path: string, text: string) => writeFileSync(join(rootDir, path), text);
const load = (env: Record<string, string> = {}) => loadConfig({ env, rootDir });

function problemsOf(env: Record<string, string> = {}): readonly string[] {
  try {
    load(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  throw new Error("the settings were accepted");
}

describe("without any setting", () => {
  test("the defaults hold", () => {
    expect(load()).toMatchObject({
      rootDir,
      debug: false,
      treatmentFraction: 1,
      dialogueUpdateInterval: 300,
      updateCutoff: 30,
      recentPollInterval: 5,
      banLogInterval: 30,
      webUrl: "http://localhost:3000",
      webPort: 3000,
      logDays: 14,
      logLevel: "info",
      workerConcurrency: 4,
      subreddits: [],
      admins: [],
      slackDisabled: false,
      databaseUrl: undefined,
      redditUrl: undefined,
      dataDir: join(rootDir, ".appealmod"),
      logDir: join(rootDir, ".appealmod", "logs"),
    });
  });

  test.each(["\u200B", "\u3164\u2060", "\u2800", "\uFEFF\u00AD"])(
    "a text of nothing that shows (%j) is refused by name",
    (text) => {
      for (const variable of [
        "APPEALMOD_REDDIT_USERNAME",
        "APPEALMOD_WEB_HOST",
        "APPEALMOD_LOG_DIR",
      ])
        expect(problemsOf({ [variable]: text }).join()).toContain(variable);
    },
  );

  test("nothing can be changed afterwards", () => {
    const config = load({ APPEALMOD_ADMINS: "one" });
    expect(() => Object.assign(config, { debug: true })).toThrow(TypeError);
    expect(() => (config.admins as string[]).push("intruder")).toThrow(TypeError);
  });
});

describe("precedence", () => {
  test("environment, then certs/config.yaml, then conf/appealmod.yaml", () => {
    write("conf/appealmod.yaml", "update_cutoff: 10\nlog_days: 10\nrecent_poll_interval: 10\n");
    write("certs/config.yaml", "log_days: 20\nrecent_poll_interval: 20\n");
    const { updateCutoff, logDays, recentPollInterval } = load({
      APPEALMOD_RECENT_POLL_INTERVAL: "30",
    });
    expect([updateCutoff, logDays, recentPollInterval]).toEqual([10, 20, 30]);
  });

  test("another name counts like the first one", () => {
    write("conf/appealmod.yaml", "reddit_username: first\n");
    write("certs/config.yaml", "bot_username: second\nbot_client_id: abc\n");
    expect(load()).toMatchObject({ redditUsername: "second", clientId: "abc" });
    expect(load({ APPEALMOD_BOT_USERNAME: "third" }).redditUsername).toBe("third");
  });

  test("empty means unset", () => {
    write("certs/config.yaml", 'log_days:\nclient_id: ""\n');
    const config = load({ APPEALMOD_DEBUG: "", APPEALMOD_NO_SUCH_THING: "" });
    expect(config).toMatchObject({ logDays: 14, clientId: undefined, debug: false });
  });

  test("files may lie elsewhere, and one that was named must be there", () => {
    write("mounted.yaml", "log_days: 3\n");
    expect(load({ APPEALMOD_SECRETS_FILE: join(rootDir, "mounted.yaml") }).logDays).toBe(3);
    write("conf/appealmod.yaml", "log_days: 4\n");
    expect(load({ APPEALMOD_SETTINGS_FILE: "/dev/null" }).logDays).toBe(14);
    expect(problemsOf({ APPEALMOD_SECRETS_FILE: "/no/such.yaml" })).toEqual([
      "/no/such.yaml: there is no such file",
    ]);
  });
});

describe("values", () => {
  test.each([
    ["true", true],
    ["Yes", true],
    ["1", true],
    ["false", false],
    ["no", false],
    ["0", false],
  ])("APPEALMOD_DEBUG=%s", (text, expected) => {
    expect(load({ APPEALMOD_DEBUG: text }).debug).toBe(expected);
  });

  test("lists: commas in the environment, a list or commas in YAML; names are tidied", () => {
    const env = { APPEALMOD_SUBREDDITS: "r/Foo, /r/Bar/,https://www.reddit.com/r/Baz/about, foo" };
    expect(load(env).subreddits).toEqual(["Foo", "Bar", "Baz"]);
    write("conf/appealmod.yaml", "subreddits: [r/Foo, bar]\nadmins: u/One, two\n");
    expect(load()).toMatchObject({ subreddits: ["Foo", "bar"], admins: ["One", "two"] });
  });

  test("web_port follows web_url, and addresses lose their last slash", () => {
    expect(load({ APPEALMOD_WEB_URL: "http://localhost:4321/" })).toMatchObject({
      webUrl: "http://localhost:4321",
      webPort: 4321,
    });
    expect(load({ APPEALMOD_WEB_URL: "https://appeals.example" }).webPort).toBe(3000);
    const both = { APPEALMOD_WEB_URL: "http://localhost:4321", APPEALMOD_WEB_PORT: "80" };
    expect(load(both).webPort).toBe(80);
  });

  test("a password keeps its spaces", () => {
    expect(load({ APPEALMOD_REDDIT_PASSWORD: " a b " }).redditPassword).toBe(" a b ");
  });

  test.each([
    ["APPEALMOD_TREATMENT_FRACTION", "1.5"],
    ["APPEALMOD_TREATMENT_FRACTION", "half"],
    ["APPEALMOD_WORKER_CONCURRENCY", "0"],
    ["APPEALMOD_WORKER_CONCURRENCY", "2.5"],
    ["APPEALMOD_LOG_DAYS", "0x10"],
    ["APPEALMOD_DEBUG", "maybe"],
    ["APPEALMOD_WEB_URL", "localhost:3000"],
    ["APPEALMOD_WEB_URL", "ftp://host"],
    ["APPEALMOD_REDDIT_URL", "javascript:alert(1)"],
    ["APPEALMOD_DATABASE_URL", "mysql://host/db"],
    ["APPEALMOD_DB_CONNECTION_STRING", "mongodb://"],
    ["APPEALMOD_SUBREDDITS", "two words"],
    ["APPEALMOD_LOG_LEVEL", "loud"],
    ["APPEALMOD_LINK_SECRET", "short"],
    ["APPEALMOD_LINK_SECRET", "one less than thirty-two letters".slice(1)],
  ])("%s=%s is refused", (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([
      expect.stringMatching(new RegExp(`^${name} \\(the environment\\) is .*; allowed: `)),
    ]);
  });
});

describe("messages", () => {
  test("all problems come together, each with its place and what is allowed", () => {
    write("conf/appealmod.yaml", "# ours\nlog_days: soon\nupdate_cutof: 3\n");
    write("certs/config.yaml", "reddit_password: 123456\n");
    expect(problemsOf({ APPEALMOD_DEBUGG: "1" })).toEqual([
      "APPEALMOD_DEBUGG (the environment) is not a setting; did you mean APPEALMOD_DEBUG?",
      "update_cutof (conf/appealmod.yaml:3) is not a setting; did you mean update_cutoff?",
      "reddit_password (certs/config.yaml:1) is a number; allowed: text; write it in quotes",
      'log_days (conf/appealmod.yaml:2) is text: "soon"; allowed: a whole number of days from 1 to 3650',
    ]);
  });

  test("a name that resembles nothing gets the whole list", () => {
    expect(problemsOf({ APPEALMOD_ZZZZZZZZZZ: "1" })[0]).toContain(
      "known are: APPEALMOD_REDDIT_USERNAME,",
    );
  });

  test("two names of one setting must agree", () => {
    write("certs/config.yaml", "reddit_username: one\nbot_username: two\n");
    expect(problemsOf()[0]).toContain("two names of one setting");
  });

  test("a wrong value is told even where a better one wins", () => {
    write("conf/appealmod.yaml", "log_days: soon\n");
    expect(problemsOf({ APPEALMOD_LOG_DAYS: "3" })).toHaveLength(1);
  });

  test("YAML that is none: file and line, and nothing of its content", () => {
    write("certs/config.yaml", 'client_id: x\nreddit_password: "hunter2\n');
    const problems = problemsOf();
    expect(problems[0]).toMatch(/certs\/config\.yaml:\d+: /);
    expect(problems.join()).not.toContain("hunter2");
  });

  test("a file that holds a list", () => {
    write("conf/appealmod.yaml", "- debug\n");
    expect(problemsOf()).toEqual([
      "conf/appealmod.yaml holds a list; allowed: lines of `key: value`",
    ]);
  });

  test("whatever a secret is, no message and no print shows it", () => {
    // Letters that stand in no message of ours, so that a hit is a leak.
    const secret = fc.string({
      unit: fc.constantFrom("Ж", "Щ", "Ы", "7", "@", ":"),
      minLength: 12,
    });
    fc.assert(
      fc.property(secret, (value) => {
        const env = {
          APPEALMOD_DATABASE_URL: value,
          APPEALMOD_SLACK_HOOK_MAIN: value,
          APPEALMOD_DB_CONNECTION_STRING: value,
        };
        expect(problemsOf(env).join("\n")).not.toContain(value);
        const config = load({ APPEALMOD_REDDIT_PASSWORD: value, APPEALMOD_CLIENT_SECRET: value });
        expect(JSON.stringify(redactedConfig(config))).not.toContain(value);
        expect(secretValues(config)).toEqual([value]);
      }),
      { numRuns: 50 },
    );
  });
});

test("secretValues knows the password inside a connection string, as written and decoded", () => {
  const config = load({ APPEALMOD_DATABASE_URL: "postgres://bot:p%40ss@db.example/appealmod" });
  expect(secretValues(config)).toEqual([
    "postgres://bot:p%40ss@db.example/appealmod",
    "p%40ss",
    "p@ss",
  ]);
});

describe("requireRedditCredentials", () => {
  const app = {
    APPEALMOD_CLIENT_ID: "id",
    APPEALMOD_CLIENT_SECRET: "secret",
    APPEALMOD_USER_AGENT: "agent",
  };

  test("takes a password, or rather a refresh token", () => {
    const password = { APPEALMOD_REDDIT_USERNAME: "bot", APPEALMOD_REDDIT_PASSWORD: "pass" };
    expect(requireRedditCredentials(load({ ...app, ...password }))).toEqual({
      clientId: "id",
      clientSecret: "secret",
      userAgent: "agent",
      login: { kind: "password", username: "bot", password: "pass" },
    });
    const both = load({ ...app, ...password, APPEALMOD_REFRESH_TOKEN: "token" });
    expect(requireRedditCredentials(both).login).toEqual({
      kind: "refresh-token",
      refreshToken: "token",
    });
  });

  test("names everything that is missing, and where it goes", () => {
    const attempt = () => requireRedditCredentials(load({ APPEALMOD_REDDIT_USERNAME: "bot" }));
    expect(attempt).toThrow(ConfigError);
    for (const name of ["client_id", "client_secret", "user_agent", "reddit_password"]) {
      expect(attempt).toThrow(`- ${name} (or APPEALMOD_${name.toUpperCase()})`);
    }
    expect(attempt).toThrow("certs/config.yaml");
    expect(attempt).not.toThrow("- reddit_username");
  });

  test("with nothing at all it offers both ways", () => {
    expect(() => requireRedditCredentials(load())).toThrow(
      "reddit_username and reddit_password, or refresh_token instead",
    );
  });
});
