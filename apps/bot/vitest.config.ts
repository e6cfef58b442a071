import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Most of the time these tests wait for processes, Postgres or a clock.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    include: ["test/**/*.test.ts"],
    globalSetup: ["@appealmod/db/testing/global-setup"],
    // Tests that run side by side mostly wait, as the bot does after an answer that was lost.
    maxConcurrency: 6,
    testTimeout: 90_000,
    hookTimeout: 90_000,
  },
});
