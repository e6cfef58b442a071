import type { Actor } from "@appealmod/core";
import { findCommunity } from "@appealmod/db";
import {
  type DetectableDifference,
  minimalDetectableDifference,
  type NoResult,
} from "@appealmod/statistics";
import type { Installation } from "../../installation.ts";
import { countedExperiment } from "./counted-experiment.ts";
import { type ExperimentResults, experimentResults, resultsOf } from "./experiment-results.ts";
import { requireNamedArms } from "./require-named-arms.ts";
import { requireResearcher } from "./require-researcher.ts";

/** What another fraction would do, before it is set. */
export interface FractionPreview {
  readonly name: string;
  /** The share in force. */
  readonly now: number;
  readonly wanted: number;
  /** The phase that it would end, and the draws in it; 0 where nobody was drawn yet. */
  readonly phase: number;
  readonly drawn: number;
  /** The share of lifted bans in control so far, over all phases. */
  readonly controlShare: number;
  /** What as many draws as the current phase has could find under the wanted fraction. */
  readonly detectable: DetectableDifference | NoResult;
  readonly detectableNow: DetectableDifference | NoResult;
}

export interface WantedFraction {
  readonly subreddit: string;
  readonly fraction: number;
  /** The share in force where the community sets none of its own. */
  readonly usualFraction: number;
}

/**
 * @returns `null` for a community that nothing is known of
 * @throws NotAllowedError, ArmsHiddenError: the share of treatment beside the arms' sizes tells, and control's outcomes stand in it
 */
export async function fractionPreview(
  installation: Installation,
  actor: Actor,
  { subreddit, fraction, usualFraction }: WantedFraction,
): Promise<FractionPreview | null> {
  requireResearcher(actor);
  await requireNamedArms(installation);
  const results = await experimentResults(installation, actor, subreddit);
  return results ? previewOf(installation, results, { subreddit, fraction, usualFraction }) : null;
}

/**
 * What another fraction would do in every community that is known here, by name.
 *
 * @throws NotAllowedError, ArmsHiddenError
 */
export async function fractionPreviews(
  installation: Installation,
  actor: Actor,
  wanted: Omit<WantedFraction, "subreddit">,
): Promise<readonly FractionPreview[]> {
  requireResearcher(actor);
  await requireNamedArms(installation);
  const counts = await countedExperiment(installation);
  const previews: FractionPreview[] = [];
  for (const { name } of counts.communities) {
    const results = resultsOf(counts, name);
    const preview =
      results && (await previewOf(installation, results, { ...wanted, subreddit: name }));
    if (preview) previews.push(preview);
  }
  return previews;
}

async function previewOf(
  installation: Installation,
  results: ExperimentResults,
  { subreddit, fraction, usualFraction }: WantedFraction,
): Promise<FractionPreview | null> {
  if (!results.community) return null;
  const settings = (await findCommunity(installation.database, subreddit))?.settings;
  const now = settings?.treatmentFraction ?? usualFraction;
  const last = results.strata.at(-1);
  const drawn = last ? last.arms.treatment.drawn + last.arms.control.drawn : 0;
  const { granted, denied, undecided } = results.flow.arms.control;
  const ended = granted + denied + undecided;
  const controlShare = ended === 0 ? 0 : granted / ended;
  const detectable = (share: number) => {
    const treated = Math.round(drawn * share);
    if (ended === 0) return { kind: "none", reason: "second-arm-empty" } as const;
    return minimalDetectableDifference(controlShare, treated, drawn - treated);
  };
  return {
    name: results.community.name,
    now,
    wanted: fraction,
    phase: last?.phase ?? 0,
    drawn,
    controlShare,
    detectable: detectable(fraction),
    detectableNow: detectable(now),
  };
}
