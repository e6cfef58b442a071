import { chmod, mkdtemp, rm, stat } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serveCommunities } from "@appealmod/db";
import { startRedditSimulator } from "@appealmod/reddit-simulator";
import { expect, it, onTestFinished } from "vitest";
import { anInstallation, type Ran } from "./command-line.ts";

interface Finding {
  readonly id: string;
  readonly status: string;
  readonly message: string;
  readonly fix: string | null;
}

const findingsOf = ({ stdout }: Ran) => JSON.parse(stdout) as readonly Finding[];
const failuresOf = (ran: Ran) => findingsOf(ran).filter(({ status }) => status === "failure");

/** A site that answers its health check. */
async function aSite(): Promise<string> {
  const server = createServer((_request, response) => response.end("ok"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function everything(more: Readonly<Record<string, string>> = {}) {
  const simulator = await startRedditSimulator();
  const dir = await mkdtemp(join(tmpdir(), "appealmod-cli-"));
  onTestFinished(async () => {
    await simulator.close();
    await rm(dir, { recursive: true, force: true });
  });
  const demo = await simulator.control.seedDemo();
  const installation = await anInstallation({
    APPEALMOD_REDDIT_URL: simulator.url,
    APPEALMOD_REDDIT_USERNAME: demo.bot.name,
    APPEALMOD_REDDIT_PASSWORD: demo.bot.password,
    APPEALMOD_CLIENT_ID: demo.clientId,
    APPEALMOD_CLIENT_SECRET: demo.clientSecret,
    APPEALMOD_USER_AGENT: "linux:appealmod-test:1 (by /u/AppealModBot)",
    APPEALMOD_SITE_CLIENT_ID: demo.webClientId,
    APPEALMOD_SITE_CLIENT_SECRET: demo.webClientSecret,
    APPEALMOD_WEB_URL: await aSite(),
    APPEALMOD_DATA_DIR: dir,
    ...more,
  });
  await serveCommunities(installation.database, [demo.subreddit]);
  return { ...installation, dir, demo, control: simulator.control };
}

it("finds nothing wrong where nothing is", async () => {
  const { appealmod, demo, dir } = await everything();
  // As root, the account of the embedded Postgres has to pass through.
  await chmod(dir, 0o711);
  const ran = await appealmod("doctor", "--json");
  expect(failuresOf(ran)).toEqual([]);
  expect(ran.code).toBe(0);
  const said = findingsOf(ran).map(({ message }) => message);
  expect(said).toContain("Logged in as u/AppealModBot.");
  expect(said).toContain("r/PineLakeHikers: All that the bot needs.");
  expect(said).toContain("Moderators can sign in.");
  expect(ran.stdout).not.toContain(demo.bot.password);
});

it("says what is wrong, what to do, and mends what it safely can", async () => {
  const { appealmod, dir, demo, control } = await everything({
    APPEALMOD_SITE_CLIENT_SECRET: "",
    APPEALMOD_WEB_URL: "http://127.0.0.1:9",
  });
  await chmod(dir, 0o755);
  const { subreddit, bot } = demo;
  await control.setModerator({ subreddit, name: bot.name, permissions: ["mail"] });
  const ran = await appealmod("doctor", "--json");
  expect(ran.code).toBe(1);
  const failures = failuresOf(ran);
  expect(failures.map(({ id }) => id).toSorted()).toEqual([
    "files.mode",
    "reddit.community",
    "site.reach",
    "site.sign-in",
  ]);
  for (const { fix } of failures) expect(fix).toBeTruthy();
  await appealmod("doctor", "--fix");
  expect((await stat(dir)).mode & 0o777).toBe(0o700);
});

it("goes on to the next check where one cannot look", async () => {
  const { appealmod } = await everything({ APPEALMOD_REDDIT_PASSWORD: "not the password" });
  const ran = await appealmod("doctor");
  expect(ran.code).toBe(1);
  expect(ran.stdout).toMatch(/^FAIL {2}u\/AppealModBot: .*password.*\n {6}→ See the settings/im);
  expect(ran.stdout).toMatch(/ok +The site answers at/);
});
