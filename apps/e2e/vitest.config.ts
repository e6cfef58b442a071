import { defineConfig } from "vitest/config";

// The folder `tests` belongs to Playwright.
export default defineConfig({
  test: {
    // Threads, processes and servers are started, on machines that others use too.
    testTimeout: 90_000,
    include: ["test/**/*.test.ts"],
  },
});
