import { Refusal } from "../state/refusal.ts";
import type { AccessToken, Account, World } from "../state/world.ts";

/** One API request, identified: what an endpoint is given to answer it. */
export interface Call {
  readonly world: World;
  /** Epoch milliseconds on the simulator's clock. */
  readonly now: number;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  readonly authorization: string | null;
  readonly token: AccessToken | null;
  readonly account: Account | null;
  /** 27 url-safe characters. */
  readonly random: () => string;
}

/** A parameter from the form or, failing that, the query: clients differ (CLIENTS notes, bulk read). */
export function input(call: Call, name: string): string {
  return call.form.get(name) ?? call.query.get(name) ?? "";
}

/** `true`, `True` and `1` are all sent by real clients. */
export function flag(call: Call, name: string): boolean {
  return /^(?:true|1)$/i.test(input(call, name).trim());
}

export function limitOf(call: Call, most: number): number {
  const limit = Number.parseInt(input(call, "limit"), 10);
  return Number.isFinite(limit) && limit > 0 ? Math.min(limit, most) : 25;
}

export function pageOf(call: Call, most = 100) {
  return {
    after: input(call, "after") || null,
    before: input(call, "before") || null,
    limit: limitOf(call, most),
  };
}

/** @throws Refusal USER_REQUIRED (403) for an app-only token */
export function userOf(call: Call): Account {
  if (!call.account) {
    throw new Refusal("USER_REQUIRED", "Please log in to do that.", null, 403);
  }
  return call.account;
}

export function param(call: Call, name: string): string {
  return call.params[name] ?? "";
}
