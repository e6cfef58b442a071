import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OpenSite, openSite } from "./open-site.ts";

let opened: OpenSite;
let address: string;

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

beforeAll(async () => {
  const port = await freePort();
  address = `http://127.0.0.1:${port}`;
  opened = await openSite({ APPEALMOD_WEB_METRICS_PORT: String(port) });
});
afterAll(() => opened?.closeSite());

test("the site counts its pages by name, and tells how the installation is", async () => {
  expect((await fetch(`${address}/livez`)).status).toBe(200);
  expect((await fetch(`${address}/readyz`)).status).toBe(200);
  for (const path of ["/", "/form/a-secret-token", "/nowhere"])
    await (await fetch(opened.site.address + path)).text();
  const text = await (await fetch(`${address}/metrics`)).text();
  for (const line of [
    'appealmod_up{program="site"} 1',
    'appealmod_workers{program="site"} 0',
    'appealmod_oldest_ready_job_seconds{program="site"} 0',
    'appealmod_jobs{state="ready",program="site"} 0',
    'appealmod_pages_total{page="landing",status="2xx",program="site"} 1',
    'appealmod_pages_total{page="landing",status="5xx",program="site"} 0',
    'appealmod_pages_total{page="appeal-form",status="4xx",program="site"} 1',
  ])
    expect(text).toContain(line);
  expect(text).not.toContain("a-secret-token");
});

test("nothing of it is on the public port", async () => {
  for (const path of ["/metrics", "/livez", "/readyz"])
    expect((await fetch(opened.site.address + path)).status).toBe(404);
});
