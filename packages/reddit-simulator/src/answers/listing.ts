export interface Slice<T> {
  items: T[];
  /** The name of the last item when more follow. */
  after: string | null;
}

export interface SliceQuery {
  after: string | null;
  before: string | null;
  limit: number;
}

/**
 * One page of a newest-first series. An `after` that is not in the series starts from the beginning,
 * as on Reddit when the thing has vanished.
 */
export function slice<T>(
  series: Iterable<T>,
  nameOf: (item: T) => string,
  query: SliceQuery,
): Slice<T> {
  if (query.after === null && query.before === null) return take(series, nameOf, query.limit);
  const all = [...series];
  const { before, after, limit } = query;
  if (before !== null) {
    const end = all.findIndex((item) => nameOf(item) === before);
    const items = end === -1 ? all.slice(0, limit) : all.slice(Math.max(0, end - limit), end);
    return { items, after: lastName(items, nameOf) };
  }
  const start = all.findIndex((item) => nameOf(item) === after) + 1;
  return take(all.slice(start), nameOf, limit);
}

function take<T>(series: Iterable<T>, nameOf: (item: T) => string, limit: number): Slice<T> {
  const items: T[] = [];
  for (const item of series) {
    if (items.length === limit) return { items, after: lastName(items, nameOf) };
    items.push(item);
  }
  return { items, after: null };
}

function lastName<T>(items: readonly T[], nameOf: (item: T) => string): string | null {
  const last = items.at(-1);
  return last === undefined ? null : nameOf(last);
}

/** A listing of things: `dist` is their number. */
export function listing(children: unknown[], after: string | null, dist: number | null = null) {
  return {
    kind: "Listing",
    data: { after, dist, modhash: null, geo_filter: "", children, before: null },
  };
}
