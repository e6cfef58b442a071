import { type AlphaOption, alphaOf } from "../input/alpha-option.ts";
import { normalScore } from "../numerics/normal-score.ts";
import type { EstimateWithLimits, EstimateWithoutLimits, NoResult } from "../result.ts";

export type Kappa = (
  | (EstimateWithLimits & { readonly standardError: number })
  | EstimateWithoutLimits
) & {
  /** Share of items that both coders gave the same label. */
  readonly agreement: number;
};

/**
 * How far two coders agree beyond what their own habits would bring about by chance: 1 is always, 0 as
 * chance has it. One pair of labels for each item that both coded.
 *
 * `no-data` without items; `one-category` if both used one and the same label throughout, so that chance
 * agrees always; without limits (`no-variance`) where they agree on all items, or on none.
 *
 * Source: Cohen 1960, Educational and Psychological Measurement 20:37–46; Fleiss, Cohen & Everitt 1969,
 * Psychological Bulletin 72:323–327 (standard error).
 *
 * @throws StatisticsInputError if alpha is out of range
 */
export function cohenKappa(
  labels: readonly (readonly [first: string, second: string])[],
  options: AlphaOption = {},
): Kappa | NoResult {
  const z = normalScore(alphaOf(options) / 2);
  const items = labels.length;
  if (items === 0) return { kind: "none", reason: "no-data" };
  const byFirst = countsOf(labels.map(([label]) => label));
  const bySecond = countsOf(labels.map(([, label]) => label));
  const first = (label: string) => (byFirst.get(label) ?? 0) / items;
  const second = (label: string) => (bySecond.get(label) ?? 0) / items;
  const agreement = labels.filter(([one, other]) => one === other).length / items;
  const byChance = [...byFirst.keys()].reduce(
    (sum, label) => sum + first(label) * second(label),
    0,
  );
  if (byFirst.size === 1 && bySecond.size === 1 && agreement === 1) {
    return { kind: "none", reason: "one-category" };
  }
  const estimate = (agreement - byChance) / (1 - byChance);
  const terms = labels.map(([one, other]) =>
    one === other
      ? (1 - (first(one) + second(one)) * (1 - estimate)) ** 2
      : (1 - estimate) ** 2 * (first(other) + second(one)) ** 2,
  );
  const mean = terms.reduce((sum, term) => sum + term, 0) / items;
  const spread = mean - (estimate - byChance * (1 - estimate)) ** 2;
  const variance = spread / (items * (1 - byChance) ** 2);
  if (!(variance > 1e-15 / items)) {
    return { kind: "estimate-without-limits", estimate, reason: "no-variance", agreement };
  }
  const standardError = Math.sqrt(variance);
  return {
    kind: "estimate",
    estimate,
    lower: Math.max(-1, estimate - z * standardError),
    upper: Math.min(1, estimate + z * standardError),
    standardError,
    agreement,
  };
}

function countsOf(labels: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}
