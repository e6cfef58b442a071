import { type Database, listSinks, type SinkRecord } from "@appealmod/db";

/** What the database holds of a sink. */
export async function rowOf(database: Database, name: string): Promise<SinkRecord> {
  const row = (await listSinks(database.orm)).find((sink) => sink.name === name);
  if (!row) throw new Error(`no sink ${name}`);
  return row;
}
