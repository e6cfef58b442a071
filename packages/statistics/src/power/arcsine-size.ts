import { requireBetween } from "../input/require-between.ts";
import { StatisticsInputError } from "../input/statistics-input-error.ts";
import { findRoot } from "../numerics/find-root.ts";
import { normalScore } from "../numerics/normal-score.ts";
import { normalTail } from "../numerics/normal-tail.ts";
import type { NoResult } from "../result.ts";
import { type ArmSizes, armSizes } from "./arm-sizes.ts";
import { powerOf, ratioOf, type SizeOptions, sideOfAlpha } from "./power-options.ts";

/**
 * How many cases each arm needs to find this distance (Cohen's h) with the asked power: a check of
 * `twoShareSize` by another method.
 *
 * `no-difference` if h is 0.
 *
 * Source: Cohen 1988, chapter 6, table 6.4.1; R, pwr::pwr.2p.test.
 *
 * @throws StatisticsInputError also if h has the sign opposite to a one-sided alternative
 */
export function arcsineSize(h: number, options: SizeOptions = {}): ArmSizes | NoResult {
  requireBetween(
    h,
    "h",
    -Math.PI - 1e-9,
    Math.PI + 1e-9,
    "Compute it with cohenH from two shares.",
  );
  const { alternative = "two-sided" } = options;
  const power = powerOf(options);
  const ratio = ratioOf(options);
  const z = normalScore(sideOfAlpha(options));
  if (h === 0) return { kind: "none", reason: "no-difference" };
  if ((alternative === "greater" && h < 0) || (alternative === "less" && h > 0)) {
    throw new StatisticsInputError(
      `h is ${h}, and the alternative is ${alternative}: no size finds an effect on the other side. Swap the arms or the alternative.`,
    );
  }
  const oneSided = z - normalScore(power);
  const shift =
    alternative === "two-sided"
      ? findRoot((s) => normalTail(z - s) + normalTail(z + s) - power, 0, z + 40)
      : oneSided;
  return armSizes((shift / h) ** 2 * (1 + 1 / ratio), ratio);
}
