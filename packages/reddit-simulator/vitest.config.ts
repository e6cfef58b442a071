import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // No file leaves anything behind for the next one: the sources are loaded once for all of them.
    isolate: false,
    // Processes are started, on machines that others use too.
    testTimeout: 30_000,
  },
});
