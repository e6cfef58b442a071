import type { TestProject } from "vitest/node";
import { startMongoServer } from "./start-mongo-server.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Set by this package's global setup; null where no server can be had. */
    testMongoUrl: string | null;
  }
}

/**
 * Vitest's `globalSetup`: one MongoDB server for the whole run, named in the output. In CI a
 * missing one fails the run; elsewhere the tests that need it are skipped, and it is said why.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  try {
    const server = await startMongoServer();
    console.log(`MongoDB's protocol is served by ${server.name}.`);
    project.provide("testMongoUrl", server.url);
    return () => server.remove();
  } catch (error) {
    if (process.env.CI) throw error;
    console.warn(
      `No MongoDB server: the tests that need one are skipped. ${error instanceof Error ? error.message : error}`,
    );
    project.provide("testMongoUrl", null);
    return async () => {};
  }
}
