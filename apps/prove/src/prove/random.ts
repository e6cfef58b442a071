/** Chance that can be repeated: the same seed gives the same draws. */
export interface Random {
  /** From 0 up to but not including 1. */
  number(): number;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly [T, ...T[]]): T;
  /** By weight; weights need not add up to anything. */
  weighted<T>(from: readonly (readonly [weight: number, value: T])[]): T;
}

/** Mulberry32 behind a hash of the seed's parts, so that neighbouring seeds have nothing in common. */
export function seededRandom(...seed: readonly (number | string)[]): Random {
  let state = hashOf(seed.join("/"));
  const number = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    number,
    between: (least, most) => least + Math.floor(number() * (most - least + 1)),
    chance: (probability) => number() < probability,
    pick: (from) => from[Math.floor(number() * from.length)] ?? from[0],
    weighted(from) {
      let left = number() * from.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, value] of from) {
        left -= weight;
        if (left < 0) return value;
      }
      const last = from.at(-1);
      if (last === undefined) throw new Error("nothing to choose from");
      return last[1];
    },
  };
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash;
}
