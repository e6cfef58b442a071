import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Most of the time these tests wait for processes, Postgres or a clock.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // No file leaves anything behind for the next one: the sources are loaded once for all of them.
    isolate: false,
    globalSetup: ["@appealmod/db/testing/global-setup"],
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
