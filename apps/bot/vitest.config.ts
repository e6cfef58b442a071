import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["@appealmod/db/testing/global-setup"],
    // Tests that run side by side mostly wait, as the bot does after an answer that was lost.
    maxConcurrency: 10,
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
