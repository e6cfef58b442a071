import { migrateDatabase } from "../migrate-database.ts";
import { type Database, openDatabase } from "../open-database.ts";
import { createTestDatabase } from "./create-test-database.ts";

export interface MigratedDatabase extends Database {
  readonly url: string;
  /** Closes the connections and removes the database. */
  drop(): Promise<void>;
}

/** A fresh database with all tables, for one test file (or test) alone. */
export async function createMigratedDatabase(): Promise<MigratedDatabase> {
  const { url, drop } = await createTestDatabase({
    template: { name: "appealmod", prepare: migrate },
  });
  const database = openDatabase({ url });
  return {
    ...database,
    url,
    async drop() {
      await database.close();
      await drop();
    },
  };
}

async function migrate(url: string): Promise<void> {
  const database = openDatabase({ url, poolSize: 1 });
  await migrateDatabase(database.pool);
  await database.close();
}
