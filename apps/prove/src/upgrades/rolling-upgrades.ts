/**
 * Two bots and two sites behind a load balancer are upgraded ten times, one process after another,
 * while redditors appeal and pages are asked for. Prints what failed, what was lost, what came twice.
 *
 *   pnpm prove:upgrades [--upgrades 10] [--last-version FOLDER]
 *
 * With a checkout of the last version (set up by its ./scripts/setup), every other upgrade goes back to
 * it: so each of its bots and sites works beside each of this version, on tables that are already new.
 * Exit 0: no request failed but for its connection, and each redditor had everything once.
 */
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import {
  freePort,
  type StartedProcess,
  startInstallation,
  startProcess,
} from "@appealmod/testing-installation";
import { startLoadBalancer } from "./load-balancer.ts";
import { startPageLoad, startStories } from "./stories-under-load.ts";

const { values } = parseArgs({
  options: {
    upgrades: { type: "string", default: "10" },
    "last-version": { type: "string" },
  },
});
const root = join(import.meta.dirname, "..", "..", "..", "..");
const dataDir = join(root, ".appealmod", "prove-upgrades");
const began = performance.now();
const say = (words: string): void => {
  const seconds = ((performance.now() - began) / 1000).toFixed(1).padStart(7);
  process.stdout.write(`${seconds} s  ${words}\n`);
};

await rm(dataDir, { recursive: true, force: true });
await mkdir(dataDir, { recursive: true });
const balancer = await startLoadBalancer();
const ports = [await freePort(), await freePort()];
const settings = {
  APPEALMOD_WEB_URL: balancer.url,
  APPEALMOD_WEB_PORT: String(ports[0]),
  // A forwarded request without a proxy that is trusted counts as the proxy's own.
  APPEALMOD_TRUSTED_PROXIES: "127.0.0.1",
};
const installation = await startInstallation({ dataDir, webPort: ports[0] ?? 0, settings });
// What Reddit grants an account in ten minutes would be used up after a hundred stories.
await installation.control.setRateLimit({ quota: null });
const bots: StartedProcess[] = [installation.bot, await startBot(root)];
const sites: StartedProcess[] = [installation.web, await startSite(root, ports[1])];
for (const port of ports) balancer.sites.add(port);
const stage = { ...installation, webUrl: balancer.url };
const stories = startStories(stage, 2);
const pages = startPageLoad(balancer.url, 2);
try {
  for (let upgrade = 1; upgrade <= Number(values.upgrades); upgrade += 1) {
    const last = values["last-version"];
    const isBack = last !== undefined && upgrade % 2 === 1;
    const folder = isBack ? last : root;
    for (const [index, bot] of bots.entries()) {
      await bot.stop();
      bots[index] = await startBot(folder);
    }
    for (const [index, site] of sites.entries()) {
      await site.stop();
      sites[index] = await startSite(folder, ports[index]);
    }
    const which = isBack ? " to the last version" : "";
    say(
      `upgrade ${upgrade}${which}: ${stories.finished()} stories, ${pages.answered()} pages so far`,
    );
  }
  process.exitCode = (await judge()) ? 0 : 1;
} finally {
  await Promise.all([...bots, ...sites].map((each) => each.stop()));
  await installation.stop();
  await balancer.close();
}

async function judge(): Promise<boolean> {
  const failedPages = await pages.stop();
  const { told, faults } = await stories.stop();
  say(`${told} stories, ${faults.length} of them with a fault`);
  for (const fault of faults) say(`  ${fault}`);
  say(`${pages.answered()} pages, ${failedPages.length} of them failed`);
  for (const failure of failedPages.slice(0, 10)) say(`  ${failure}`);
  for (const [why, count] of Object.entries(balancer.lostConnections()))
    say(`${count} connections were lost, and their requests made again: ${why}`);
  return told > 0 && faults.length === 0 && failedPages.length === 0;
}

function startBot(cwd: string): Promise<StartedProcess> {
  const ready = /runner-started.*started|started.*runner-started/;
  return start(cwd, "bot", ["apps/bot/src/main.ts"], ready, {});
}

function startSite(cwd: string, port: number | undefined): Promise<StartedProcess> {
  const own = { APPEALMOD_WEB_PORT: String(port) };
  return start(cwd, "site", ["apps/web/bin/web.ts"], /The site is ready/, own);
}

function start(
  cwd: string,
  name: string,
  args: readonly string[],
  ready: RegExp,
  own: Readonly<Record<string, string>>,
): Promise<StartedProcess> {
  const env = { ...installation.env, ...own };
  return startProcess({ name, args, ready, env, cwd, readyWithinMs: 180_000 });
}
