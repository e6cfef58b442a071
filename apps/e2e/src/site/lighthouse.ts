import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { startInstallation } from "../installation/installation.ts";
import { createBanStory } from "../story/ban-story.ts";
import { launchOptions, requireBrowser } from "./browser.ts";

/**
 * Measures landing and form as Lighthouse does for a middling phone on a slow network, and
 * prints the four scores and what keeps one from 100. Reports lie in `.test-results/lighthouse`.
 */
const folder = resolve(".test-results/lighthouse");
const categories = ["performance", "accessibility", "best-practices", "seo"] as const;
const wanted = 0.95;

requireBrowser();
await mkdir(folder, { recursive: true });
const dataDir = await mkdtemp(join(tmpdir(), "appealmod-lighthouse-"));
const installation = await startInstallation({ dataDir });
const browser = await launch({
  chromePath: launchOptions.executablePath,
  chromeFlags: [...launchOptions.args, "--headless=new"],
});
try {
  const story = createBanStory(installation, "PatientBoots");
  await story.ban();
  await story.appeal();
  const pages = { landing: installation.webUrl, form: await story.readInvite() };
  for (const [name, url] of Object.entries(pages)) {
    const result = await lighthouse(url, {
      port: browser.port,
      output: "html",
      logLevel: "error",
      onlyCategories: [...categories],
    });
    if (!result) throw new Error(`Lighthouse measured nothing at ${url}`);
    const { lhr, report } = result;
    await writeFile(join(folder, `${name}.html`), String(report));
    const scores = categories.map((id) => {
      const score = lhr.categories[id]?.score ?? 0;
      if (score < wanted) process.exitCode = 1;
      return `${id} ${Math.round(score * 100)}`;
    });
    process.stdout.write(`${name}: ${scores.join(", ")}\n`);
    const timings = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time"];
    for (const id of [...timings, "cumulative-layout-shift", "total-byte-weight"])
      process.stdout.write(`  ${id}: ${lhr.audits[id]?.displayValue ?? "?"}\n`);
    for (const audit of Object.values(lhr.audits))
      if (audit.score !== null && audit.score < 0.9 && audit.scoreDisplayMode !== "informative")
        process.stdout.write(`  not perfect: ${audit.id} ${audit.displayValue ?? ""}\n`);
  }
} finally {
  browser.kill();
  await installation.stop();
  await rm(dataDir, { recursive: true, force: true });
}
