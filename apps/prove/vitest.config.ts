import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Most of the time these tests wait for processes, Postgres or a clock.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // No file leaves anything behind for the next one: the sources are loaded once for all of them.
    isolate: false,
    // Threads, processes and servers are started, on machines that others use too.
    testTimeout: 90_000,
    include: ["test/**/*.test.ts"],
  },
});
