import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { startTransactionPooler } from "@appealmod/db/testing";
import { describe, expect, test } from "vitest";
import { runBot } from "./bot-process.ts";
import { openStage, type Settings } from "./stage.ts";

const complete: Settings = {
  APPEALMOD_SETTINGS_FILE: "/dev/null",
  APPEALMOD_SECRETS_FILE: "/dev/null",
  APPEALMOD_REDDIT_USERNAME: "AppealModBot",
  APPEALMOD_REDDIT_PASSWORD: "demo-bot-password",
  APPEALMOD_CLIENT_ID: "demo-script-app",
  APPEALMOD_CLIENT_SECRET: "demo-script-secret",
  APPEALMOD_USER_AGENT: "linux:appealmod-test:1.0 (by /u/AppealModBot)",
  APPEALMOD_SUBREDDITS: "PineLakeHikers",
  // Whoever gets as far as to use it has not checked well before.
  APPEALMOD_DATA_DIR: "/dev/null/nowhere",
};

describe("ends with code 2 before anything is started", () => {
  test.concurrent.for<[string, readonly string[], Settings, readonly RegExp[]]>([
    ["an unknown runner", ["resent"], {}, [/no runner "resent"/, /recent/, /--help/]],
    ["two runners", ["recent", "started"], {}, [/One runner at most/, /--help/]],
    ["an unknown option", ["--ones"], {}, [/--ones/, /--help/]],
    [
      "an unknown setting",
      ["recent"],
      { APPEALMOD_UPDATE_CUTOF: "30" },
      [/APPEALMOD_UPDATE_CUTOF .*not a setting/, /did you mean APPEALMOD_UPDATE_CUTOFF\?/],
    ],
    [
      "values of the wrong kind, all of them at once",
      ["recent"],
      { APPEALMOD_DEBUG: "perhaps", APPEALMOD_TREATMENT_FRACTION: "7" },
      [/APPEALMOD_DEBUG .*"perhaps".*allowed:.*true/, /APPEALMOD_TREATMENT_FRACTION.*allowed/],
    ],
    [
      "a database_url of the wrong kind, whose password stays unsaid",
      ["recent"],
      { APPEALMOD_DATABASE_URL: "mysql://bot:demo-bot-password@db/appealmod" },
      [/APPEALMOD_DATABASE_URL .*allowed:.*postgres/],
    ],
    [
      "missing credentials",
      ["recent"],
      { APPEALMOD_CLIENT_SECRET: undefined, APPEALMOD_REDDIT_PASSWORD: undefined },
      [/client_secret/, /reddit_password/, /refresh_token/, /certs\/config\.yaml/],
    ],
  ])("%s", async ([, args, settings, told], { onTestFinished }) => {
    const ended = await runBot(args, { ...complete, ...settings }, onTestFinished);
    for (const part of told) expect(ended.stderr).toMatch(part);
    expect(ended.stderr).not.toMatch(/^\s+at /m);
    expect(ended).toMatchObject({ code: 2, stdout: "" });
  });
});

test("--help tells what can be done, and does nothing", async () => {
  const ended = await runBot(["--help"], complete);
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  expect(ended.stdout).toMatch(/recent[\s\S]*started[\s\S]*--once/);
});

describe.concurrent("refuses to go on without", () => {
  test("a connection to its database that stays", async ({ onTestFinished }) => {
    const stage = await openStage({}, onTestFinished);
    const pooler = await startTransactionPooler(stage.databaseUrl);
    onTestFinished(() => pooler.stop());
    const settings = { ...stage.env, APPEALMOD_DATABASE_URL: pooler.url };
    const ended = await runBot(["recent"], settings, onTestFinished);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/database_url leads to a pooler .*pool_mode = session/);
    expect(ended.stderr).not.toMatch(/^\s+at /m);
  });

  test("its database", async ({ onTestFinished }) => {
    const stage = await openStage({}, onTestFinished);
    const port = await deadPort();
    const ended = await runBot(
      ["recent"],
      {
        ...stage.env,
        APPEALMOD_DATABASE_URL: `postgres://bot:demo-bot-password@127.0.0.1:${port}/appealmod`,
      },
      onTestFinished,
    );
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain(`127.0.0.1`);
    expect(ended.stderr).toContain(String(port));
    expect(ended.stderr).toContain("database_url");
    expect(ended.stderr).not.toMatch(/^\s+at /m);
  });

  test("a database of that name", async ({ onTestFinished }) => {
    const stage = await openStage({}, onTestFinished);
    const url = new URL(stage.databaseUrl);
    url.pathname = "/no_such_database";
    const ended = await runBot(
      ["recent"],
      { ...stage.env, APPEALMOD_DATABASE_URL: url.href },
      onTestFinished,
    );
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/setting database_url\) has no database of that name\. Create it/);
    expect(ended.stderr).not.toMatch(/^\s+at /m);
  });

  test.for([["/dev/null/nowhere"], ["/proc/nowhere"]])(
    "a folder for its data that it may write: %s",
    async ([APPEALMOD_DATA_DIR], { onTestFinished }) => {
      const stage = await openStage({}, onTestFinished);
      const env = { ...stage.env, APPEALMOD_DATA_DIR };
      const ended = await runBot(["recent"], env, onTestFinished);
      expect(ended.code).toBe(2);
      expect(ended.stderr).toContain(`data_dir: ${APPEALMOD_DATA_DIR} cannot be written`);
      expect(ended.stderr).not.toMatch(/^\s+at /m);
    },
  );

  test.for([[["recent"]], [["started"]], [[]]])(
    "a login that Reddit accepts: %s",
    async ([runner], { onTestFinished }) => {
      const stage = await openStage({}, onTestFinished);
      const ended = await runBot(
        runner ?? [],
        {
          ...stage.env,
          APPEALMOD_REDDIT_PASSWORD: "not-the-password",
        },
        onTestFinished,
      );
      expect(ended.code).toBe(2);
      expect(ended.stderr).toMatch(/Reddit refused the login/);
      expect(ended.stderr).toMatch(/reddit_username and reddit_password/);
      expect(ended.stderr).not.toContain("not-the-password");
      expect(ended.stdout).not.toContain("not-the-password");
      expect(ended.stderr).not.toMatch(/^\s+at /m);
    },
  );

  test("a login, in one pass", async ({ onTestFinished }) => {
    const stage = await openStage({}, onTestFinished);
    const env = { ...stage.env, APPEALMOD_CLIENT_SECRET: "not-the-secret" };
    const ended = await runBot(["recent", "--once"], env, onTestFinished);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(/client_id and client_secret/);
    expect(ended.stderr + ended.stdout).not.toContain("not-the-secret");
  });

  test("anybody who listens at reddit_url, in one pass", async ({ onTestFinished }) => {
    const stage = await openStage({}, onTestFinished);
    const port = await deadPort();
    const env = { ...stage.env, APPEALMOD_REDDIT_URL: `http://127.0.0.1:${port}` };
    const ended = await runBot(["recent", "--once"], env, onTestFinished);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain(`127.0.0.1:${port}`);
    expect(ended.stderr).toContain("reddit_url");
    expect(ended.stderr).not.toMatch(/^\s+at /m);
  });
});

/** A port of this machine that nobody listens on. */
async function deadPort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
