/**
 * How many pages are rendered at once for one address. Whoever opens a handful of tabs stays
 * below it; a flood would otherwise stand in line before everybody else.
 */
export const mostPagesAtOnce = 16;

/** Counts what is under way for each address, in this process. */
export interface ConcurrencyLimit {
  /** @returns what to call when the page is done; `null` where too many are under way */
  begin(address: string): (() => void) | null;
}

export function createConcurrencyLimit(most: number = mostPagesAtOnce): ConcurrencyLimit {
  const underWay = new Map<string, number>();
  return {
    begin(address) {
      const count = underWay.get(address) ?? 0;
      if (count >= most) return null;
      underWay.set(address, count + 1);
      let isDone = false;
      return () => {
        if (isDone) return;
        isDone = true;
        const left = (underWay.get(address) ?? 1) - 1;
        if (left > 0) underWay.set(address, left);
        else underWay.delete(address);
      };
    },
  };
}
