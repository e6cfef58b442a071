import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ConfigError } from "./config-error.ts";
import { loadConfig } from "./load-config.ts";

let rootDir: string;
beforeEach(() => {
  rootDir = mkdtempSync(join(tmpdir(), "appealmod-config-"));
});
afterEach(() => rmSync(rootDir, { recursive: true }));

function problemsOf(env: Readonly<Record<string, string>>): readonly string[] {
  try {
    loadConfig({ env, rootDir });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

const site = "APPEALMOD_WEB_URL";
const reddit = "APPEALMOD_REDDIT_URL";
const hook = "APPEALMOD_SLACK_HOOK_ERRORS";

describe("plain http", () => {
  test.each([
    [site, "http://appeals.example.org"],
    [site, "HTTP://203.0.113.9:3000"],
    [site, "http://[2001:db8::1]"],
    [site, "http://localhost.example.org"],
    [reddit, "http://reddit.example.org"],
    [hook, "http://hooks.slack.com/services/T0/B0/hunter2"],
    [hook, "http://10.1.2.3/hunter2"],
    ["APPEALMOD_SLACK_HOOK_MAIN", "http://mattermost.example.org/hooks/hunter2"],
  ])("%s=%s is refused, with the cure and no secret", (name, address) => {
    const problems = problemsOf({ [name]: address });
    expect(problems).toEqual([
      expect.stringMatching(new RegExp(`^${name.slice(10).toLowerCase()} .*${name}.*https://`)),
    ]);
    expect(problems[0]).toContain("allow_insecure_http: true");
    expect(problems[0]).not.toContain("hunter2");
    expect(problemsOf({ [name]: address, APPEALMOD_ALLOW_INSECURE_HTTP: "true" })).toEqual([]);
    expect(problemsOf({ [name]: address.replace(/^http/i, "https") })).toEqual([]);
  });

  test.each([
    [site, "http://localhost:3000"],
    [site, "http://127.8.9.1"],
    [site, "http://[::1]:3000"],
    [site, "http://192.168.1.7:3000"],
    [site, "http://web:3000"],
    [site, "http://site.test"],
    [reddit, "http://127.0.0.1:8080"],
    [reddit, "http://localhost:8080"],
    [reddit, "http://simulator:8080/reddit"],
    [hook, "http://127.0.0.1:9000/hook"],
    [hook, "http://[::1]:9000/hook"],
    [hook, "http://localhost:9000/hook"],
    [hook, "http://slack.localhost/hook"],
  ])("%s=%s never leaves the machine or its test network", (name, address) => {
    expect(problemsOf({ [name]: address })).toEqual([]);
  });
});
