import type { Logger } from "@appealmod/logger";
import {
  changeTreatmentFraction,
  changeTreatmentFractions,
  countResearchLook,
  type ImportedLabels,
  type Installation,
  importToxicityLabels,
  type LockedPlan,
  lockResearchPlan,
  researcherOf,
  type SignedIn,
  unlockResearchArms,
} from "@appealmod/use-cases";
import {
  areArmsHidden,
  type CountingFailure,
  codingSheet,
  countingFailure,
  type ExperimentExport,
  type ExperimentHealth,
  experimentHealth,
  experimentResults,
  exportExperiment,
  type FractionPreview,
  fractionPreview,
  fractionPreviews,
  reportFailedCounts,
  requireResearcher,
  researchPlans,
  type ShownPlan,
  type ShownResults,
  type ShownTable,
  shownTableAsCsv,
  shownTables,
} from "@appealmod/use-cases/research";
import { decisionCurve } from "./charts/decision-curve.ts";
import { differencePlot } from "./charts/difference-plot.ts";
import { drawsPlot } from "./charts/draws-plot.ts";
import { formPlot } from "./charts/form-plot.ts";
import { messagesPlot } from "./charts/messages-plot.ts";
import { weeksPlot } from "./charts/weeks-plot.ts";
import { innermostCause } from "./innermost-cause.ts";

/** What the researcher's pages may ask for. Whoever is no researcher gets a NotAllowedError. */
export interface ResearchRoom {
  /** The approval that the settings name; `null` where none is recorded. */
  readonly approval: string | null;
  /** The names of the tables that can be had as CSV. */
  readonly tables: typeof shownTables;
  /** @throws NotAllowedError */
  require(signedIn: SignedIn): Promise<void>;
  /** @returns `null` for a community that nothing is known of */
  results(signedIn: SignedIn, subreddit: string | null): Promise<ShownResults | null>;
  health(signedIn: SignedIn): Promise<ExperimentHealth>;
  /** What a drawing shows, as CSV. @returns `null` for a community that nothing is known of */
  csv(signedIn: SignedIn, table: ShownTable, subreddit: string | null): Promise<string | null>;
  /** Counts that somebody looks at results, and says how often that was done. */
  countLook(signedIn: SignedIn, subreddit: string | null): Promise<number>;
  /** Why the last count of a large experiment failed. */
  countingFailure(): CountingFailure | null;
  /** Whether researchers do not see which arm is which. */
  areArmsHidden(): Promise<boolean>;
  /** @returns false where nothing was hidden */
  unlockArms(signedIn: SignedIn): Promise<boolean>;
  plans(signedIn: SignedIn): Promise<readonly ShownPlan[]>;
  /** @throws ZodError that names the wrong field */
  lockPlan(signedIn: SignedIn, subreddit: string | null, plan: unknown): Promise<LockedPlan>;
  /** @returns `null` for a community that nothing is known of */
  download(signedIn: SignedIn, wanted: Wanted): Promise<ExperimentExport | null>;
  /** @returns `null` for a community that nothing is known of */
  fractionPreview(
    signedIn: SignedIn,
    subreddit: string,
    fraction: number,
  ): Promise<FractionPreview | null>;
  changeFraction(signedIn: SignedIn, subreddit: string, fraction: number): Promise<boolean>;
  /** @throws LabelsUnreadableError */
  importLabels(signedIn: SignedIn, csv: string): Promise<ImportedLabels>;
  /** Appeals for coders to label, as CSV. */
  codingSheet(signedIn: SignedIn, rows: number): Promise<string>;
  /** The same for every community that is known here. */
  fractionPreviews(signedIn: SignedIn, fraction: number): Promise<readonly FractionPreview[]>;
  changeFractions(signedIn: SignedIn, fraction: number): Promise<number>;
  /** Drawings as SVG: the libraries for them are loaded outside of the framework's bundles. */
  readonly charts: {
    readonly differences: typeof differencePlot;
    readonly decisions: typeof decisionCurve;
    readonly draws: typeof drawsPlot;
    readonly messages: typeof messagesPlot;
    readonly form: typeof formPlot;
    readonly weeks: typeof weeksPlot;
  };
}

/** What a download is to hold. */
export interface Wanted {
  readonly subreddit: string | null;
  readonly withText: boolean;
  readonly bom: boolean;
}

export interface ResearchParts {
  readonly installation: Installation;
  readonly approval: string | null;
  /** The share in treatment of communities that set none of their own. */
  readonly usualFraction: number;
  readonly logger: Logger;
}

export function composeResearchRoom({
  installation,
  approval,
  usualFraction,
  logger,
}: ResearchParts): ResearchRoom {
  reportFailedCounts(installation, (error) =>
    logger.error(
      "research-count-failed",
      "The experiment could not be counted: researchers see older numbers, and are told so. The next look begins another count. If that fails as well, see Postgres's log, its disk, and that no statement_timeout ends statements of some minutes.",
      { error: innermostCause(error) },
    ),
  );
  return {
    approval,
    tables: shownTables,
    require: async (signedIn) => requireResearcher(actorOf(signedIn)),
    results: (signedIn, subreddit) => experimentResults(installation, actorOf(signedIn), subreddit),
    health: (signedIn) => experimentHealth(installation, actorOf(signedIn)),
    csv: (signedIn, table, subreddit) =>
      shownTableAsCsv(installation, actorOf(signedIn), { table, subreddit }),
    countLook: (signedIn, subreddit) =>
      countResearchLook(installation, actorOf(signedIn), { subreddit, at: new Date() }),
    countingFailure: () => countingFailure(installation),
    areArmsHidden: () => areArmsHidden(installation),
    unlockArms: (signedIn) =>
      unlockResearchArms(installation, actorOf(signedIn), { at: new Date() }),
    plans: (signedIn) => researchPlans(installation, actorOf(signedIn)),
    lockPlan: (signedIn, subreddit, plan) =>
      lockResearchPlan(installation, actorOf(signedIn), { subreddit, plan, at: new Date() }),
    download: (signedIn, wanted) =>
      exportExperiment(installation, actorOf(signedIn), { ...wanted, approval, at: new Date() }),
    fractionPreview: (signedIn, subreddit, fraction) =>
      fractionPreview(installation, actorOf(signedIn), { subreddit, fraction, usualFraction }),
    changeFraction: (signedIn, subreddit, fraction) =>
      changeTreatmentFraction(installation, actorOf(signedIn), { subreddit, fraction }),
    importLabels: (signedIn, csv) =>
      importToxicityLabels(installation, actorOf(signedIn), { csv, at: new Date() }),
    codingSheet: (signedIn, rows) =>
      codingSheet(installation, actorOf(signedIn), { rows, at: new Date() }),
    fractionPreviews: (signedIn, fraction) =>
      fractionPreviews(installation, actorOf(signedIn), { fraction, usualFraction }),
    changeFractions: (signedIn, fraction) =>
      changeTreatmentFractions(installation, actorOf(signedIn), fraction),
    charts: {
      differences: differencePlot,
      decisions: decisionCurve,
      draws: drawsPlot,
      messages: messagesPlot,
      form: formPlot,
      weeks: weeksPlot,
    },
  };
}

/** Somebody as a researcher, or as what they are where they are none: the use cases refuse them. */
function actorOf(signedIn: SignedIn) {
  return researcherOf(signedIn) ?? signedIn.moderator;
}
