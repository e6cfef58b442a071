import { defineConfig } from "@playwright/test";
import { launchOptions, requireBrowser } from "./src/site/browser.ts";

requireBrowser();

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
    // A trace takes a quarter of the CPU. For one, add --trace retain-on-failure to the command.
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions,
  },
});
