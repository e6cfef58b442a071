import { createMigratedDatabase, type MigratedDatabase } from "@appealmod/db/testing";
import { migrateJobs } from "@appealmod/jobs";
import { type SiteProcess, startSite } from "./site-process.ts";

/** A site as a process of its own, and the database that nobody else uses. */
export interface OpenSite {
  readonly database: MigratedDatabase;
  readonly site: SiteProcess;
  /** Ends the site and removes its database. */
  closeSite(): Promise<void>;
}

/** For all tests of one file; a site that does not start leaves no database. */
export async function openSite(
  settings: Readonly<Record<string, string>> = {},
  args: readonly string[] = [],
): Promise<OpenSite> {
  const database = await createMigratedDatabase();
  try {
    await migrateJobs(database.pool);
    const site = await startSite({ APPEALMOD_DATABASE_URL: database.url, ...settings }, args);
    return {
      database,
      site,
      async closeSite() {
        await site.stop();
        await database.drop();
      },
    };
  } catch (error) {
    await database.drop();
    throw error;
  }
}

/** Each test speaks as a client of its own, through a proxy that is trusted. */
export const throughProxy = { APPEALMOD_TRUSTED_PROXIES: "127.0.0.1" } as const;
