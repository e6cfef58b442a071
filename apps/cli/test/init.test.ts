import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startRedditSimulator } from "@appealmod/reddit-simulator";
import { expect, it, onTestFinished } from "vitest";
import { parse, stringify } from "yaml";
import { anInstallation, run } from "./command-line.ts";

it("checks each answer, writes nothing that is wrong, and may be run again", async () => {
  const simulator = await startRedditSimulator();
  const dir = await mkdtemp(join(tmpdir(), "appealmod-init-"));
  const posted: string[] = [];
  const slack = createServer((request, response) => {
    request.setEncoding("utf8").on("data", (text: string) => posted.push(text));
    request.on("end", () => response.end("ok"));
  });
  await new Promise<void>((resolve) => slack.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    slack.close();
    await simulator.close();
    await rm(dir, { recursive: true, force: true });
  });
  const demo = await simulator.control.seedDemo();
  const { url } = await anInstallation();
  const right = {
    APPEALMOD_REDDIT_URL: simulator.url,
    APPEALMOD_REDDIT_USERNAME: demo.bot.name,
    APPEALMOD_REDDIT_PASSWORD: demo.bot.password,
    APPEALMOD_CLIENT_ID: demo.clientId,
    APPEALMOD_CLIENT_SECRET: demo.clientSecret,
    APPEALMOD_USER_AGENT: "linux:appealmod-test:1 (by /u/AppealModBot)",
    APPEALMOD_SUBREDDITS: demo.subreddit,
    APPEALMOD_WEB_URL: "https://appeals.example.org",
    APPEALMOD_SITE_CLIENT_ID: demo.webClientId,
    APPEALMOD_SITE_CLIENT_SECRET: demo.webClientSecret,
    APPEALMOD_DATABASE_URL: url,
    APPEALMOD_SLACK_HOOK_MAIN: `http://127.0.0.1:${(slack.address() as AddressInfo).port}/hook`,
    APPEALMOD_DATA_DIR: join(dir, "data"),
  };
  const init = (changes: Readonly<Record<string, string>> = {}) =>
    run(["init", "--no-input"], { ...right, ...changes }, dir);
  const file = join(dir, "certs", "config.yaml");
  const wrong: readonly (readonly [Readonly<Record<string, string>>, RegExp])[] = [
    [{ APPEALMOD_REDDIT_PASSWORD: "not it" }, /^The bot's account: .*password/i],
    [{ APPEALMOD_CLIENT_ID: "" }, /client_id/],
    [{ APPEALMOD_SUBREDDITS: "Nowhere123" }, /^Communities: r\/Nowhere123/],
    [{ APPEALMOD_SITE_CLIENT_SECRET: "" }, /^Signing in on the site: .*site_client_secret/],
    [{ APPEALMOD_DATABASE_URL: "postgres://x:y@127.0.0.1:1/z" }, /^Postgres: .*refuses/],
    [{ APPEALMOD_SLACK_HOOK_MAIN: "http://127.0.0.1:1/" }, /^Slack: The webhook does not answer/],
  ];
  for (const [changes, sentence] of wrong) {
    const { code, stderr, stdout } = await init(changes);
    expect(stderr).toMatch(sentence);
    const isForSettings = /PASSWORD|CLIENT_ID/.test(Object.keys(changes).join());
    expect(code).toBe(isForSettings ? 2 : 1);
    expect(stdout).toBe("");
    await expect(stat(file)).rejects.toThrow("ENOENT");
  }
  posted.length = 0;
  await mkdir(join(dir, "certs"));
  await writeFile(file, "# Ours\nlink_secret: a secret that was here before and stays as it is\n");
  const ran = await init();
  expect(ran).toMatchObject({ code: 0, stderr: "" });
  expect(ran.stdout).toContain("Logged in as u/AppealModBot.");
  expect(ran.stdout).not.toContain(demo.bot.password);
  expect(posted.join("")).toContain("test message");
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const written = await readFile(file, "utf8");
  expect(written).toMatch(/^# Ours\nlink_secret: a secret that was here before/);
  expect(written).toContain(`reddit_password: ${demo.bot.password}\n`);
  expect((await init()).code).toBe(0);
  expect(await readFile(file, "utf8")).toBe(written);

  // The site is given its share, and keeps what it says otherwise.
  const ofSite = join(dir, "certs", "site.yaml");
  expect((await stat(ofSite)).mode & 0o777).toBe(0o600);
  const share = (databaseUrl: string) => ({
    reddit_username: demo.bot.name,
    web_url: "https://appeals.example.org",
    site_client_id: demo.webClientId,
    site_client_secret: demo.webClientSecret,
    database_url: databaseUrl,
  });
  expect(parse(await readFile(ofSite, "utf8"))).toEqual(share(url));
  await writeFile(ofSite, stringify({ ...share("postgres://site@db/x"), web_url: "" }));
  expect((await init()).code).toBe(0);
  expect(parse(await readFile(ofSite, "utf8"))).toEqual({
    ...share("postgres://site@db/x"),
    web_url: "",
  });
});

it("asks nobody where nobody can answer", async () => {
  const { code, stderr } = await run(["init"], {});
  expect(stderr).toContain("--no-input");
  expect(code).toBe(2);
});
