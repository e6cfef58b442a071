/**
 * Probabilities of neighbouring whole numbers. Those that are less than 1e-300 of the greatest are
 * left out as 0.
 */
export interface DiscreteDistribution {
  readonly lowest: number;
  readonly probabilities: Float64Array;
}

/**
 * The distribution over lowest..highest whose neighbours are in these ratios, P(k + 1) / P(k), which
 * must fall with k (as for the binomial and the hypergeometric one). It is built outwards from its
 * mode and divided by its sum, so that no logarithm costs digits, and takes steps in the order of its
 * standard deviation however large the counts are.
 */
export function distributionByRatios(
  lowest: number,
  highest: number,
  ratio: (k: number) => number,
): DiscreteDistribution {
  const mode = modeOf(lowest, highest, ratio);
  const above = [1];
  let weight = 1;
  for (let k = mode; k < highest; k += 1) {
    weight *= ratio(k);
    if (weight < 1e-300) break;
    above.push(weight);
  }
  const below: number[] = [];
  weight = 1;
  for (let k = mode - 1; k >= lowest; k -= 1) {
    weight /= ratio(k);
    if (weight < 1e-300) break;
    below.push(weight);
  }
  const probabilities = Float64Array.from([...below.reverse(), ...above]);
  const total = sumOfUnimodal(probabilities);
  for (let i = 0; i < probabilities.length; i += 1) {
    probabilities[i] = (probabilities[i] ?? 0) / total;
  }
  return { lowest: mode - below.length, probabilities };
}

/** The first k from which on no neighbour is more probable. */
function modeOf(lowest: number, highest: number, ratio: (k: number) => number): number {
  let from = lowest;
  let to = highest;
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (ratio(middle) > 1) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Adds from both ends inwards, small numbers first. */
function sumOfUnimodal(weights: Float64Array): number {
  let sum = 0;
  let left = 0;
  let right = weights.length - 1;
  while (left <= right) {
    const fromLeft = weights[left] ?? 0;
    const fromRight = weights[right] ?? 0;
    if (fromLeft <= fromRight) {
      sum += fromLeft;
      left += 1;
    } else {
      sum += fromRight;
      right -= 1;
    }
  }
  return sum;
}
