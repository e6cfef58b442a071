import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

export const migrationsFolder = join(import.meta.dirname, "..", "migrations");

const journal = z.object({ entries: z.array(z.object({ when: z.number(), tag: z.string() })) });

/** The changes of the tables that this program knows of, oldest first; `when` in milliseconds. */
export const knownMigrations = journal.parse(
  JSON.parse(readFileSync(join(migrationsFolder, "meta", "_journal.json"), "utf8")),
).entries;
