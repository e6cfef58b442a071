import type { Scene } from "./scene.ts";

/** A stretch in which neither redditor nor bot did anything, and which words of the redditor ended. */
export interface Silence {
  /** Real milliseconds. */
  readonly ms: number;
  readonly endedBy: number;
}

/** The silences that ended between two dates, the earlier one included where something happened then. */
export function silencesBetween(scene: Scene, from: number, to: number): readonly Silence[] {
  const own = scene.talks
    .flatMap(({ items }) => items)
    .filter(({ by }) => by === "redditor" || by === "bot" || by === "bot-move")
    .sort((one, other) => one.date - other.date);
  return own.flatMap((item, index): Silence[] => {
    const before = own[index - 1];
    if (!before || item.by !== "redditor" || before.date < from || item.date > to) return [];
    return [{ ms: scene.wallOf(item.date) - scene.wallOf(before.date), endedBy: item.date }];
  });
}
