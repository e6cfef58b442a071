/** What is told, and what breaks meanwhile. */
export interface Case<Story, Fault> {
  readonly stories: readonly Story[];
  readonly faults: readonly Fault[];
}

/**
 * Looks for a smaller case that still fails: fewer stories first, then fewer faults. What failed
 * once may be a race that does not come again: only what failed is taken, and what did not
 * fail is no proof.
 *
 * @param options.suspects stories that failed: first guesses, each alone and then all of them
 * @param options.fails tries a case; `false` as well where there is no time left to try
 * @returns the smallest that failed; `null` when none did
 */
export async function shrink<Story, Fault>(options: {
  readonly from: Case<Story, Fault>;
  readonly suspects: readonly Story[];
  readonly fails: (candidate: Case<Story, Fault>) => Promise<boolean>;
}): Promise<Case<Story, Fault> | null> {
  const { from, suspects, fails } = options;
  let best: Case<Story, Fault> | null = null;
  const failsAndIsKept = async (candidate: Case<Story, Fault>) => {
    if (!(await fails(candidate))) return false;
    best = candidate;
    return true;
  };
  const withStories = (stories: readonly Story[]) =>
    failsAndIsKept({ stories, faults: from.faults });
  const stories = await fewerStories(from.stories, suspects, withStories);
  const withFaults = (faults: readonly Fault[]) => failsAndIsKept({ stories, faults });
  if (from.faults.length > 0 && !(await withFaults([]))) await smallest(from.faults, withFaults);
  return best;
}

async function fewerStories<Story>(
  all: readonly Story[],
  suspects: readonly Story[],
  fails: (stories: readonly Story[]) => Promise<boolean>,
): Promise<readonly Story[]> {
  if (all.length === 1) return all;
  for (const one of suspects) if (await fails([one])) return [one];
  const isWorthIt = suspects.length > 1 && suspects.length < all.length;
  return smallest(isWorthIt && (await fails(suspects)) ? suspects : all, fails);
}

/**
 * Halves, then quarters, and so on: takes whichever part fails alone, or what is left without a
 * part (Zeller's delta debugging).
 *
 * @param items that fail together
 */
export async function smallest<T>(
  items: readonly T[],
  fails: (some: readonly T[]) => Promise<boolean>,
): Promise<readonly T[]> {
  let left = items;
  for (let parts = 2; left.length > 1 && parts <= left.length; ) {
    const size = Math.ceil(left.length / parts);
    const chunks = Array.from({ length: Math.ceil(left.length / size) }, (_, at) =>
      left.slice(at * size, (at + 1) * size),
    );
    const rests = chunks.length > 2 ? chunks.map((chunk) => without(left, chunk)) : [];
    const found = await firstOf([...chunks, ...rests], fails);
    if (found) {
      parts = chunks.includes(found as T[]) ? 2 : Math.max(2, parts - 1);
      left = found;
    } else if (parts === left.length) break;
    else parts = Math.min(left.length, parts * 2);
  }
  return left;
}

async function firstOf<T>(
  candidates: readonly (readonly T[])[],
  fails: (some: readonly T[]) => Promise<boolean>,
): Promise<readonly T[] | null> {
  for (const candidate of candidates) if (await fails(candidate)) return candidate;
  return null;
}

function without<T>(items: readonly T[], some: readonly T[]): readonly T[] {
  return items.filter((item) => !some.includes(item));
}
