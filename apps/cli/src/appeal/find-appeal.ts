import {
  type AppealDetails,
  appealIdsBeginning,
  type Database,
  findAppealDetails,
} from "@appealmod/db";
import { CommandFailed, UsageError } from "../failures.ts";

/** The beginning of an appeal's id, as it was written. @throws UsageError */
export function readAppealId(written: string | undefined): string {
  if (written === undefined)
    throw new UsageError("Which appeal? pnpm appealmod appeals lists them.");
  if (/^[0-9a-f-]{4,36}$/i.test(written)) return written;
  throw new UsageError(
    `"${written}" is no appeal's id: it has four characters at least, digits, a to f and dashes.`,
  );
}

/** The one appeal whose id begins so. @throws CommandFailed */
export async function findAppeal(database: Database, beginning: string): Promise<AppealDetails> {
  const [id, another] = await appealIdsBeginning(database, beginning, 2);
  if (another !== undefined)
    throw new CommandFailed(`Several appeals begin with ${beginning}: write more of the id.`);
  const details = id === undefined ? null : await findAppealDetails(database, id);
  if (details) return details;
  throw new CommandFailed(
    `There is no appeal ${beginning}. pnpm appealmod appeals --json lists whole ids.`,
  );
}
