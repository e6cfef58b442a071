import { type Actor, eventActor, toxicityLabelSchema } from "@appealmod/core";
import { inTransaction, storeEvents, storeToxicityLabels } from "@appealmod/db";
import { CsvError, parse } from "csv-parse/sync";
import type { Installation } from "../installation.ts";
import { requireResearcher } from "../queries/research/require-researcher.ts";

/** A file of labels cannot be read: the message says in which line, and what is expected there. */
export class LabelsUnreadableError extends Error {
  override readonly name = "LabelsUnreadableError";
}

export interface ImportedLabels {
  readonly kept: number;
  /** Labels of appeals that are not here any more, or never were. */
  readonly unknown: number;
}

/**
 * Keeps what coders said of appeals, from a CSV file with the columns appeal, coder and label. All of
 * it or nothing; a coder's later label takes the place of the earlier one.
 *
 * @throws NotAllowedError, LabelsUnreadableError
 */
export async function importToxicityLabels(
  { database }: Installation,
  actor: Actor,
  { csv, at }: { readonly csv: string; readonly at: Date },
): Promise<ImportedLabels> {
  requireResearcher(actor);
  const labels = labelsIn(csv);
  return inTransaction(database, async (orm) => {
    const kept = await storeToxicityLabels(orm, labels, at);
    const unknown = labels.length - kept;
    await storeEvents(orm, [
      {
        event: "research-labels-imported",
        level: "info",
        audience: "detail",
        message: `${kept} labels of coders were imported, ${unknown} of unknown appeals were left out.`,
        actor: eventActor(actor),
        at,
        details: { kept, unknown },
      },
    ]);
    return { kept, unknown };
  });
}

function labelsIn(csv: string) {
  const byKey = new Map<string, { appealId: string; coder: string; isToxic: boolean }>();
  for (const [index, record] of records(csv).entries()) {
    const parsed = toxicityLabelSchema.safeParse(record);
    if (!parsed.success)
      throw new LabelsUnreadableError(
        `Row ${index + 1} after the heading: ${parsed.error.issues[0]?.message ?? "it cannot be read"}. The columns are appeal, coder and label.`,
      );
    const { appeal: appealId, coder, label } = parsed.data;
    byKey.set(`${appealId} ${coder}`, { appealId, coder, isToxic: label === "toxic" });
  }
  if (byKey.size === 0)
    throw new LabelsUnreadableError(
      "There is no label in it: below the heading, each row has one.",
    );
  return [...byKey.values()];
}

function records(csv: string): readonly unknown[] {
  try {
    return parse(csv, { bom: true, columns: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new LabelsUnreadableError(`It is no CSV file: ${error.message}.`);
  }
}
