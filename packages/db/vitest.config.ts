import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Most of the time these tests wait for processes, Postgres or a clock.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    globalSetup: ["./src/testing/global-setup.ts"],
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
