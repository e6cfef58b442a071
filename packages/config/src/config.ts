import type { Setting, settings } from "./settings.ts";

type CamelCase<Key extends string> = Key extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Key;

type ValueOf<Each> =
  Each extends Setting<infer T, infer Fallback>
    ? undefined extends Fallback
      ? T | undefined
      : T
    : never;

type Declared = {
  readonly [Key in keyof typeof settings as CamelCase<Key>]: ValueOf<(typeof settings)[Key]>;
};

/**
 * All settings, checked; deeply frozen. What may be unset is `undefined`. Seconds and days are
 * plain numbers, as in the table of settings.
 */
export type Config = Omit<Declared, "webPort" | "logDir"> & {
  /** The repository's root: `conf/` lies here. */
  readonly rootDir: string;
  /** Absolute. */
  readonly dataDir: string;
  /** Absolute. */
  readonly logDir: string;
  readonly webPort: number;
};

/** `reddit_username` → `redditUsername` */
export function camelCase(key: string): string {
  return key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
