import { once } from "node:events";
import { join } from "node:path";
import { createMigratedDatabase } from "@appealmod/db/testing";
import { migrateJobs } from "@appealmod/jobs";
import { expect, onTestFinished, test } from "vitest";
import { startSite } from "./site-process.ts";

test("what nobody foresaw ends the site without a secret in its last words", async () => {
  const database = await createMigratedDatabase();
  onTestFinished(() => database.drop());
  await migrateJobs(database.pool);
  const site = await startSite({
    APPEALMOD_DATABASE_URL: database.url,
    NODE_OPTIONS: `--import=${join(import.meta.dirname, "fail-when-told.ts")}`,
  });
  const ended = once(site.child, "exit");
  site.child.kill("SIGUSR2");
  expect((await ended)[0]).toBe(1);
  expect(site.output()).toContain("unforeseen: [redacted] at http://site.test/form/[redacted]");
  expect(site.output()).not.toContain(database.url);
});
