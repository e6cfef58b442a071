import { defineConfig } from "vitest/config";

// The folder `tests` belongs to Playwright.
export default defineConfig({ test: { include: ["test/**/*.test.ts"] } });
