import { createTestDatabase } from "@appealmod/db/testing";
import { enqueue } from "@appealmod/jobs";
import { expect, it, onTestFinished } from "vitest";
import { openInstallation } from "./open-installation.ts";

/** Never touched where there is an address of a database. */
const dataDir = "/proc/nowhere";

async function anEmptyDatabase(): Promise<string> {
  const { url, drop } = await createTestDatabase();
  onTestFinished(drop);
  return url;
}

it("opens database and queue, their tables up to date, however many do so at once", async () => {
  const config = { databaseUrl: await anEmptyDatabase(), dataDir };
  const installations = await Promise.all([1, 2, 3].map(() => openInstallation({ config })));
  const [first] = installations;
  const { pool } = first?.database ?? expect.fail("nothing was opened");
  await enqueue(pool, "refresh-subreddit", { subreddit: "PineLakeHikers" });
  const { rows } = await pool.query(
    "select (select count(*) from appeals)::int as appeals, count(*)::int as jobs from graphile_worker.jobs",
  );
  expect(rows).toEqual([{ appeals: 0, jobs: 1 }]);
  await Promise.all(installations.flatMap((one) => [one.close(), one.close()]));
  await expect(pool.query("select 1")).rejects.toThrow();
});

it("leaves no connection open where the tables cannot be brought up to date", async () => {
  const databaseUrl = await anEmptyDatabase();
  const { database, close } = await openInstallation({ config: { databaseUrl, dataDir } });
  const others = async () => {
    const { rows } = await database.pool.query<{ others: number }>(
      `select count(*)::int as others from pg_stat_activity
      where datname = current_database() and application_name = 'refused'`,
    );
    return rows[0]?.others;
  };
  await database.pool.query("alter table graphile_worker.migrations rename to elsewhere");
  const refused = new URL(databaseUrl);
  refused.searchParams.set("application_name", "refused");
  const config = { databaseUrl: refused.href, dataDir };
  await expect(openInstallation({ config })).rejects.toThrow();
  await expect.poll(others).toBe(0);
  await close();
});

it("names the setting where no server answers", async () => {
  const config = { databaseUrl: "postgres://bot:s3cret@127.0.0.1:1/appealmod", dataDir };
  const attempt = openInstallation({ config });
  await expect(attempt).rejects.toThrow(/database_url/);
  await expect(attempt).rejects.not.toThrow(/s3cret/);
});

it("names the folder of the embedded server that cannot be written", async () => {
  const config = { databaseUrl: undefined, dataDir };
  await expect(openInstallation({ config })).rejects.toThrow(/data_dir/);
});
