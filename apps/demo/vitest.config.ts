import { defineConfig } from "vitest/config";

// The site is built first where no other test has built it, on machines that others use too.
export default defineConfig({ test: { testTimeout: 240_000 } });
