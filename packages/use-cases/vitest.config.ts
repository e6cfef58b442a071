import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // No file leaves anything behind for the next one: the sources are loaded once for all of them.
    isolate: false,
    globalSetup: ["@appealmod/db/testing/global-setup"],
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
