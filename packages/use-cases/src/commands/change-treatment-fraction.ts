import type { Actor } from "@appealmod/core";
import type { Installation } from "../installation.ts";
import { countedExperiment } from "../queries/research/counted-experiment.ts";
import { requireNamedArms } from "../queries/research/require-named-arms.ts";
import { requireResearcher } from "../queries/research/require-researcher.ts";
import { changeCommunitySettings } from "./change-community-settings.ts";

export interface NewFraction {
  readonly subreddit: string;
  /** Share of redditors drawn into treatment, 0 to 1. */
  readonly fraction: number;
}

/**
 * Sets by which share redditors are drawn from now on; who was drawn keeps their arm. It ends the
 * phase. The one setting of a community that researchers may change, unless they are not to know which
 * arm is which: whoever sets the share can tell by the next phase's sizes. Operators, who write the
 * settings and are not blinded, change it meanwhile as any setting.
 *
 * @returns false where it was that already
 * @throws NotAllowedError, ArmsHiddenError
 */
export async function changeTreatmentFraction(
  installation: Installation,
  actor: Actor,
  { subreddit, fraction }: NewFraction,
): Promise<boolean> {
  if (actor.kind === "researcher") await requireNamedArms(installation);
  const revision = await changeCommunitySettings(installation, actor, {
    subreddit,
    changes: { treatmentFraction: fraction },
  });
  return revision !== null;
}

/**
 * The same in every community that the experiment knows, one after another: where one fails, those
 * before it are set, and doing it again sets the rest.
 *
 * @returns in how many it was another one
 * @throws NotAllowedError, ArmsHiddenError
 */
export async function changeTreatmentFractions(
  installation: Installation,
  actor: Actor,
  fraction: number,
): Promise<number> {
  requireResearcher(actor);
  const { communities } = await countedExperiment(installation);
  let changed = 0;
  for (const { name } of communities)
    if (await changeTreatmentFraction(installation, actor, { subreddit: name, fraction }))
      changed += 1;
  return changed;
}
