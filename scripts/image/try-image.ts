import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { openDatabase } from "../../packages/db/src/open-database.ts";
import { makeProgramRoles } from "../../packages/db/src/testing/program-roles.ts";
import { startTestPostgres } from "../../packages/db/src/testing/start-test-postgres.ts";
import { connectControl } from "../../packages/reddit-simulator/src/testing/index.ts";
import { type BuiltStage, buildStage, chrootArguments, makeBase, runIn } from "./build-stage.ts";
import { readDockerfile, wordsOf } from "./read-dockerfile.ts";

const folder = "/var/tmp/appealmod-image";
const [webPort, redditPort] = [3917, 3918];
/** What the run before this one has built is tried once more. */
const isBuilt = process.argv.includes("--built");
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const closers: (() => unknown)[] = [];

try {
  const image = build();
  const size = execFileSync("du", ["-sxm", join(image.root, "app")], { encoding: "utf8" });
  say(`The folder /app has ${Number.parseInt(size, 10)} MB.`);
  await serve(image);
  say("1 passed, 0 failed");
} catch (error) {
  say(
    error instanceof Error && "stderr" in error
      ? `${error.message}\n${error.stderr}`
      : String(error),
  );
  say("0 passed, 1 failed");
  process.exitCode = 1;
} finally {
  for (const close of closers.toReversed()) await close();
}

/** Every stage of the Dockerfile; the last one is the image. */
function build(): BuiltStage {
  const npm = execFileSync("sh", ["-c", "command -v npm"], { encoding: "utf8" }).trim();
  mkdirSync(folder, { recursive: true });
  const base = makeBase(folder, process.execPath, dirname(dirname(realpathSync(npm))));
  const built = new Map<string, BuiltStage>();
  const last: BuiltStage[] = [];
  for (const [index, stage] of readDockerfile("docker/Dockerfile").entries()) {
    if (!stage.base.startsWith("node:24"))
      throw new Error(`Another base than is tried here: ${stage.base}`);
    const name = stage.name ?? `stage-${index}`;
    const root = join(folder, name);
    const one = buildStage(stage, base, root, built, say, isBuilt);
    built.set(name, one);
    last.push(one);
  }
  return last.at(-1) ?? fail("The Dockerfile has no stage.");
}

/** Migration, site and bot as compose starts them: no root, nothing to write to but /data and /tmp. */
async function serve(image: BuiltStage): Promise<void> {
  for (const each of ["data", "tmp"]) {
    execFileSync("mount", [
      "-t",
      "tmpfs",
      "-o",
      "uid=1000,gid=1000",
      "tmpfs",
      join(image.root, each),
    ]);
  }
  execFileSync("mount", ["--rbind", image.root, image.root]);
  execFileSync("mount", ["-o", "remount,bind,ro", image.root]);
  for (const each of ["data", "tmp"])
    execFileSync("mount", [
      "-t",
      "tmpfs",
      "-o",
      "uid=1000,gid=1000",
      "tmpfs",
      join(image.root, each),
    ]);

  const postgres = await startTestPostgres();
  closers.push(() => postgres.stop());
  const superuser = openDatabase({ url: postgres.url });
  const urls = await makeProgramRoles(superuser.pool, postgres.url);
  await superuser.close();
  const reddit = spawn(process.execPath, [
    ...[
      "packages/reddit-simulator/bin/simulator.ts",
      "--port",
      String(redditPort),
      "--seed",
      "demo",
    ],
  ]);
  closers.push(() => end(reddit));
  const isUp = await Promise.race([
    once(reddit.stdout, "data").then(() => true),
    once(reddit, "exit").then(() => false),
  ]);
  if (!isUp) fail(`The pretend Reddit has ended; is port ${redditPort} taken?`);
  const redditUrl = `http://127.0.0.1:${redditPort}`;
  const demo = await connectControl(redditUrl).seedDemo({ redirectUris: [] });

  say(
    runIn(image, ["node", "apps/cli/src/main.ts", "migrate"], {
      APPEALMOD_DATABASE_URL: urls.migrator,
    }).trim(),
  );
  const web = start(image, ["node", "apps/web/bin/web.ts"], {
    APPEALMOD_DATABASE_URL: urls.site,
    APPEALMOD_WEB_PORT: String(webPort),
    APPEALMOD_WEB_METRICS_PORT: "9464",
  });
  const bot = start(image, command(), {
    APPEALMOD_DATABASE_URL: urls.bot,
    APPEALMOD_REDDIT_URL: redditUrl,
    APPEALMOD_REDDIT_USERNAME: demo.bot.name,
    APPEALMOD_REDDIT_PASSWORD: demo.bot.password,
    APPEALMOD_CLIENT_ID: demo.clientId,
    APPEALMOD_CLIENT_SECRET: demo.clientSecret,
    APPEALMOD_USER_AGENT: "linux:appealmod-image:1.0 (by /u/AppealModBot)",
    APPEALMOD_SUBREDDITS: demo.subreddit,
    // Both are on one machine here, and in containers of their own otherwise.
    APPEALMOD_BOT_METRICS_PORT: "9465",
  });
  await healthy(image, "9464", "the site", web);
  await healthy(image, "9465", "the bot", bot);
  const page = await fetch(`http://127.0.0.1:${webPort}/`);
  if (page.status !== 200) fail(`The start page was answered with ${page.status}.`);
  say("The start page is served.");
  for (const [name, { child }] of [
    ["site", web],
    ["bot", bot],
  ] as const) {
    const began = performance.now();
    await end(child);
    say(
      `The ${name} ended ${Math.round(performance.now() - began)} ms after SIGTERM, with ${child.exitCode}.`,
    );
  }
}

function command(): readonly string[] {
  const cmd = readDockerfile("docker/Dockerfile")
    .at(-1)
    ?.instructions.find(({ name }) => name === "CMD");
  return cmd ? wordsOf(cmd) : fail("The Dockerfile has no CMD.");
}

interface Started {
  readonly child: ChildProcess;
  readonly output: () => string;
}

function start(
  image: BuiltStage,
  words: readonly string[],
  more: Readonly<Record<string, string>>,
): Started {
  const path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  const env = { PATH: path, HOME: "/home/node", ...image.env, ...more };
  const child = spawn("chroot", chrootArguments(image, words), { env });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
  closers.push(() => end(child));
  return { child, output: () => said };
}

/** As the image's HEALTHCHECK finds out, until it does. */
async function healthy(
  image: BuiltStage,
  port: string,
  who: string,
  { child, output }: Started,
): Promise<void> {
  const check = readDockerfile("docker/Dockerfile")
    .at(-1)
    ?.instructions.find(({ name }) => name === "HEALTHCHECK");
  const words = check ? wordsOf(check).with(-1, port) : fail("The Dockerfile has no HEALTHCHECK.");
  const began = performance.now();
  while (performance.now() - began < 60_000) {
    if (child.exitCode !== null) fail(`${who} has ended:\n${output()}`);
    try {
      runIn(image, words);
      return say(
        `The health check of ${who} is content after ${Math.round(performance.now() - began)} ms.`,
      );
    } catch {
      await wait(200);
    }
  }
  fail(`${who} is not healthy after a minute:\n${output()}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const late = setTimeout(() => void child.kill("SIGKILL"), 10_000);
  await ended;
  clearTimeout(late);
}

function fail(message: string): never {
  throw new Error(message);
}
