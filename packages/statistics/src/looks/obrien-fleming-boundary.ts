import { type AlphaOption, alphaOf } from "../input/alpha-option.ts";
import { StatisticsInputError } from "../input/statistics-input-error.ts";
import { findRoot } from "../numerics/find-root.ts";
import { normalScore } from "../numerics/normal-score.ts";
import { normalTail } from "../numerics/normal-tail.ts";
import { gaussLegendre } from "./gauss-legendre.ts";

export interface Look {
  /** Share of all cases that this look has. */
  readonly information: number;
  /** |z| from which on the look may end the experiment. */
  readonly z: number;
  /** The same as a two-sided p: the look's own is compared with it. */
  readonly p: number;
}

/**
 * From where on each of several equally spaced looks at the results may end the experiment, so that all
 * together raise a false alarm no more often than alpha, two-sided. Early looks need overwhelming
 * evidence, the last nearly what one look alone would need.
 *
 * Source: O'Brien & Fleming 1979, Biometrics 35:549–556; computed by the integration of Armitage,
 * McPherson & Rowe 1969, JRSS A 132:235–244.
 *
 * @throws StatisticsInputError also unless there are 1 to 10 looks
 */
export function obrienFlemingBoundary(looks: number, options: AlphaOption = {}): readonly Look[] {
  if (!Number.isInteger(looks) || looks < 1 || looks > 10) {
    throw new StatisticsInputError(
      `the number of looks is ${looks}: plan 1 to 10. More looks cost power and gain little time.`,
    );
  }
  const alpha = alphaOf(options);
  const single = normalScore(alpha / 2);
  // All looks together raise at most so many false alarms as if each had alpha of its own.
  const last =
    looks === 1
      ? single
      : findRoot(
          (z) => crossing(z * Math.sqrt(looks), looks) - alpha,
          single,
          normalScore(alpha / 2 / looks),
        );
  return Array.from({ length: looks }, (_, position) => {
    const z = last * Math.sqrt(looks / (position + 1));
    return { information: (position + 1) / looks, z, p: 2 * normalTail(z) };
  });
}

/**
 * The probability that a walk of so many standard normal steps ever leaves −bound..bound: O'Brien and
 * Fleming's boundary is level on the scale of the sum.
 */
function crossing(bound: number, steps: number): number {
  const { nodes, weights } = gaussLegendre(96);
  const at = nodes.map((node) => node * bound);
  let density = at.map((x) => normalDensity(x));
  let crossed = 2 * normalTail(bound);
  for (let step = 2; step <= steps; step += 1) {
    const mass = density.map((each, i) => each * (weights[i] ?? 0) * bound);
    crossed += mass.reduce(
      (sum, each, i) =>
        sum + each * (normalTail(bound - (at[i] ?? 0)) + normalTail(bound + (at[i] ?? 0))),
      0,
    );
    density = at.map((x) =>
      mass.reduce((sum, each, i) => sum + each * normalDensity(x - (at[i] ?? 0)), 0),
    );
  }
  return crossed;
}

function normalDensity(x: number): number {
  return Math.exp(-(x ** 2) / 2) / Math.sqrt(2 * Math.PI);
}
