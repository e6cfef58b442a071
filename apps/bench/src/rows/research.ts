import { readFile } from "node:fs/promises";
import type { Database } from "@appealmod/db";
import { grantRole, makeDemoData, signIn } from "@appealmod/use-cases";
import { parse } from "node-html-parser";
import { openBenchGround } from "../ground/bench-ground.ts";
import type { Bench, Measurement } from "../measurement.ts";
import { inMilliseconds, spreadOf } from "../percentiles.ts";

let visitors = 0;

const pages = [
  "/research",
  "/research/r/_demo_lakes",
  "/research/health",
  "/research/plan",
  "/research/fraction",
  "/research/csv?table=times",
];

/** The researcher's pages and the download of a large experiment, over HTTP. */
export async function measureResearch(bench: Bench): Promise<readonly Measurement[]> {
  const appeals = bench.appeals ?? (bench.isQuick ? 50_000 : 1_000_000);
  const looks = bench.isQuick ? 10 : 30;
  const ground = await openBenchGround();
  try {
    const { database } = ground;
    // The ground's own community is in nobody's way here: demo data want an empty installation.
    await database.pool.query("update communities set is_served = false");
    bench.say(`${appeals} draws`);
    const seeding = performance.now();
    const operator = { kind: "operator" } as const;
    await makeDemoData({ database }, operator, { appeals, seed: 1, until: new Date() });
    const seeded = secondsSince(seeding);
    const { pid } = await ground.startSite();
    const cookie = await aResearcher(database);
    const get = async (path: string) => {
      visitors += 1;
      const headers = {
        cookie,
        "x-forwarded-for": `10.8.${(visitors >> 8) & 255}.${visitors & 255}`,
      };
      const answer = await fetch(ground.webUrl + path, { headers, redirect: "manual" });
      await answer.arrayBuffer();
      return answer.status;
    };
    bench.say("the first count");
    const counting = performance.now();
    while ((await get("/research")) !== 200 && !bench.signal.aborted)
      await new Promise((resolve) => setTimeout(resolve, 200));
    const counted = secondsSince(counting);
    const measured: Measurement[] = [
      { what: `demo data of ${appeals} draws`, measured: `${seeded} s`, floor: "" },
      {
        what: "first count of everything, after the site has started",
        measured: `${counted} s, while pages say that it is under way`,
        floor: "",
      },
    ];
    for (const path of pages) {
      bench.say(path);
      const times: number[] = [];
      const before = await queriesSoFar(database);
      for (let at = 0; at < looks; at += 1) {
        const from = performance.now();
        const status = await get(path);
        if (status !== 200) throw new Error(`${path} answered ${status}`);
        times.push(performance.now() - from);
      }
      const queries = (await queriesSoFar(database)) - before;
      measured.push({
        what: `\`${path}\`, ${looks} looks one at a time`,
        measured: `${inMilliseconds(spreadOf(times))}; ${Math.round(queries / looks)} transactions`,
        floor: "under 1 s",
      });
    }
    bench.say("the download");
    const memoryBefore = await peakMemory(pid);
    const from = performance.now();
    const page = await fetch(`${ground.webUrl}/research/download`, { headers: { cookie } });
    const form = parse(await page.text()).querySelectorAll(
      "form[action$=archive] input[type=hidden]",
    );
    const hidden = form.map((field): [string, string] => [
      field.getAttribute("name") ?? "",
      field.getAttribute("value") ?? "",
    ]);
    const answer = await fetch(`${ground.webUrl}/research/download/archive`, {
      method: "POST",
      headers: { cookie, origin: ground.webUrl },
      body: new URLSearchParams(hidden),
    });
    if (!answer.ok || !answer.body) throw new Error(`The download answered ${answer.status}`);
    let bytes = 0;
    for await (const part of answer.body) bytes += part.byteLength;
    const seconds = (performance.now() - from) / 1000;
    measured.push({
      what: "the download of everything",
      measured: `${(bytes / 2 ** 20).toFixed(0)} MiB in ${seconds.toFixed(0)} s, ${(appeals / seconds).toFixed(0)} draws a second`,
      floor: "",
    });
    measured.push({
      what: "the site's highest memory before and after the download",
      measured: `${memoryBefore} and ${await peakMemory(pid)} MiB`,
      floor: "the same, whatever its size",
    });
    return measured;
  } finally {
    await ground.stop();
  }
}

function secondsSince(from: number): string {
  return ((performance.now() - from) / 1000).toFixed(1);
}

async function aResearcher(database: Database): Promise<string> {
  const at = new Date();
  const username = "bench_researcher";
  await grantRole({ database }, { kind: "operator" }, { username, role: "researcher", at });
  const { token } = await signIn(
    { database },
    { redditorId: "t2_bench_researcher", username, userAgent: "bench", moderated: [], at },
  );
  return `session=${token}`;
}

/** Transactions of this database since it was made; those of this question are among them. */
async function queriesSoFar({ pool }: Database): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select (xact_commit + xact_rollback)::int as count from pg_stat_database
    where datname = current_database()`,
  );
  return rows[0]?.count ?? 0;
}

/** The most memory that a process ever had, in MiB. */
async function peakMemory(pid: number): Promise<string> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return (Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024).toFixed(0);
}
