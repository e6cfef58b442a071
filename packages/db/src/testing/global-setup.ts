import type { TestProject } from "vitest/node";
import { startTestPostgres } from "./start-test-postgres.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Set by `@appealmod/db/testing/global-setup`. */
    testPostgresUrl: string;
  }
}

/**
 * Vitest's `globalSetup`: one server for the whole run, gone afterwards. Name it in
 * `vitest.config.ts` as `globalSetup: ["@appealmod/db/testing/global-setup"]`.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestPostgres();
  project.provide("testPostgresUrl", server.url);
  return server.stop;
}
