import type { World } from "./world.ts";

/**
 * Where each kind of id starts: lengths and magnitudes as recorded, account ids above 2^31
 * (`modmail.reply.2023-internal-python-True`).
 */
const STARTS = {
  account: Number.parseInt("1k3m9q00", 36),
  subreddit: Number.parseInt("7p4k0a", 36),
  conversation: Number.parseInt("2b40c0", 36),
  message: Number.parseInt("3qz000", 36),
  action: Number.parseInt("1c8000", 36),
  mail: Number.parseInt("43a0000", 36),
  relation: Number.parseInt("3k20000", 36),
  log: 1,
} as const;

/** The next id of a kind in base36, without a prefix. Never used twice. */
export function nextId(world: World, kind: keyof typeof STARTS): string {
  const next = world.sequences[kind] ?? STARTS[kind];
  world.sequences[kind] = next + 1;
  return next.toString(36);
}

/** The next number of the moderation log dressed as the UUID that its entries carry. */
export function nextLogId(world: World): string {
  const hex = Number.parseInt(nextId(world, "log"), 36).toString(16).padStart(12, "0");
  return `ModAction_5e0f0000-0000-11ef-8000-${hex}`;
}

/**
 * The date of the next event, epoch milliseconds: never the same twice, so that the order of all
 * messages is total.
 */
export function nextDate(world: World, now: number): number {
  world.lastDate = Math.max(Math.floor(now), world.lastDate + 1);
  return world.lastDate;
}
