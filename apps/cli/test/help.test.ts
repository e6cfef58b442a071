import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { commands } from "../src/commands.ts";
import { run } from "./command-line.ts";

// A wrong setting would end any command that looks at the settings.
const wrong = { APPEALMOD_DEBUG: "perhaps" };
const names = commands.map(({ name }) => name);

it("names every command, and needs no settings for it", async () => {
  const { code, stdout, stderr } = await run(["--help"], wrong);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  for (const { name } of commands) expect(stdout).toMatch(`  ${name} `);
  for (const { summary } of commands) expect(stdout).toContain(summary);
});

it.each(names)("explains %s", async (name) => {
  const { code, stdout } = await run([name, "--help"], wrong);
  expect(code).toBe(0);
  expect(stdout).toContain(`Usage: pnpm appealmod ${name}`);
});

it.each(commands)("shows by an example how $name is used", ({ usage, name }) => {
  expect(usage).toContain(`appealmod ${name}`);
  expect(usage).toMatch(/^Example: |^ {2}pnpm appealmod community PineLakeHikers history/m);
});

it.each([
  [["help"], ["--help"]],
  [
    ["help", "doctor"],
    ["doctor", "--help"],
  ],
])("takes %j for %j", async (written, meant) => {
  expect(await run(written, wrong)).toEqual(await run(meant, wrong));
});

it("says which version it is", async () => {
  const { code, stdout } = await run(["--version"], wrong);
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
});

it("completes commands, verbs and options in bash, and in no other program", async () => {
  const { stdout } = await run(["completion", "bash"], wrong);
  const complete = (...words: readonly string[]) => {
    const script = `${stdout}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}
_appealmod; printf '%s\n' "\${COMPREPLY[@]}"`;
    return execFileSync("bash", ["-c", script], { encoding: "utf8" }).trim().split("\n");
  };
  expect(complete("pnpm", "appealmod", "sta")).toEqual(["status"]);
  expect(complete("appealmod", "re")).toEqual(["report", "replay", "retention", "restore"]);
  expect(complete("pnpm", "appealmod", "link", "re")).toEqual(["revoke", "renew"]);
  expect(complete("appealmod", "purge", "--")).toEqual(["--dry-run", "--yes", "--json", "--help"]);
  expect(complete("pnpm", "install", "sta")).toEqual([""]);
});

it("takes the dashes that a package manager hands on", async () => {
  expect((await run(["--", "status", "-h"], wrong)).stdout).toContain("appealmod status");
});

it.each([
  [["statsu"], /no command "statsu"\. Did you mean status\?\nTry: pnpm appealmod --help/],
  [["xyzzy-frobnicate"], /no command "xyzzy-frobnicate"\.\nTry/],
  [[], /Which command\? There are status, /],
  [["appeals", "--stat", "open"], /no option --stat here\. Did you mean --state\?/],
  [
    ["appeals", "--state", "invted"],
    /--state is "invted"; allowed: open, new, .* Did you mean invited\?/,
  ],
  [["appeals", "--limit", "0"], /--limit is "0"; allowed: a whole number/],
  [["appeals", "--limit"], /--limit/],
  [["appeals", "not a name"], /"not a name" cannot be a community's name/],
  [["appeals", "A1", "B2"], /What is "B2" meant to say\?/],
  [["serve"], /Which community\?/],
  [["retention"], /What to do\? Write run\./],
  [["help", "docto"], /no command "docto"\. Did you mean doctor\?/],
  [["appeal", "zz"], /"zz" is no appeal's id/],
  [["questions", "A1", "set"], /Which file\?/],
  [["questions", "A1", "sett", "x"], /Did you mean set\?/],
  [["texts", "A1", "English"], /Which language\? "English" is none: write it as en/],
  [["community", "A1", "histry"], /Did you mean history\?/],
  [["community", "A1", "history", "first"], /Which revision\? "first" is none: write its number/],
  [["community", "A1", "history", "0"], /Which revision\?/],
  [["community", "A1", "history", "1", "restor"], /Which revision\? "restor" is none/],
  [["community", "A1", "history", "1", "2", "3"], /What is "3" meant to say\?/],
  [["export", "--all"], /As what\? --format csv or --format json/],
  [["export", "A1", "--all", "--format", "csv"], /Either one community or --all/],
  [["export", "--format", "csv"], /Name one, or write --all/],
])("refuses %j with an explanation and 2, before anything is opened", async (argv, explanation) => {
  const { code, stdout, stderr } = await run(argv, {});
  expect(stderr).toMatch(explanation);
  expect(stderr).toMatch(/Try: pnpm appealmod/);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
});

it.each(names.filter((name) => ["status", "communities", "settings"].includes(name)))(
  "ends %s with 2 and the reason when a setting is wrong",
  async (name) => {
    const { code, stderr } = await run([name], wrong);
    expect(stderr).toContain("APPEALMOD_DEBUG");
    expect(stderr).toContain("allowed: true or false");
    expect(code).toBe(2);
  },
);

it("ends with 1 and what to check when there is no way to the database", async () => {
  const url = "postgres://bot:not-for-the-screen@127.0.0.1:1/appealmod";
  const { code, stdout, stderr } = await run(["status"], { APPEALMOD_DATABASE_URL: url });
  expect(stderr).toMatch(/database at 127\.0\.0\.1:1 \(setting database_url\) refuses connections/);
  expect(stderr).not.toContain("not-for-the-screen");
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
});

it("shows all settings, and of secrets only that they are set", async () => {
  const settings = {
    APPEALMOD_DATABASE_URL: "postgres://bot:pass-one@127.0.0.1:1/appealmod",
    APPEALMOD_CLIENT_SECRET: "secret-two",
    APPEALMOD_UPDATE_CUTOFF: "12",
  };
  const { stdout } = await run(["settings"], settings);
  const json = await run(["settings", "--json"], settings);
  expect(JSON.parse(json.stdout)).toMatchObject({
    update_cutoff: 12,
    client_secret: "[redacted]",
    database_url: "[redacted]",
    reddit_password: null,
  });
  expect(stdout).toMatch(/^update_cutoff +12 +set$/m);
  expect(stdout).toMatch(/^recent_poll_interval +5 +default$/m);
  expect(stdout).toMatch(/^client_secret +\[redacted\] +set$/m);
  for (const secret of ["pass-one", "secret-two"])
    expect(stdout + json.stdout).not.toContain(secret);
});
