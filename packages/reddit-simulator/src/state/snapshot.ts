import { indexWorld } from "./index-world.ts";
import type { World, WorldRecord } from "./world.ts";

const FORMAT = 1;

/** The world as text. Maps keep their order, so a restored world lists as the saved one did. */
export function writeSnapshot(world: World): string {
  const { index: _, ...record } = world;
  return JSON.stringify({ format: FORMAT, ...record }, (_key, value: unknown) =>
    value instanceof Map ? { $map: [...value] } : value,
  );
}

/** @throws Error when the text is not a snapshot of this simulator */
export function readSnapshot(text: string): World {
  const parsed: unknown = JSON.parse(text, (_key, value: unknown) => {
    if (typeof value === "object" && value !== null && "$map" in value) {
      return new Map(value.$map as [string, unknown][]);
    }
    return value;
  });
  const isRecord = (value: unknown): value is WorldRecord & { format: number } =>
    typeof value === "object" &&
    value !== null &&
    "format" in value &&
    value.format === FORMAT &&
    "conversations" in value &&
    value.conversations instanceof Map;
  if (!isRecord(parsed)) {
    throw new Error("This is not a state file of the Reddit simulator (format 1).");
  }
  const { format: _, ...record } = parsed;
  return indexWorld(withLaterFields(record));
}

/** What files of earlier days do not have. */
function withLaterFields(record: WorldRecord): WorldRecord {
  for (const subreddit of record.subreddits.values()) {
    subreddit.autoResponders ??= [];
    subreddit.refusedReplies ??= new Map();
  }
  for (const conversation of record.conversations.values()) conversation.refusedReplies ??= 0;
  record.pendingAnswers ??= [];
  record.logFaults ??= { lagMs: 0, loseNext: 0 };
  return record;
}
