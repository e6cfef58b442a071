import type { Actor } from "@appealmod/core";
import { insertDemoData, inTransaction } from "@appealmod/db";
import type { Installation } from "../installation.ts";
import { NotAllowedError } from "../require-permission.ts";

/** Demo data were asked for where something real is kept. */
export class InstallationInUseError extends Error {
  override readonly name = "InstallationInUseError";
}

export interface DemoData {
  readonly appeals: number;
  readonly seed: number;
  readonly until: Date;
}

/**
 * Fills an empty installation with made-up communities and a known effect of treatment.
 *
 * @throws InstallationInUseError where communities are served or appeals are kept
 * @throws NotAllowedError for whoever is no operator
 */
export async function makeDemoData(
  { database }: Installation,
  actor: Actor,
  data: DemoData,
): Promise<void> {
  if (actor.kind !== "operator")
    throw new NotAllowedError("Only operators may fill an installation with demo data.");
  await inTransaction(database, async (_orm, client) => {
    const { rows } = await client.query<{ inUse: boolean }>(
      `select exists (select from communities where is_served) or exists (select from appeals)
        or exists (select from group_assignments) as "inUse"`,
    );
    if (rows[0]?.inUse)
      throw new InstallationInUseError(
        "Communities are served or appeals are kept here, and demo data would be mixed with them. Give an empty database as database_url.",
      );
    await insertDemoData(client, data);
  });
}
