import { ensureLinkSecret } from "@appealmod/config";
import { cutoffDate } from "@appealmod/core";
import { deletedAt } from "@appealmod/db";
import {
  createTombstone,
  type Installation,
  importEarlierData,
  readCommunityDefaults,
} from "@appealmod/use-cases";
import type { CommandContext } from "../command.ts";
import { ImportReport } from "./import-report.ts";
import { planAppeals } from "./plan/plan-appeals.ts";
import { planBatches } from "./plan/plan-batches.ts";
import { planTexts } from "./plan/plan-texts.ts";
import { openEarlierDjango } from "./source/earlier-django.ts";
import { openEarlierMongo } from "./source/earlier-mongo.ts";
import { gather } from "./source/gather.ts";

export interface EarlierSystem {
  readonly mongo: string;
  /** `undefined` where the site's tables are not there. */
  readonly django: string | undefined;
  /** `check` opens nothing of ours; `rehearse` writes and takes it back. */
  readonly how: "check" | "rehearse" | "import";
}

export interface Imported {
  readonly report: ImportReport;
  /** The communities that its appeals are of. */
  readonly subreddits: readonly string[];
  /** Sent forms that the bot will forward. */
  readonly toForward: number;
  /** Closed appeals that are older than `appeal_retention` and are deleted by the next daily round. */
  readonly toBeDeleted: number;
}

/** Reads the earlier system and brings over what fits; the earlier system is never written to. */
export async function importEarlierSystem(
  context: Pick<CommandContext, "config" | "installation" | "now" | "currentDir" | "remark">,
  { mongo: mongoUrl, django: djangoUrl, how }: EarlierSystem,
): Promise<Imported> {
  const config = context.config();
  const { settings, questions } = readCommunityDefaults(config);
  const installation = how === "check" ? null : await context.installation();
  const mongo = await openEarlierMongo(mongoUrl);
  const django =
    djangoUrl === undefined ? null : await openEarlierDjango(djangoUrl, context.currentDir);
  try {
    const isPurged = installation ? await purgedHere(installation, config) : () => false;
    const gathered = await gather(mongo, django);
    const now = context.now();
    const planned = planAppeals(gathered, { now, settings, questions }, isPurged);
    const { texts, report: otherTexts } = planTexts(gathered, settings.language);
    const report = new ImportReport();
    report.add([...gathered.report, ...planned.report, ...otherTexts]);
    for (const [source, count] of Object.entries(gathered.left)) report.leave(source, count);
    const batches = planBatches(gathered, { ...planned, texts }, isPurged);
    if (installation === null)
      for (const { appeals = [], conversations = [], signUps = [], texts = [] } of batches) {
        const units = [...appeals, ...conversations, ...signUps, ...texts];
        report.addBatch({ written: units.flatMap(({ rows }) => rows), before: [], refused: [] });
      }
    else
      await importEarlierData(
        installation,
        { kind: "operator" },
        {
          ...{ batches, at: now, isDryRun: how === "rehearse" },
          onBatch: (batch) => report.addBatch(batch),
        },
      );
    const all = planned.appeals.map(({ appeal }) => appeal);
    const monthsKept = config.appealRetention;
    const keptDays = { updateCutoffDays: monthsKept * 30.44 };
    return {
      report,
      subreddits: [...new Set(all.map(({ subreddit }) => subreddit))].toSorted(),
      toForward: all.filter(({ state, form }) => state === "invited" && form?.sent).length,
      toBeDeleted:
        monthsKept === 0
          ? 0
          : all.filter(({ closedAt }) => closedAt && now > cutoffDate(closedAt, keptDays)).length,
    };
  } finally {
    await mongo.close();
    await django?.close();
  }
}

type TombstoneSettings = Pick<ReturnType<CommandContext["config"]>, "linkSecret" | "dataDir">;

/** Whoever was purged here does not come back by an import. */
async function purgedHere(
  { database }: Installation,
  { linkSecret, dataDir }: TombstoneSettings,
): Promise<(username: string) => boolean> {
  const purged = await deletedAt(database.orm);
  if (purged.size === 0) return () => false;
  const tombstone = createTombstone(await ensureLinkSecret(linkSecret, dataDir));
  return (username) => purged.has(tombstone(username));
}
