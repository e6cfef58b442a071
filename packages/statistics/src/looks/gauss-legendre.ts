export interface Quadrature {
  readonly nodes: readonly number[];
  readonly weights: readonly number[];
}

/**
 * Points and weights with which the integral from −1 to 1 of a smooth function is a short sum.
 * Source: Abramowitz & Stegun 1964, 25.4.29; points by Newton's method.
 */
export function gaussLegendre(points: number): Quadrature {
  const found = Array.from({ length: points }, (_, i) => {
    let x = Math.cos((Math.PI * (i + 0.75)) / (points + 0.5));
    for (let step = 0; step < 20; step += 1) {
      const { value, slope } = legendre(points, x);
      const next = x - value / slope;
      if (next === x) break;
      x = next;
    }
    return { x, weight: 2 / ((1 - x ** 2) * legendre(points, x).slope ** 2) };
  });
  return { nodes: found.map(({ x }) => x), weights: found.map(({ weight }) => weight) };
}

/** The Legendre polynomial of this degree and its slope. */
function legendre(degree: number, x: number) {
  let before = 1;
  let value = x;
  for (let k = 2; k <= degree; k += 1) {
    [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
  }
  return { value, slope: (degree * (x * value - before)) / (x ** 2 - 1) };
}
