import { availableParallelism } from "node:os";
import { configDefaults, defineConfig } from "vitest/config";

/** They replace a module for their file alone. */
const replacing = ["test/link-secret.test.ts"];

export default defineConfig({
  test: {
    // Most of the time these tests wait for processes, Postgres or a clock.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Tests that run side by side mostly wait, as the bot does after an answer that was lost.
    maxConcurrency: 6,
    testTimeout: 90_000,
    hookTimeout: 90_000,
    projects: [
      {
        extends: true,
        test: {
          name: "bot",
          include: ["test/**/*.test.ts"],
          exclude: [...configDefaults.exclude, ...replacing],
          globalSetup: ["@appealmod/db/testing/global-setup"],
          // No file leaves anything behind for the next one: the sources are loaded once for all.
          isolate: false,
        },
      },
      { extends: true, test: { name: "replacing", include: replacing } },
    ],
  },
});
