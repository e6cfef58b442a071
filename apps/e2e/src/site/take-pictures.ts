import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { startInstallation } from "@appealmod/testing-installation";
import { chromium } from "@playwright/test";
import { launchOptions, requireBrowser } from "./browser.ts";
import { scenes } from "./scenes.ts";
import { setStage } from "./set-stage.ts";
import { openStoredAppeals } from "./stored-appeals.ts";

const usage = `Usage: pnpm --filter @appealmod/e2e screenshots [FOLDER] [options]

  FOLDER            where the pictures go (default .test-results/screenshots)
  --only PART       only scenes whose name contains PART
  --language TAG    the browser's language (default en)
  --theme NAME      light or dark (default both)
  --width PIXELS    one width (default 375 and 1440)

Takes a picture of every page in each of its states, with everything real behind it.
`;

const { values, positionals } = parseArgs({
  args: process.argv.slice(2).filter((word) => word !== "--"),
  allowPositionals: true,
  options: {
    only: { type: "string", default: "" },
    language: { type: "string", default: "en" },
    theme: { type: "string" },
    width: { type: "string" },
    help: { type: "boolean", short: "h" },
  },
});
if (values.help) process.stdout.write(usage);
else await main();

async function main(): Promise<void> {
  requireBrowser();
  const folder = resolve(positionals[0] ?? ".test-results/screenshots");
  const dataDir = await mkdtemp(join(tmpdir(), "appealmod-pictures-"));
  await mkdir(folder, { recursive: true });
  const installation = await startInstallation({ dataDir });
  const stored = await openStoredAppeals(dataDir);
  const browser = await chromium.launch(launchOptions);
  try {
    const stage = await setStage(installation, stored);
    for (const colorScheme of themes())
      for (const width of values.width ? [Number(values.width)] : [375, 1440]) {
        const context = await browser.newContext({
          colorScheme,
          viewport: { width, height: width < 600 ? 780 : 900 },
          locale: values.language,
        });
        const page = await context.newPage();
        for (const scene of scenes.filter(({ name }) => name.includes(values.only))) {
          await scene.show(page, stage);
          const path = join(folder, `${scene.name}.${width}.${colorScheme}.png`);
          // It stays in view, and would lie over the middle of a long picture.
          await page.locator(".form-bar").evaluateAll((bars: HTMLElement[]) => {
            for (const { style } of bars) style.position = "static";
          });
          await page.screenshot({ path, fullPage: true, animations: "disabled" });
          process.stdout.write(`${path}\n`);
        }
        await context.close();
      }
  } finally {
    await browser.close();
    await stored.close();
    await installation.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function themes(): readonly ("light" | "dark")[] {
  return (["light", "dark"] as const).filter((name) => !values.theme || values.theme === name);
}
