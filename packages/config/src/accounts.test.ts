import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { configuredAccounts, requireBotAccounts } from "./bot-accounts.ts";
import { ConfigError } from "./config-error.ts";
import { redactedConfig, secretValues } from "./config-secrets.ts";
import { loadConfig } from "./load-config.ts";
import { secretsFile } from "./settings-documents.ts";

let rootDir: string;
beforeEach(() => {
  rootDir = mkdtempSync(join(tmpdir(), "appealmod-config-"));
  mkdirSync(join(rootDir, "certs"));
});
afterEach(() => rmSync(rootDir, { recursive: true }));

const load = (env: Record<string, string> = {}) => loadConfig({ env, rootDir });
const loadFile = (text: string, env: Record<string, string> = {}) => {
  writeFileSync(join(rootDir, "certs/config.yaml"), text);
  return load(env);
};

function problemsOf(attempt: () => unknown): string {
  try {
    attempt();
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error("the settings were accepted");
}

const first = `reddit_username: FirstBot
reddit_password: first-password
client_id: first
client_secret: first-secret
user_agent: agent
`;
const second = `accounts:
  - reddit_username: u/SecondBot
    reddit_password: second-password
    client_id: second
    client_secret: second-secret
    user_agent: agent
    subreddits: [r/BirdCalls, birdcalls, MossValley]
`;

describe("further accounts", () => {
  test("come from the file or, as YAML or JSON, from the environment", () => {
    const fromFile = loadFile(first + second);
    const json = JSON.stringify([
      {
        reddit_username: "SecondBot",
        reddit_password: "second-password",
        client_id: "second",
        client_secret: "second-secret",
        user_agent: "agent",
        subreddits: ["BirdCalls", "MossValley"],
      },
    ]);
    const fromEnvironment = loadFile(first, { APPEALMOD_ACCOUNTS: json });
    expect(fromEnvironment.accounts).toEqual(fromFile.accounts);
    expect(loadFile(first, { APPEALMOD_ACCOUNTS: second.slice(9) }).accounts).toEqual(
      fromFile.accounts,
    );
    expect(requireBotAccounts(fromFile)).toMatchObject([
      { username: "FirstBot", clientId: "first", subreddits: [] },
      {
        username: "SecondBot",
        clientSecret: "second-secret",
        login: { kind: "password", username: "SecondBot", password: "second-password" },
        subreddits: ["BirdCalls", "MossValley"],
      },
    ]);
    expect(configuredAccounts(fromFile)).toEqual(["FirstBot", "SecondBot"]);
  });

  test("may stand alone: the first of them is then the bot's first account", () => {
    const alone = requireBotAccounts(loadFile(second));
    expect(alone.map(({ username }) => username)).toEqual(["SecondBot"]);
  });

  test("are none for whoever has one account", () => {
    expect(load().accounts).toEqual([]);
    expect(requireBotAccounts(loadFile(first)).map(({ username }) => username)).toEqual([
      "FirstBot",
    ]);
  });

  test("hide their secrets from what is printed, and tell them to the redactor", () => {
    const config = loadFile(first + second);
    expect(redactedConfig(config).accounts).toEqual(["SecondBot (r/BirdCalls r/MossValley)"]);
    expect(JSON.stringify(redactedConfig(config))).not.toMatch(/second-(password|secret)/);
    expect(secretValues(config)).toEqual(
      expect.arrayContaining(["first-password", "second-password", "second-secret"]),
    );
  });

  test("cannot be changed afterwards", () => {
    const { accounts } = loadFile(second);
    expect(() => (accounts as unknown[]).push({})).toThrow(TypeError);
    expect(() => Object.assign(accounts[0] ?? {}, { clientId: "x" })).toThrow(TypeError);
  });

  test("name every key that is wrong with its line, and quote no value", () => {
    const text = `accounts:
  - reddit_username: "Жwrong name"
    reddit_password: 7777
    client_secret: Жsecret
    usr_agent: agent
  - reddit_username: OtherBot
    refresh_token: Жtoken
    client_id: id
    client_secret: Жsecret
    user_agent: agent
    subreddits: [no such name]
`;
    const told = problemsOf(() => loadFile(text));
    expect(told).toMatch(
      /accounts\[0\]\.reddit_username \(certs\/config\.yaml:2\) cannot be a redditor's name/,
    );
    expect(told).toMatch(
      /accounts\[0\]\.reddit_password \(certs\/config\.yaml:3\) is a number; allowed: text; write it in quotes/,
    );
    expect(told).toMatch(/accounts\[0\]\.client_id \(certs\/config\.yaml:2\) is missing: id of/);
    expect(told).toMatch(/accounts\[0\].* has a key usr_agent .* did you mean user_agent\?/);
    expect(told).toMatch(/accounts\[1\]\.subreddits \(certs\/config\.yaml:11\) is a list that/);
    expect(told).not.toMatch(/Ж|7777/);
  });

  test("need a password or a refresh token each", () => {
    const text = second.replace(/ +reddit_password.*\n/, "");
    expect(problemsOf(() => loadFile(text))).toContain(
      "accounts[0].reddit_password (certs/config.yaml:2) is missing",
    );
    // Nor does an account without communities of its own, or a second one that is right, hide it.
    for (const others of [
      text.replace(/ +subreddits.*\n/, ""),
      text + second.replace("accounts:\n", "").replace("u/SecondBot", "ThirdBot"),
    ])
      expect(problemsOf(() => loadFile(others))).toContain("accounts[0].reddit_password");
  });

  test("name themselves to Reddit in plain ASCII, the first one and the others", () => {
    const told = problemsOf(() =>
      loadFile((first + second).replaceAll("agent: agent", "agent: agént")),
    );
    expect(told).toMatch(/^ +- user_agent .*allowed: one line of plain ASCII/m);
    expect(told).toMatch(/accounts\[0\]\.user_agent .*allowed: one line of plain ASCII/);
  });

  test("are asked for in quotes where YAML would take a password for a sign of its own", () => {
    for (const sign of ["*", "!"]) {
      const told = problemsOf(() =>
        loadFile(second.replace(/reddit_password: .*/, `reddit_password: ${sign}hunter2`)),
      );
      expect(told).toContain(`config.yaml:3: text that begins with ${sign} needs quotes`);
      expect(told).not.toContain("hunter2");
    }
  });

  test.each([
    ["a lone word", "SecondBot", /APPEALMOD_ACCOUNTS.* is text; allowed: a list of accounts/],
    ["broken YAML", "[{", /APPEALMOD_ACCOUNTS.* is text; allowed: a list of accounts/],
    ["a list of words", "[SecondBot]", /accounts\[0\].* is text; allowed: a group of the keys/],
  ])("are refused as %s", (_, written, told) => {
    expect(problemsOf(() => load({ APPEALMOD_ACCOUNTS: written }))).toMatch(told);
  });

  test("are refused where two are the same, or serve the same community", () => {
    const twin = second.replace("accounts:\n", "").replace("u/SecondBot", "secondbot");
    const told = problemsOf(() => loadFile(first + second + twin));
    expect(told).toContain("accounts[1].reddit_username");
    expect(told).toContain("names the same account as accounts[0]");
    expect(told).toContain("names r/BirdCalls, and so does accounts[0]");
    expect(problemsOf(() => loadFile(first.replace("FirstBot", "SECONDBOT") + second))).toContain(
      "accounts[0].reddit_username names the same account as reddit_username",
    );
  });

  test("want the first one to have a name", () => {
    const nameless = first
      .replace("reddit_username: FirstBot\n", "")
      .replace("reddit_password", "refresh_token");
    expect(requireBotAccounts(loadFile(nameless))[0].username).toBeUndefined();
    expect(problemsOf(() => requireBotAccounts(loadFile(nameless + second)))).toContain(
      "reddit_username (or APPEALMOD_REDDIT_USERNAME)",
    );
  });

  test("are shown in the example file, as YAML that works", () => {
    const example = secretsFile().match(/^#accounts:\n(?:# {2}.*\n)+/m)?.[0] ?? "";
    expect(loadFile(example.replaceAll(/^#/gm, "")).accounts).toHaveLength(1);
  });
});
