export { type BanLookup, createBanLookup } from "./bans/ban-lookup.ts";
export {
  createModerationLogFollower,
  type ModerationLogFollower,
} from "./bans/follow-moderation-log.ts";
export * from "./dry-run-store.ts";
export * from "./engine-ports.ts";
export * from "./explain-conversation.ts";
export * from "./follow-listing.ts";
export * from "./form-links.ts";
export * from "./process-conversation.ts";
export * from "./remind-of-probation.ts";
export type { RestoredSpan } from "./unrecorded-messages.ts";
export { conversationAddress } from "./write-messages.ts";
