import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { findRootDir, readYamlFile } from "@appealmod/config";
import { questionSetSchema } from "@appealmod/core";
import type { Database } from "@appealmod/db";
import { seedAppeals, seededCommunity } from "@appealmod/db/testing";
import { awaitUntil, freePort, type StartedProcess } from "@appealmod/testing-installation";
import { account, openBenchGround } from "../ground/bench-ground.ts";
import type { BotProcess } from "../ground/bot-process.ts";
import type { Bench, Measurement } from "../measurement.ts";
import { inMilliseconds, spreadOf } from "../percentiles.ts";
import { headers, oneAtATime, sessionOf, someAppeals } from "./room.ts";

const ofAll = "t2_bench_of_all";
const [bots, sites] = [4, 2];

/** A large installation that is quiet: pages of two sites, and what four bots cost meanwhile. */
export async function measureInstallation(bench: Bench): Promise<readonly Measurement[]> {
  const size = bench.isQuick
    ? { appeals: 10_000, communities: 20 }
    : { appeals: 1_000_000, communities: 200 };
  const [looks, watchedSeconds] = bench.isQuick ? [20, 15] : [200, 60];
  const ground = await openBenchGround();
  try {
    const { control, database } = ground;
    const path = join(findRootDir(), "conf", "questions", "default.yaml");
    const questions = readYamlFile(path, questionSetSchema, "the questions");
    bench.say(`${size.appeals} appeals in ${size.communities} communities`);
    await seedAppeals(database, { ...size, moderatorId: ofAll, at: new Date(), questions });
    // They wait: of conversations that the pretend Reddit does not know nothing is to be asked.
    await database.pool.query("update appeals set next_check_at = now() + interval '1 day'");
    await database.pool.query("vacuum analyze");
    for (let number = 1; number <= size.communities; number += 1)
      await control.createSubreddit({
        name: seededCommunity(number),
        moderators: [{ name: account.name }],
      });
    const running: BotProcess[] = [];
    for (let each = 0; each < bots; each += 1) running.push(await ground.startBot());
    const served: StartedProcess[] = [];
    const urls: string[] = [];
    for (let each = 0; each < sites; each += 1) {
      const port = await freePort();
      served.push(await ground.startSite(port));
      urls.push(`http://127.0.0.1:${port}`);
    }
    await becomeModeratorOfAll(database);
    const cookie = await sessionOf(database, ofAll);
    const appealIds = await someAppeals(database, ofAll, looks);
    const paths: Readonly<Record<string, (at: number) => string>> = {
      "start page": () => "/",
      "queue of all communities": () => "/moderate",
      "appeal page": (at) => `/moderate/appeals/${appealIds[at % appealIds.length] ?? ""}`,
    };
    const measured: Measurement[] = [];
    for (const [name, pathOf] of Object.entries(paths)) {
      bench.say(name);
      const times = await oneAtATime(looks, async (at) => {
        const url = urls[at % urls.length] + pathOf(at);
        const answer = await fetch(url, { headers: headers(cookie) });
        await answer.arrayBuffer();
        if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
      });
      measured.push({
        what: `${name}, ${size.appeals} appeals in ${size.communities} communities, ${sites} sites in turn`,
        measured: inMilliseconds(spreadOf(times)),
        floor: "under 100 ms at 95 %",
      });
    }
    bench.say(`${bots} bots for ${watchedSeconds} s`);
    const asked = async () => (await control.requests({ last: 0 })).total;
    const before = { requests: await asked(), cpu: running.map((bot) => bot.cpuSeconds()) };
    await wait(watchedSeconds * 1_000);
    const perMinute = (count: number) => (count * 60) / watchedSeconds;
    const cpu = running.map((bot, at) => bot.cpuSeconds() - (before.cpu[at] ?? 0));
    const { rows } = await database.pool.query<{ size: string }>(
      "select pg_size_pretty(pg_database_size(current_database())) as size",
    );
    return [
      ...measured,
      {
        what: `requests to Reddit a minute, ${bots} bots of one account, nothing new`,
        measured: perMinute((await asked()) - before.requests).toFixed(0),
        floor: "listing every 5 s and log every 30 s for each bot; Reddit grants about 100",
      },
      {
        what: "CPU of each bot, of one processor",
        measured: cpu
          .map((seconds) => `${((100 * seconds) / watchedSeconds).toFixed(1)} %`)
          .join(", "),
        floor: "",
      },
      {
        what: "memory of each bot",
        measured: running.map((bot) => inMegabytes(bot.memory().now)).join(", "),
        floor: "",
      },
      {
        what: "memory of each site",
        measured: served.map(({ pid }) => inMegabytes(residentBytes(pid))).join(", "),
        floor: "",
      },
      { what: "the database", measured: rows[0]?.size ?? "", floor: "" },
    ];
  } finally {
    await ground.stop();
  }
}

/** Once the bots have read Reddit's lists of moderators, which know nobody of ours. */
async function becomeModeratorOfAll(database: Database): Promise<void> {
  await awaitUntil("the lists of moderators", async () => {
    const { rows } = await database.pool.query(
      "select from graphile_worker.jobs where task_identifier = 'refresh-subreddit'",
    );
    return rows.length === 0;
  });
  await database.pool.query(
    `insert into community_moderators (subreddit_key, redditor_id, username, permissions, as_of)
    select key, $1, 'bench_of_all', '{all}', now() from communities on conflict do nothing`,
    [ofAll],
  );
}

function inMegabytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MB`;
}

function residentBytes(pid: number): number {
  const line = readFileSync(`/proc/${pid}/status`, "utf8").match(/^VmRSS:\s+(\d+) kB/m);
  return Number(line?.[1] ?? 0) * 1024;
}
