import { request } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { openBenchGround } from "../ground/bench-ground.ts";
import { httpLoad, type Load } from "../ground/http-load.ts";
import { figuresOf } from "../ground/process-figures.ts";
import { type MeasuredSite, openTwoSites, sentAnswers } from "../ground/two-sites.ts";
import type { Bench, Measurement } from "../measurement.ts";
import { spreadOf } from "../percentiles.ts";

const connections = 8;

interface Measured {
  readonly loads: readonly Load[];
  readonly cpuMs: number;
}

/**
 * The public pages of another checkout's site and of ours, on one Postgres, with the same load, by
 * turns. What is measured is ours; the floor is the other's.
 */
export async function measureSiteAgainst(
  bench: Bench,
  against: string,
): Promise<readonly Measurement[]> {
  const [appeals, rounds, ms] = bench.isQuick ? [4_000, 1, 1_500] : [20_000, 3, 5_000];
  const ground = await openBenchGround();
  try {
    bench.say(`${appeals} appeals, one site after the other is started`);
    const { sites, open, sent, stop } = await openTwoSites(ground, {
      ...{ against, appeals, processes: 2 },
    });
    try {
      const links = (tokens: readonly string[]) => (at: number) =>
        `/form/${tokens[at % tokens.length]}`;
      const pages: Readonly<Record<string, (at: number) => string>> = {
        landing: () => "/",
        "sign-up": () => "/sign-up",
        "lost link": () => "/form",
        "form page": links(open),
        "page of a sent form": links(sent),
      };
      const measured: Measurement[] = [];
      for (const [name, path] of Object.entries(pages)) {
        bench.say(name);
        const ask = (at: number) => get(path(at));
        const results = await byTurns(sites, rounds, (site) => ({
          ...{ url: site.url, connections, ms, request: ask, status: 200 },
        }));
        measured.push(compared(`${name}, ${connections} at once`, results));
      }
      bench.say("forms sent");
      // Each form is sent once: the rounds share what there is.
      const share = Math.floor(open.length / 4);
      const posted = await byTurns(sites, 1, ({ url }) => ({
        ...{ url, connections, ms: 60_000, status: 303 },
        request: (at) => (at < share ? post(url, open[at] ?? "") : null),
      }));
      measured.push(compared(`a form that is sent, ${share} forms`, posted));
      measured.push(memoryOf(sites));
      for (const [name, path] of Object.entries(pages))
        measured.push(await firstLoads(name, path(open.length - 1), sites));
      return measured;
    } finally {
      await stop();
    }
  } finally {
    await ground.stop();
  }
}

async function byTurns(
  sites: readonly MeasuredSite[],
  rounds: number,
  load: (site: MeasuredSite) => Parameters<typeof httpLoad>[0],
): Promise<readonly Measured[]> {
  const loads = sites.map((): Load[] => []);
  const cpu = sites.map(() => 0);
  // What is compiled at first is no part of the measurement.
  for (const site of sites) {
    const { request, ...rest } = load(site);
    if (rest.status === 200) await httpLoad({ ...rest, ms: 1_500, request });
  }
  for (let round = 0; round < rounds; round += 1)
    for (const [index, site] of sites.entries()) {
      const before = figuresOf(site.process.pid).cpuSeconds;
      loads[index]?.push(await httpLoad(load(site)));
      cpu[index] = (cpu[index] ?? 0) + figuresOf(site.process.pid).cpuSeconds - before;
    }
  return loads.map((each, index) => ({
    loads: each,
    cpuMs: ((cpu[index] ?? 0) * 1000) / each.reduce((sum, { times }) => sum + times.length, 0),
  }));
}

function compared(what: string, [before, now]: readonly Measured[]): Measurement {
  if (!before || !now) throw new Error("two sites are compared");
  const rate = ({ loads }: Measured) =>
    loads.map(({ perSecond }) => perSecond).toSorted((a, b) => a - b)[loads.length >> 1] ?? 0;
  const words = (one: Measured) => {
    const { median, p99 } = spreadOf(one.loads.flatMap(({ times }) => times));
    return `${rate(one).toFixed(0)} a second, median ${median.toFixed(1)} ms, 99 % ${p99.toFixed(1)} ms, ${one.cpuMs.toFixed(2)} ms of CPU each`;
  };
  return {
    what,
    measured: `${words(now)}: ${(rate(now) / rate(before)).toFixed(1)} times the rate, ${(before.cpuMs / now.cpuMs).toFixed(1)} times less CPU`,
    floor: words(before),
  };
}

function memoryOf(sites: readonly MeasuredSite[]): Measurement {
  const [before = "", now = ""] = sites.map(({ process }) =>
    figuresOf(process.pid)
      .memory.map((bytes) => `${(bytes / 1e6).toFixed(0)} MB`)
      .join(", "),
  );
  return { what: "memory of each process after that", measured: now, floor: before };
}

let visitors = 0;

/** Each request comes from another address, or the limits for one would be measured. */
function head(method: string, path: string): string {
  visitors += 1;
  const address = [10, (visitors >> 16) & 255, (visitors >> 8) & 255, visitors & 255].join(".");
  return `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nAccept-Encoding: gzip, deflate, br\r\nX-Forwarded-For: ${address}\r\n`;
}

function get(path: string): Buffer {
  return Buffer.from(`${head("GET", path)}\r\n`);
}

function post(url: string, token: string): Buffer {
  const body = new URLSearchParams({ ...sentAnswers, intent: "send" }).toString();
  return Buffer.from(
    `${head("POST", `/form/${token}`)}Origin: ${url}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
}

/** What a browser fetches that was never there: the page, its scripts and styles, as they are sent. */
async function firstLoads(
  name: string,
  path: string,
  sites: readonly MeasuredSite[],
): Promise<Measurement> {
  const [before = "", now = ""] = await Promise.all(sites.map(({ url }) => firstLoad(url, path)));
  return { what: `first load: ${name}`, measured: now, floor: before };
}

async function firstLoad(site: string, path: string): Promise<string> {
  const { bytes, text } = await fetched(site + path);
  const files = new Set(
    [...text.matchAll(/(?:src|href)="(\/_next\/static\/[^"]+)"/g)].map(([, file]) => file ?? ""),
  );
  let [scripts, all] = [0, bytes];
  for (const file of files) {
    const { bytes: size } = await fetched(site + file);
    all += size;
    if (/\.js\b/.test(file)) scripts += size;
  }
  const kB = (size: number) => `${(size / 1000).toFixed(1)} kB`;
  return `${kB(all)}, of it ${kB(scripts)} of script`;
}

async function fetched(url: string): Promise<{ readonly bytes: number; readonly text: string }> {
  const headers = { "accept-encoding": "br, gzip", accept: "text/html" };
  return new Promise((resolve, reject) => {
    request(url, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const body = Buffer.concat(chunks);
        resolve({ bytes: body.length, text: decoded(body, response.headers["content-encoding"]) });
      });
    })
      .on("error", reject)
      .end();
  });
}

function decoded(body: Buffer, encoding: string | undefined): string {
  if (encoding === "br") return brotliDecompressSync(body).toString();
  return (encoding === "gzip" ? gunzipSync(body) : body).toString();
}
