import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type BanStory,
  createBanStory,
  type Installation,
  startInstallation,
} from "@appealmod/testing-installation";
import { test as base } from "@playwright/test";
import { openStoredAppeals, type StoredAppeals } from "../src/site/stored-appeals.ts";

interface TestFixtures {
  /** A fresh redditor's story: nobody has banned them yet. */
  readonly story: BanStory;
}

interface WorkerFixtures {
  readonly installation: Installation;
  /** What the installation has stored, past its programs. */
  readonly stored: StoredAppeals;
}

let redditors = 0;

/** A test with pretend Reddit, database, site and bot running as processes of their own. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  installation: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are used from this pattern
    async ({}, use) => {
      const dataDir = await mkdtemp(join(tmpdir(), "appealmod-e2e-"));
      const installation = await startInstallation({ dataDir });
      await use(installation);
      await installation.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
    { scope: "worker", timeout: 240_000 },
  ],
  stored: [
    async ({ installation }, use) => {
      const stored = await openStoredAppeals(installation.env.APPEALMOD_DATA_DIR ?? "");
      await use(stored);
      await stored.close();
    },
    { scope: "worker" },
  ],
  story: async ({ installation }, use) => {
    redditors += 1;
    await use(createBanStory(installation, `hiker_${process.pid}_${redditors}`));
  },
});

export { expect } from "@playwright/test";
