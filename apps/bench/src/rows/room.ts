import { once } from "node:events";
import { join } from "node:path";
import { findRootDir, readYamlFile } from "@appealmod/config";
import { questionSetSchema } from "@appealmod/core";
import type { Database } from "@appealmod/db";
import { seedAppeals, seededModerator } from "@appealmod/db/testing";
import {
  appealForModerator,
  appealQueue,
  noteAppealView,
  type QueueFilter,
  signIn,
} from "@appealmod/use-cases";
import { openBenchGround } from "../ground/bench-ground.ts";
import { cpuSecondsOf } from "../ground/cpu-seconds.ts";
import type { Bench, Measurement } from "../measurement.ts";
import { inMilliseconds, spreadOf } from "../percentiles.ts";

const ofAll = "t2_bench_of_all";

/** Looks before those that are measured. */
const warmUps = 5;

const sizeOf = ({ isQuick }: Pick<Bench, "isQuick">) =>
  isQuick ? { appeals: 10_000, communities: 20 } : { appeals: 100_000, communities: 200 };

/** A site with the same appeals to look around in, until it is interrupted. */
export async function openSeededRoom(bench: Bench): Promise<void> {
  const ground = await openBenchGround();
  try {
    await seedRoom(ground.database, sizeOf(bench), bench.say);
    const cookie = await sessionOf(ground.database, ofAll);
    await ground.startSite();
    process.stdout.write(
      `The moderators' room is at ${ground.webUrl}/moderate. To be signed in, enter in the browser's\nconsole there: document.cookie = "${cookie}; path=/"\nCtrl-C ends it, and removes everything.\n`,
    );
    await once(bench.signal, "abort");
  } finally {
    await ground.stop();
  }
}

/** @returns how many seconds it took */
async function seedRoom(
  database: Database,
  size: ReturnType<typeof sizeOf>,
  say: Bench["say"],
): Promise<number> {
  const path = join(findRootDir(), "conf", "questions", "default.yaml");
  const questions = readYamlFile(path, questionSetSchema, "the questions");
  say(`${size.appeals} appeals in ${size.communities} communities`);
  const began = performance.now();
  await seedAppeals(database, { ...size, moderatorId: ofAll, at: new Date(), questions });
  return (performance.now() - began) / 1000;
}

/** The moderators' queue, search and appeal page over HTTP, one request at a time, and their queries. */
export async function measureRoom(bench: Bench): Promise<readonly Measurement[]> {
  const size = sizeOf(bench);
  const looks = bench.isQuick ? 30 : 200;
  const ground = await openBenchGround();
  try {
    const { database } = ground;
    const seeded = await seedRoom(database, size, bench.say);
    const site = await ground.startSite();
    const measured: Measurement[] = [
      {
        what: "appeals seeded by plain SQL",
        measured: `${size.appeals} in ${seeded.toFixed(0)} s`,
        floor: "",
      },
    ];
    for (const [who, redditorId] of [
      [`of all ${size.communities} communities`, ofAll],
      ["of one community", seededModerator(7)],
    ] as const) {
      const cookie = await sessionOf(database, redditorId);
      const appealIds = await someAppeals(database, redditorId, looks);
      const paths: Readonly<Record<string, (at: number) => string>> = {
        "queue, to decide": () => "/moderate",
        "queue, any tab": (at) => `/moderate?show=${["waiting", "decided", "all"][at % 3]}`,
        search: (at) =>
          `/moderate?q=${String.fromCharCode(97 + (at % 26))}${at % 2 === 0 ? "" : "hiker_1"}`,
        "appeal page": (at) => `/moderate/appeals/${appealIds[at % appealIds.length] ?? ""}`,
      };
      for (const [name, path] of Object.entries(paths)) {
        bench.say(`${name} of a moderator ${who}`);
        const cpuBefore = cpuSecondsOf(site.pid);
        const times = await oneAtATime(looks, async (at) => {
          const answer = await fetch(ground.webUrl + path(at), { headers: headers(cookie) });
          await answer.arrayBuffer();
          if (answer.status !== 200) throw new Error(`${path(at)} answered ${answer.status}`);
        });
        measured.push({
          what: `${name} of a moderator ${who}, one request at a time, ${looks} looks`,
          measured: `${inMilliseconds(spreadOf(times))}; CPU of the site ${(((cpuSecondsOf(site.pid) - cpuBefore) * 1000) / (looks + warmUps)).toFixed(0)} ms each`,
          floor: "under 100 ms at 95 %",
        });
      }
      measured.push(await queriesOf(database, redditorId, appealIds, who));
    }
    return measured;
  } finally {
    await ground.stop();
  }
}

export async function sessionOf(database: Database, redditorId: string): Promise<string> {
  const { rows } = await database.pool.query<{ name: string; permissions: string[] }>(
    `select c.name, m.permissions from community_moderators m join communities c on c.key = m.subreddit_key
    where m.redditor_id = $1`,
    [redditorId],
  );
  const { token } = await signIn(
    { database },
    {
      ...{ redditorId, username: redditorId.slice(3), userAgent: "bench", at: new Date() },
      moderated: rows.map(({ name, permissions }) => ({ subreddit: name, permissions })),
    },
  );
  return `session=${token}`;
}

export async function someAppeals(
  database: Database,
  redditorId: string,
  count: number,
): Promise<string[]> {
  const { rows } = await database.pool.query<{ id: string }>(
    `select a.id from appeals a join community_moderators m on m.subreddit_key = a.subreddit_key
    where m.redditor_id = $1 order by md5(a.id::text) limit $2`,
    [redditorId, count],
  );
  return rows.map(({ id }) => id);
}

let visitors = 0;

/** Each request comes from another address, or the limits for one would be measured. */
export function headers(cookie: string): Record<string, string> {
  visitors += 1;
  const address = [10, 7, (visitors >> 8) & 255, visitors & 255].join(".");
  return { cookie, "x-forwarded-for": address };
}

export async function oneAtATime(
  count: number,
  act: (at: number) => Promise<void>,
): Promise<readonly number[]> {
  for (let at = 0; at < warmUps; at += 1) await act(at);
  const times: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const from = performance.now();
    await act(at);
    times.push(performance.now() - from);
  }
  return times;
}

/** How many queries the pages' use cases ask, at the least and at the most. */
async function queriesOf(
  database: Database,
  redditorId: string,
  appealIds: readonly string[],
  who: string,
): Promise<Measurement> {
  const moderator = { kind: "moderator", redditorId, username: "bench" } as const;
  const at = new Date();
  const filters: readonly Omit<QueueFilter, "at">[] = [
    ...(["to-decide", "waiting", "decided", "all"] as const).map((show) => ({ show })),
    { show: "all", search: "b" },
  ];
  const queue = await counted(
    database,
    filters.map((filter) => () => appealQueue({ database }, moderator, { ...filter, at })),
  );
  const page = await counted(
    database,
    appealIds.slice(0, 20).map((appealId) => async () => {
      await appealForModerator({ database }, moderator, { appealId, at });
      await noteAppealView({ database }, moderator, { appealId, at });
    }),
  );
  return {
    what: `queries of a page for a moderator ${who}`,
    measured: `queue and search ${queue}, appeal ${page}`,
    floor: "a constant number; finding the session is one more",
  };
}

async function counted(
  database: Database,
  works: readonly (() => Promise<unknown>)[],
): Promise<string> {
  const { pool } = database;
  const query = pool.query.bind(pool);
  const counts: number[] = [];
  let count = 0;
  Object.assign(pool, {
    query: (...args: Parameters<typeof query>) => {
      count += 1;
      return query(...args);
    },
  });
  try {
    for (const work of works) {
      count = 0;
      await work();
      counts.push(count);
    }
  } finally {
    Object.assign(pool, { query });
  }
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return least === most ? String(most) : `${least} to ${most}`;
}
