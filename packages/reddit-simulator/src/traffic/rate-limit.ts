const WINDOW_MS = 600_000;

export interface RateLimitSettings {
  /** Requests in ten minutes; null: no limit, headers with room to spare. */
  quota: number | null;
  /** Past the quota: `refuse` answers 429, `count` goes on with remaining 0. */
  past: "refuse" | "count";
  /** Whether the three headers are sent at all. */
  headers: boolean;
}

export interface RateLimit {
  settings: RateLimitSettings;
  /** Counts one request of `who` (account and client), and tells what to say about it. */
  take(who: string, now: number): { headers: Record<string, string>; refusedFor: number | null };
  reset(): void;
}

/** With the limit off the headers still tell the truth about the clock, so that no client paces itself. */
const PLENTY = 1_000_000;

/**
 * Wall-clock slices of ten minutes: every window ends at :00, :10, :20 … (`ratelimit-series`).
 */
export function createRateLimit(settings: RateLimitSettings): RateLimit {
  const windows = new Map<string, { slice: number; used: number }>();
  return {
    settings,
    take(who, now) {
      const slice = Math.floor(now / WINDOW_MS);
      const known = windows.get(who);
      const window = known?.slice === slice ? known : { slice, used: 0 };
      window.used += 1;
      windows.set(who, window);
      const quota = this.settings.quota ?? PLENTY;
      const reset = Math.max(1, Math.ceil(((slice + 1) * WINDOW_MS - now) / 1000));
      const over = this.settings.quota !== null && window.used > quota;
      const headers = {
        "x-ratelimit-used": String(window.used),
        "x-ratelimit-remaining": `${Math.max(0, quota - window.used)}.0`,
        "x-ratelimit-reset": String(reset),
      };
      return {
        headers: this.settings.headers ? headers : {},
        refusedFor: over && this.settings.past === "refuse" ? reset : null,
      };
    },
    reset: () => windows.clear(),
  };
}
