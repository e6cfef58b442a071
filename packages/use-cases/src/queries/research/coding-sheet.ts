import { type Actor, eventActor } from "@appealmod/core";
import { appealsToLabel, inTransaction, storeEvents } from "@appealmod/db";
import { stringify } from "csv-stringify/sync";
import type { Installation } from "../../installation.ts";
import { requireResearcher } from "./require-researcher.ts";

/** The most rows of a sheet: more than coders read. */
export const longestCodingSheet = 5_000;

/**
 * Appeals for coders to label, without names, arms and outcomes, in no order that tells of them. It
 * holds what redditors wrote: that it was taken is an event.
 *
 * @throws NotAllowedError
 */
export async function codingSheet(
  { database }: Installation,
  actor: Actor,
  { rows, at }: { readonly rows: number; readonly at: Date },
): Promise<string> {
  requireResearcher(actor);
  const appeals = await appealsToLabel(database, Math.min(rows, longestCodingSheet));
  await inTransaction(database, (orm) =>
    storeEvents(orm, [
      {
        event: "research-exported",
        level: "info",
        audience: "detail",
        message: `A sheet of ${appeals.length} appeals was taken for coders to label, with what redditors wrote.`,
        actor: eventActor(actor),
        at,
        details: { export: "coding-sheet", withText: true, rows: appeals.length },
      },
    ]),
  );
  return stringify(
    appeals.map(({ appealId, words }) => ({ appeal: appealId, words })),
    {
      header: true,
      columns: ["appeal", "words", "coder", "label"],
      escape_formulas: true,
      record_delimiter: "windows",
    },
  );
}
