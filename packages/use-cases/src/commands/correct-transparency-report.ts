import { type Actor, eventActor, nameKey } from "@appealmod/core";
import {
  inTransaction,
  publishTransparencyReport,
  storeEvents,
  versionsOfMonth,
} from "@appealmod/db";
import type { Installation } from "../installation.ts";
import { countedReport } from "../queries/transparency/transparency-report.ts";
import { requirePermission } from "../require-permission.ts";

export interface Correction {
  readonly subreddit: string;
  /** Its first day, `YYYY-MM-DD`. */
  readonly month: string;
  /** Why; it is published. */
  readonly note: string;
  readonly at: Date;
}

/** The longest note that is published. */
export const longestCorrectionNote = 500;

/**
 * Counts a published month anew and publishes it as another version: the earlier one stays readable.
 *
 * @returns the new version's number; `null` for a month that was never published, or without a note
 * @throws NotAllowedError
 */
export async function correctTransparencyReport(
  { database }: Installation,
  actor: Actor,
  { subreddit, month, note, at }: Correction,
): Promise<number | null> {
  const key = nameKey(subreddit);
  const correction = note.trim().slice(0, longestCorrectionNote);
  return inTransaction(database, async (orm) => {
    await requirePermission({ orm }, actor, "configure", subreddit, at);
    const before = /^\d{4}-\d{2}-01$/.test(month) ? await versionsOfMonth(orm, key, month) : 0;
    if (before === 0 || correction === "") return null;
    const version = before + 1;
    const report = await countedReport(orm, key, month);
    const row = { subredditKey: key, month, version, report, publishedAt: at, correction };
    if (!(await publishTransparencyReport(orm, row))) return null;
    await storeEvents(orm, [
      {
        event: "transparency-report-corrected",
        level: "info",
        audience: "detail",
        message: `Version ${version} of the public numbers of ${month.slice(0, 7)} was published.`,
        actor: eventActor(actor),
        subreddit,
        at,
        details: { month, version, correction },
      },
    ]);
    return version;
  });
}
