import { defineConfig } from "vitest/config";

// Thousands of requests over real HTTP, on machines that others use too.
export default defineConfig({ test: { testTimeout: 60_000 } });
