import { defineConfig } from "vitest/config";

// No file leaves anything behind for the next one: the sources are loaded once for all of them.
export default defineConfig({ test: { isolate: false } });
