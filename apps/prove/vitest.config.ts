import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Threads, processes and servers are started, on machines that others use too.
    testTimeout: 90_000,
    include: ["test/**/*.test.ts"],
  },
});
