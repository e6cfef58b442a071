import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: ["@appealmod/db/testing/global-setup", "./src/testing/global-setup.ts"],
    testTimeout: 30_000,
    // The first run on a machine builds the MongoDB server.
    hookTimeout: 120_000,
    teardownTimeout: 30_000,
  },
});
