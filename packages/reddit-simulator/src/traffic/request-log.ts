export interface RequestRecord {
  /** Grows by one with every request since the last reset. */
  readonly number: number;
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly endpoint: string;
  /** 0: never answered. */
  readonly status: number;
  readonly account: string | null;
  readonly clientId: string | null;
  /** The label or kind of the fault that struck. */
  readonly fault: string | null;
}

export interface RequestCount {
  readonly endpoint: string;
  readonly status: number;
  readonly account: string | null;
  readonly fault: string | null;
  readonly count: number;
}

export interface RequestSummary {
  readonly total: number;
  readonly byEndpoint: Record<string, number>;
  readonly byStatus: Record<string, number>;
  readonly byAccount: Record<string, number>;
  readonly counts: RequestCount[];
  /** The newest ones, oldest first. */
  readonly recent: RequestRecord[];
}

export interface RequestLog {
  add(record: Omit<RequestRecord, "number">): void;
  /** `last`: how many recent requests to list. */
  summary(filter?: { endpoint?: string; account?: string; last?: number }): RequestSummary;
  reset(): void;
}

const KEPT = 5000;

/** Counts every API request by endpoint, status and account, and keeps the recent ones. */
export function createRequestLog(): RequestLog {
  let counts = new Map<string, { -readonly [K in keyof RequestCount]: RequestCount[K] }>();
  let recent: RequestRecord[] = [];
  let total = 0;
  return {
    add(record) {
      total += 1;
      recent.push({ number: total, ...record });
      if (recent.length > 2 * KEPT) recent = recent.slice(-KEPT);
      const key = `${record.endpoint} ${record.status} ${record.account ?? ""} ${record.fault ?? ""}`;
      const known = counts.get(key);
      if (known) known.count += 1;
      else {
        const { endpoint, status, account, fault } = record;
        counts.set(key, { endpoint, status, account, fault, count: 1 });
      }
    },
    summary(filter = {}) {
      const wanted = (one: { endpoint: string; account: string | null }): boolean =>
        (filter.endpoint === undefined || one.endpoint === filter.endpoint) &&
        (filter.account === undefined ||
          one.account?.toLowerCase() === filter.account.toLowerCase());
      const matching = [...counts.values()].filter(wanted);
      return {
        total: matching.reduce((sum, one) => sum + one.count, 0),
        byEndpoint: tally(matching, (one) => one.endpoint),
        byStatus: tally(matching, (one) => String(one.status)),
        byAccount: tally(matching, (one) => one.account ?? "(nobody)"),
        counts: matching.map((one) => ({ ...one })),
        recent: recent.filter(wanted).slice(-(filter.last ?? 100)),
      };
    },
    reset() {
      counts = new Map();
      recent = [];
      total = 0;
    },
  };
}

function tally(
  counts: readonly RequestCount[],
  keyOf: (count: RequestCount) => string,
): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const one of counts) {
    const key = keyOf(one);
    sums[key] = (sums[key] ?? 0) + one.count;
  }
  return sums;
}
