import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { loadavg } from "node:os";
import { join } from "node:path";
import { connectControl } from "../../packages/reddit-simulator/src/testing/index.ts";
import {
  awaitUntil,
  createBanStory,
  submitForm,
} from "../../packages/testing-installation/src/index.ts";
import { registryAccess } from "../image/registry-access.ts";
import { appendWithin, bootMachine, makeMachine } from "./bare-machine.ts";
import { readCommands } from "./read-commands.ts";
import { type Answer, Terminal } from "./terminal.ts";

const folder = "/var/tmp/appealmod-installation";
const [webPort, redditPort] = [3927, 3928];
const [webUrl, redditUrl] = [`http://localhost:${webPort}`, `http://127.0.0.1:${redditPort}`];
const password = "a-password-of-this-try";
const redditor = "MossyBoots";

const steps: { readonly what: string; readonly seconds: number }[] = [];
const closers: (() => unknown)[] = [];
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const loadBefore = loadavg();

/** Does one step by the stopwatch. */
async function step<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  const began = performance.now();
  const result = await work();
  const seconds = (performance.now() - began) / 1000;
  steps.push({ what, seconds });
  say(`${seconds.toFixed(1).padStart(7)} s  ${what}`);
  return result;
}

try {
  await tryInstallation();
  const seconds = steps.reduce((sum, each) => sum + each.seconds, 0);
  const load = (loads: readonly number[]) => loads[0]?.toFixed(1);
  say(
    `${seconds.toFixed(1).padStart(7)} s  together (load ${load(loadBefore)} to ${load(loadavg())})`,
  );
  say("1 passed, 0 failed");
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  say("0 passed, 1 failed");
  process.exitCode = 1;
} finally {
  for (const close of closers.toReversed()) await close();
}

async function tryInstallation(): Promise<void> {
  const root = makeMachine(folder);
  const machine = await bootMachine(root);
  closers.push(() => machine.shutDown());
  const repository = join(root, "srv/appealmod.git");
  execFileSync("git", ["clone", "--quiet", "--bare", ".", repository]);
  const reddit = await startReddit();
  const terminal = await Terminal.open(
    machine.enter,
    // biome-ignore lint/style/noProcessEnv: how this machine reaches the registry is no setting of ours
    registryAccess(process.env),
  );
  closers.push(() => terminal.close());
  say("A bare Debian has booted; the stopwatch runs.");
  // What every image of Debian has had done.
  await terminal.run("apt-get update");

  for (const line of readCommands("docs/operating/running.md", "### By systemd")) {
    const typed = line
      .replace("ADDRESS-OF-THIS-REPOSITORY", "file:///srv/appealmod.git")
      .replace(/^apt-get install/, "apt-get install -y");
    if (line.includes("appealmod doctor")) await step("bot and site are up", () => areUp(terminal));
    await step(line, () => terminal.run(typed, answersTo(line, reddit.demo)));
    if (line.startsWith("git clone")) {
      for (const demo of readCommands("README.md", "## See it work")) {
        const lasts = demo.endsWith("./scripts/demo");
        await step(`${demo}${lasts ? " until all is there, then Ctrl-C" : ""}`, () =>
          terminal.run(
            lasts ? `${demo} || [ $? = 130 ]` : demo,
            [],
            lasts ? /Ctrl-C stops everything/ : undefined,
          ),
        );
      }
      appendWithin(root, "opt/appealmod/conf/appealmod.yaml", `reddit_url: ${redditUrl}\n`);
    }
  }
  await liveThroughAnAppeal(reddit, terminal);
  await step("pnpm appealmod purge, and the bot reads the receipt that root has made", async () => {
    await terminal.run(`pnpm appealmod purge u/${redditor} --yes`);
    await terminal.run("runuser -u appealmod -- test -r /var/lib/appealmod/purged.jsonl");
  });
  await step("systemctl stop appealmod-bot appealmod-web", () =>
    terminal.run("systemctl stop appealmod-bot appealmod-web && ! systemctl is-failed appealmod-*"),
  );
}

type Reddit = Awaited<ReturnType<typeof startReddit>>;

/** What a person types where a command asks. */
function answersTo(line: string, demo: Reddit["demo"]): readonly Answer[] {
  if (line.includes("createuser"))
    return [/Enter password for new role:/, /Enter it again:/].map((question) => ({
      question,
      answer: password,
    }));
  if (!line.endsWith("appealmod init")) return [];
  // What stands there already is wiped first.
  const wipe = "\u0015";
  const asked: readonly (readonly [RegExp, string])[] = [
    [/Name of the bot's account/, demo.bot.name],
    [/Its password/, demo.bot.password],
    [/Id of its app/, demo.clientId],
    [/Secret of that app/, demo.clientSecret],
    [/How it names itself/, "linux:appealmod-try:1.0 (by /u/AppealModBot)"],
    [/Communities to serve/, demo.subreddit],
    [/Its public address/, `${wipe}${webUrl}`],
    [/Id of an app of type web app/, demo.webClientId],
    [/Secret of that app/, demo.webClientSecret],
    [/postgres:\/\/user:password/, `postgres://appealmod:${password}@localhost/appealmod`],
    [/A webhook for news/, ""],
  ];
  return asked.map(([question, answer]) => ({ question, answer }));
}

/** As if it were Reddit: a process of this machine, whose network the other one shares. */
async function startReddit() {
  const program = "packages/reddit-simulator/bin/simulator.ts";
  const child = spawn(process.execPath, [program, "--port", `${redditPort}`, "--seed", "demo"]);
  closers.push(async () => {
    const ended = once(child, "exit");
    if (child.kill()) await ended;
  });
  const isUp = await Promise.race([
    once(child.stdout, "data").then(() => true),
    once(child, "exit").then(() => false),
  ]);
  if (!isUp) throw new Error(`The pretend Reddit has ended; is port ${redditPort} taken?`);
  const control = connectControl(redditUrl);
  const redirectUris = [`${webUrl}/api/auth/callback/reddit`];
  return { control, demo: await control.seedDemo({ redirectUris }), webUrl };
}

async function areUp(terminal: Terminal): Promise<void> {
  const isHealthy = async () => (await fetch(`${webUrl}/healthz`).catch(() => null))?.ok;
  try {
    await awaitUntil("a site that is up", isHealthy, 120_000, 200);
    const told = "journalctl -u appealmod-bot | grep runner-started";
    await terminal.run(`until ${told} >/dev/null; do sleep 0.2; done`);
  } catch (error) {
    const said = await terminal.run("journalctl --no-pager -n 60 -u 'appealmod-*'");
    throw new Error(`${error instanceof Error ? error.message : error}\n${said}`);
  }
}

async function liveThroughAnAppeal(reddit: Reddit, terminal: Terminal): Promise<void> {
  const { control, demo } = reddit;
  const story = createBanStory(reddit, redditor);
  await step(`u/${redditor} is banned, and answers the ban notice`, async () => {
    await story.ban();
    await story.appeal();
  });
  const link = await step("the bot's invite is there, with a form link", () => story.readInvite());
  await step("the form is sent", async () => {
    const { status } = await submitForm(link);
    if (status !== 200) throw new Error(`The form was answered with ${status}.`);
  });
  await step("the note with the answers stands, the conversation is back", async () => {
    await story.readNote();
    await story.awaitReturn();
  });
  await step("a moderator lifts the ban, and the redditor reads so behind the link", async () => {
    await control.unban({ subreddit: demo.subreddit, name: redditor });
    const isGranted = async () => (await (await fetch(link)).text()).includes("has been lifted");
    await awaitUntil("a page that says so", isGranted, 120_000, 500);
  });
  say(await terminal.run("pnpm --silent appealmod appeals"));
}
