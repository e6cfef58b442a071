import type { Page } from "@playwright/test";
import { expect, test } from "./installation-test.ts";

/** Kilobytes of 1000 bytes, as sent over the wire. */
const mostScript = 20;
const mostInAll = 45;

interface FirstLoad {
  readonly hosts: readonly string[];
  readonly scripts: number;
  readonly everything: number;
  /** How much of what was seen moved while it loaded. */
  readonly shift: number;
}

/** Loads a page as somebody does who has never been here, and weighs what came. */
async function firstLoad(page: Page, url: string): Promise<FirstLoad> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  const kinds = new Map<string, string>();
  const hosts = new Set<string>();
  let scripts = 0;
  let everything = 0;
  devtools.on("Network.requestWillBeSent", ({ requestId, type, request }) => {
    kinds.set(requestId, type ?? "");
    if (!request.url.startsWith("data:")) hosts.add(new URL(request.url).host);
  });
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    everything += encodedDataLength;
    if (kinds.get(requestId) === "Script") scripts += encodedDataLength;
  });
  await page.goto(url, { waitUntil: "networkidle" });
  const shift = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        // What has shifted before is told as well, and at once.
        new PerformanceObserver((list) =>
          resolve(
            list.getEntries().reduce((sum, entry) => sum + Number(Reflect.get(entry, "value")), 0),
          ),
        ).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => resolve(0), 200);
      }),
  );
  return { hosts: [...hosts], scripts: scripts / 1000, everything: everything / 1000, shift };
}

test("landing and form load nothing from elsewhere, and little script", async ({
  page,
  browser,
  story,
  installation,
}) => {
  await story.ban();
  await story.appeal();
  const form = await story.readInvite();
  for (const [name, url] of [
    ["landing", installation.webUrl],
    ["form", form],
  ] as const) {
    const context = await browser.newContext();
    const load = await firstLoad(await context.newPage(), url);
    const told = `${name}: ${load.scripts.toFixed(1)} kB of script, ${load.everything.toFixed(1)} kB in all`;
    test.info().annotations.push({ type: "first load", description: told });
    process.stdout.write(`${told}\n`);
    expect(load.hosts, told).toEqual([new URL(installation.webUrl).host]);
    expect(load.scripts, told).toBeGreaterThan(1);
    expect(load.scripts, told).toBeLessThanOrEqual(mostScript);
    expect(load.everything, told).toBeLessThanOrEqual(mostInAll);
    expect(load.shift, told).toBe(0);
    await context.close();
  }
  await page.close();
});
