import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
if (!existsSync(executablePath))
  throw new Error(
    `There is no browser at ${executablePath}. Install Chromium (Debian: apt-get install chromium) or set CHROMIUM_PATH.`,
  );

/** Real processes, a real browser. One installation serves all tests of a worker. */
export default defineConfig({
  testDir: "tests",
  outputDir: ".test-results/playwright",
  timeout: 60_000,
  expect: { timeout: 15_000 },
  // Each worker has an installation of its own: a second one would only wait for the first's CPU.
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  use: {
    trace: "retain-on-failure",
    launchOptions: {
      executablePath,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
