import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: ["@appealmod/db/testing/global-setup"],
    testTimeout: 90_000,
    hookTimeout: 180_000,
  },
});
