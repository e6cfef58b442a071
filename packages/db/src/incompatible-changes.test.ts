import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, test } from "vitest";
import { incompatibleChanges } from "./incompatible-changes.ts";
import { knownMigrations, migrationsFolder } from "./known-migrations.ts";

/** Migrations that the version before cannot live with, and why that is no harm. */
const accepted: Readonly<Record<string, string>> = {
  "0007_account_ids": "before the first release: no installation upgrades from it while running",
  "0011_check_stored_words":
    "before the first release; the words are those that were written all along",
  "0013_decisions_as_events":
    "before the first release: no installation upgrades from it while running",
  "0014_community_revisions":
    "before the first release: no installation upgrades from it while running",
};

const found = knownMigrations.map(({ tag }) => ({
  tag,
  changes: incompatibleChanges(readFileSync(join(migrationsFolder, `${tag}.sql`), "utf8")),
}));

test.each(found)("$tag leaves the version before it able to go on", ({ tag, changes }) => {
  if (tag in accepted) expect(changes, `${tag} needs no exception any more`).not.toEqual([]);
  else expect(changes).toEqual([]);
});

it.each([
  'DROP TABLE "drafts";',
  'ALTER TABLE "appeals" DROP COLUMN "ban_note";',
  'ALTER TABLE "appeals" RENAME COLUMN "ban_note" TO "note";',
  'ALTER TABLE "appeals" ALTER COLUMN "ban_note" SET DATA TYPE integer;',
  'ALTER TABLE "appeals" ALTER COLUMN "ban_note" SET NOT NULL;',
  'ALTER TABLE "appeals" ALTER COLUMN "state" DROP DEFAULT;',
  'ALTER TABLE "appeals" ADD COLUMN "shade" text NOT NULL;',
  'ALTER TABLE "appeals" ADD CONSTRAINT "c" CHECK (state <> \'new\');',
  'CREATE UNIQUE INDEX "one_each" ON "appeals" USING btree ("username");',
  "truncate events;",
])("refuses %s", (statement) => {
  expect(incompatibleChanges(statement)).toHaveLength(1);
});

it.each([
  'ALTER TABLE "appeals" ADD COLUMN "shade" text;',
  'ALTER TABLE "appeals" ADD COLUMN "shade" text DEFAULT \'\' NOT NULL;',
  'CREATE INDEX "by_name" ON "appeals" USING btree ("username");',
  'CREATE TABLE "a" ("b" text NOT NULL);\n--> statement-breakpoint\nALTER TABLE "a" ADD CONSTRAINT "c" CHECK (b <> \'\');\n--> statement-breakpoint\nCREATE UNIQUE INDEX "d" ON "a" USING btree ("b");',
  'ALTER TABLE "a" DROP CONSTRAINT "b";\n--> statement-breakpoint\nALTER TABLE "a" ADD CONSTRAINT "b" CHECK (true);',
  "-- drop table is what this does not do\nselect 1;",
])("takes %s", (statement) => {
  expect(incompatibleChanges(statement)).toEqual([]);
});
