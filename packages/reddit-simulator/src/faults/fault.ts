import { z } from "zod";

/**
 * A fault on demand.
 *
 * - `status`: answers with this status instead: 401, 403, 429 (with retry-after), 500 (JSON), 503 (HTML),
 *   any other as plain JSON.
 * - `html`: a page in place of JSON, with any status, 200 by default.
 * - `hang`: never answers. `reset`: destroys the socket. `truncate`: announces the whole body, sends
 *   half of it, destroys the socket. `latency`: answers properly, later.
 */
export const faultInput = z.object({
  kind: z.enum(["status", "html", "hang", "reset", "truncate", "latency"]),
  /** 500 if left out, and 200 for `html`. */
  status: z.number().int().min(200).max(599).optional(),
  /** By which the requests that it struck are told from others; `kind` if left out. */
  label: z.string().optional(),
  /** Seconds in `retry-after`, for a 429 or 503. */
  retryAfter: z.number().nonnegative().optional(),
  /** Whether the request takes effect before the answer is lost. `truncate` and `latency` always do. */
  effect: z.enum(["skipped", "done"]).default("skipped"),
  /** Milliseconds to wait before anything else. */
  delayMs: z.number().nonnegative().default(0),
  /** An endpoint's name, `modmail.reply`, or a prefix that ends in a dot, `modmail.`. */
  endpoint: z.string().optional(),
  method: z.string().optional(),
  /** A regular expression on the path. */
  path: z.string().optional(),
  /** Only requests of this account. */
  account: z.string().optional(),
  /** Lets this many matching requests through first. */
  skip: z.number().int().nonnegative().default(0),
  /** Strikes this many times, then is gone; absent: until cleared. */
  times: z.number().int().positive().optional(),
  /** Strikes a matching request with this chance, drawn from the seed. */
  probability: z.number().min(0).max(1).default(1),
  seed: z.number().int().default(1),
});

export type FaultInput = z.input<typeof faultInput>;
export type FaultRule = z.output<typeof faultInput>;

export interface Fault extends FaultRule {
  readonly id: number;
  /** How often it has struck. */
  struck: number;
}

export interface Target {
  readonly endpoint: string;
  readonly method: string;
  readonly path: string;
  readonly account: string | null;
}

export interface Faults {
  /** @throws Error when `path` is no regular expression */
  add(rule: FaultRule): Fault;
  clear(id?: number): number;
  list(): Fault[];
  /**
   * The faults that strike this request: latency adds up, of the others the first one counts.
   * `label` names the one that counts, or a latency where there is no other.
   */
  strike(target: Target): { delayMs: number; fault: Fault | null; label: string | null };
}

interface Armed {
  readonly fault: Fault;
  readonly path: RegExp | null;
  readonly draw: () => number;
  toSkip: number;
}

export function createFaults(): Faults {
  let armed: Armed[] = [];
  let nextNumber = 1;
  return {
    add(rule) {
      const fault: Fault = { ...rule, id: nextNumber, struck: 0 };
      nextNumber += 1;
      armed.push({
        fault,
        path: rule.path === undefined ? null : new RegExp(rule.path),
        draw: seededNumbers(rule.seed),
        toSkip: rule.skip,
      });
      return fault;
    },
    clear(id) {
      const before = armed.length;
      armed = id === undefined ? [] : armed.filter((one) => one.fault.id !== id);
      return before - armed.length;
    },
    list: () => armed.map((one) => ({ ...one.fault })),
    strike(target) {
      let delayMs = 0;
      let struck: Fault | null = null;
      let latency: Fault | null = null;
      for (const one of armed) {
        if (struck && one.fault.kind !== "latency") continue;
        if (!matches(one, target) || !hits(one)) continue;
        delayMs += one.fault.delayMs;
        if (one.fault.kind === "latency") latency = one.fault;
        else struck = one.fault;
      }
      armed = armed.filter(({ fault }) => fault.times === undefined || fault.struck < fault.times);
      const told: Fault | null = struck ?? latency;
      return { delayMs, fault: struck, label: told && (told.label ?? told.kind) };
    },
  };
}

function matches({ fault, path }: Armed, target: Target): boolean {
  const { endpoint, method, account } = fault;
  if (endpoint !== undefined) {
    const named = endpoint.endsWith(".")
      ? target.endpoint.startsWith(endpoint)
      : target.endpoint === endpoint;
    if (!named) return false;
  }
  if (method !== undefined && method.toUpperCase() !== target.method) return false;
  if (path && !path.test(target.path)) return false;
  return account === undefined || account.toLowerCase() === target.account?.toLowerCase();
}

function hits(one: Armed): boolean {
  if (one.toSkip > 0) {
    one.toSkip -= 1;
    return false;
  }
  if (one.draw() >= one.fault.probability) return false;
  one.fault.struck += 1;
  return true;
}

/** Mulberry32: the same seed gives the same strikes. */
function seededNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
