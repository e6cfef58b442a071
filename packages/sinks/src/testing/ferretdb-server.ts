import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createTestDatabase, startTestPostgres } from "@appealmod/db/testing";
import { ferretDbProgram } from "./ferretdb-program.ts";
import type { ServerRecipe } from "./server-recipe.ts";

/**
 * FerretDB v1 over a database of its own in a Postgres for tests.
 *
 * @param postgresUrl a running server to use; one is started for it otherwise.
 */
export async function ferretDbRecipe(postgresUrl?: string): Promise<ServerRecipe> {
  const program = await ferretDbProgram();
  const postgres = postgresUrl === undefined ? await startTestPostgres() : null;
  const serverUrl = postgres?.url ?? postgresUrl ?? "";
  const database = await createTestDatabase({ serverUrl });
  return {
    name: `FerretDB ${declaredVersion()} over Postgres`,
    command: (port) => [program, `127.0.0.1:${port}`, database.url],
    async remove() {
      await database.drop();
      await postgres?.stop();
    },
  };
}

function declaredVersion(): string {
  const manifest = readFileSync(join(import.meta.dirname, "../../test/ferretdb/go.mod"), "utf8");
  return /FerretDB\/FerretDB (v[\d.]+)/.exec(manifest)?.[1] ?? "v1";
}
