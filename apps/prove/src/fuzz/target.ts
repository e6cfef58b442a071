export const targetNames = ["policy", "mapping", "adapter", "markdown"] as const;

export type TargetName = (typeof targetNames)[number];

/** How many cases a target is asked, of which chance. */
export interface Asked {
  readonly cases: number;
  readonly seed: number;
  /** Called again and again while it is at work; a long silence is a hang. */
  readonly onAlive: (casesSoFar: number) => void;
}

/** What fuzzing a target has shown. */
export interface Fuzzed {
  readonly cases: number;
  /** One line for each case that ended in a way that it must not. */
  readonly crashes: readonly string[];
  readonly hangs: readonly string[];
  /** How the cases ended, by name: shows that fuzzing went past the first `if`. */
  readonly ends: ReadonlyMap<string, number>;
}

export type Target = (asked: Asked) => Promise<Fuzzed>;

/** Enough to see what it is; the rest is counted. */
export const mostTold = 5;
