export {
  type CommunityHooksOptions,
  createCommunityHooksSink,
} from "./community-hooks/create-community-hooks-sink.ts";
export type { Backoff } from "./delivery/backoff.ts";
export { deliverOnce } from "./delivery/deliver-once.ts";
export type { Delivery, Sink, SinkBatch } from "./delivery/sink.ts";
export {
  type DeliveryOptions,
  type EventDelivery,
  startDelivery,
} from "./delivery/start-delivery.ts";
export { type CollectionName, collections } from "./mongo/collections.ts";
export { createMongoSink } from "./mongo/create-mongo-sink.ts";
export { archiveEntries } from "./mongo/documents/archive-entries.ts";
export type { ArchiveEntry } from "./mongo/documents/archive-entry.ts";
export type { MongoLimits, MongoSinkOptions, MongoTiming } from "./mongo/mongo-options.ts";
export { alertDirectly } from "./slack/alert-directly.ts";
export { channelsFor, type SlackChannel, slackChannels } from "./slack/channels.ts";
export { createSlackSinks } from "./slack/create-slack-sinks.ts";
export {
  defaultSlackLimits,
  type SlackLimits,
  type SlackSinkOptions,
} from "./slack/slack-options.ts";
export { type DeletesCopies, storesOfCopies } from "./stores-of-copies.ts";
