import type { Scene } from "./scene.ts";

/**
 * How long after its traces are gone a fault may still be felt: a community that forbids is left in
 * peace for up to two minutes.
 */
const aftermathMs = 100_000;

/**
 * The longest stretch between two dates, real milliseconds, in which nothing was broken and
 * something held all the time.
 *
 * @param holds asked for dates of the pretend Reddit between one happening and the next
 */
export function longestUndisturbed(
  scene: Scene,
  from: number,
  to: number,
  holds: (date: number) => boolean,
): number {
  const edges = [from, ...scene.happenings.filter((date) => from < date && date < to), to];
  let longest = 0;
  let lasting = 0;
  for (const [index, begin] of edges.slice(0, -1).entries()) {
    const end = edges[index + 1] ?? to;
    const stretch = { from: scene.wallOf(begin), to: scene.wallOf(end) };
    if (!holds(begin + (end - begin) / 2)) lasting = 0;
    else {
      const calm = calmStretches(scene, stretch);
      for (const part of calm) {
        lasting = part.from === stretch.from ? lasting + part.to - part.from : part.to - part.from;
        longest = Math.max(longest, lasting);
      }
      if (calm.at(-1)?.to !== stretch.to) lasting = 0;
    }
  }
  return longest;
}

/** Whether nothing was broken between two dates, nor shortly before. */
export function isUndisturbed(scene: Scene, from: number, to: number): boolean {
  const stretch = { from: scene.wallOf(from), to: scene.wallOf(to) };
  return !scene.windows.some(
    (window) => window.from <= stretch.to && window.to + aftermathMs >= stretch.from,
  );
}

type Stretch = { readonly from: number; readonly to: number };

function calmStretches({ windows }: Scene, whole: Stretch): readonly Stretch[] {
  let left: readonly Stretch[] = [whole];
  for (const window of windows) {
    const broken = { from: window.from, to: window.to + aftermathMs };
    left = left.flatMap((part) =>
      [
        { from: part.from, to: Math.min(part.to, broken.from) },
        { from: Math.max(part.from, broken.to), to: part.to },
      ].filter(({ from, to }) => from < to),
    );
  }
  return left.toSorted((one, other) => one.from - other.from);
}
