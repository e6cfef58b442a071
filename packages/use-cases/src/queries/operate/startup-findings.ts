import { type Config, type Finding, fileFindings, ok } from "@appealmod/config";
import type { Installation } from "../../installation.ts";

const mostSkewSeconds = 5;

/** What is wrong that can be seen from this machine at once: modes of files, room, clock. */
export async function startupFindings(
  { database }: Installation,
  config: Pick<Config, "rootDir" | "dataDir" | "logDir">,
): Promise<readonly Finding[]> {
  const all = [...(await fileFindings(config, false)), await clockFinding(database)];
  return all.filter(({ status }) => status !== "ok");
}

/** Whether Postgres goes by the same time as this machine. */
export async function clockFinding({
  pool,
}: Pick<Installation["database"], "pool">): Promise<Finding> {
  const id = "database.clock";
  const asked = Date.now() / 1000;
  const { rows } = await pool.query<{ now: number }>(
    "select extract(epoch from clock_timestamp())::float8 as now",
  );
  const now = rows[0]?.now ?? asked;
  // A busy machine takes its time to ask and to be told.
  const seconds = Math.min(0, now - asked) + Math.max(0, now - Date.now() / 1000);
  if (Math.abs(seconds) < mostSkewSeconds) return ok(id, "This machine's clock is Postgres's.");
  const message = `Postgres's clock is ${Math.round(seconds)} s off this machine's.`;
  return { id, status: "warning", message, fix: "Have both keep time by NTP." };
}
