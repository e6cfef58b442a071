import { availableParallelism } from "node:os";
import { configDefaults, defineConfig } from "vitest/config";

/** They replace a module for their file alone. */
const replacing = [
  "src/embedded/installation-lock.test.ts",
  "src/embedded/without-permissions.test.ts",
];

export default defineConfig({
  test: {
    // Most of the time these tests wait for processes, Postgres or a clock.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 30_000,
    hookTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: "db",
          exclude: [...configDefaults.exclude, ...replacing],
          globalSetup: ["./src/testing/global-setup.ts"],
          // No file leaves anything behind for the next one: the sources are loaded once for all.
          isolate: false,
        },
      },
      { extends: true, test: { name: "replacing", include: replacing } },
    ],
  },
});
