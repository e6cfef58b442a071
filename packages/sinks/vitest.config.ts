import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // No file leaves anything behind for the next one: the sources are loaded once for all of them.
    isolate: false,
    globalSetup: ["@appealmod/db/testing/global-setup", "./src/testing/global-setup.ts"],
    testTimeout: 30_000,
    // The first run on a machine builds the MongoDB server.
    hookTimeout: 120_000,
    teardownTimeout: 30_000,
  },
});
