import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { limits } from "../src/server/rate-limit.ts";
import { type OpenSite, openSite, throughProxy } from "./open-site.ts";
import { freePort } from "./site-process.ts";

let opened: OpenSite;
let metrics: string;

const dataDir = mkdtempSync(join(tmpdir(), "appealmod-web-data-"));
afterAll(() => rmSync(dataDir, { recursive: true }));

beforeAll(async () => {
  chmodSync(dataDir, 0o755);
  const port = await freePort();
  metrics = `http://127.0.0.1:${port}/metrics`;
  opened = await openSite({
    ...throughProxy,
    APPEALMOD_WEB_PROCESSES: "2",
    APPEALMOD_DATA_DIR: dataDir,
    APPEALMOD_WEB_METRICS_PORT: String(port),
  });
});
afterAll(() => opened?.closeSite());

/** Asks on a connection of its own: the processes take those by turns. */
const ask = (path: string, body?: string) =>
  new Promise<number>((resolve, reject) => {
    const asked = request(opened.site.address + path, {
      ...{ agent: false, method: body === undefined ? "GET" : "POST" },
      headers: {
        "x-forwarded-for": "192.0.2.80",
        ...(body === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }),
        ...(body === undefined ? {} : { "content-length": body.length }),
      },
    });
    asked.on("error", reject).on("response", (response) => {
      response.resume().on("end", () => resolve(response.statusCode ?? 0));
    });
    asked.end(body);
  });

const processes = () => {
  const { pid } = opened.site.child;
  return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").map(Number);
};

test("what the start finds on this machine is logged by one of the processes", async () => {
  const found = `${dataDir} can be read by others (0755).`;
  const lines = () => opened.site.log().split("\n");
  const findings = () =>
    lines().filter((line) => line.includes('"startup-finding"') && line.includes(found));
  await expect.poll(findings).toHaveLength(1);
});

test("limits hold for two processes together, and both count what they served", async () => {
  expect(processes()).toHaveLength(2);
  const { most } = limits["lost links of an address"];
  const answers = await Promise.all(
    Array.from({ length: most + 10 }, () => ask("/form", "reddit_username=x&subreddit=%3F")),
  );
  expect(answers.filter((status) => status === 303)).toHaveLength(most);
  expect(answers.filter((status) => status === 429)).toHaveLength(10);
  const text = await (await fetch(metrics)).text();
  expect(text).toContain(
    `appealmod_pages_total{page="lost-link",status="3xx",program="site"} ${most}`,
  );
  expect(text).toContain('appealmod_up{program="site"} 1');
  expect(text.match(/^appealmod_up\{/gm)).toHaveLength(1);
});

test("a process that ends is replaced, and the other one serves on", async () => {
  const [one = 0] = processes();
  process.kill(one, "SIGKILL");
  await expect.poll(() => processes().includes(one)).toBe(false);
  expect(await ask("/")).toBe(200);
  await expect.poll(processes, { timeout: 10_000 }).toHaveLength(2);
  expect(opened.site.log()).toContain('"web-process-ended"');
});
