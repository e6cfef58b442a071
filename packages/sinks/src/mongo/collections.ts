/** The five collections of the research archive, by the names that its readers query. */
export const collections = {
  logs: "application-logs",
  conversations: "conversation-logs",
  users: "user-logs",
  botResponses: "bot-responses",
  subreddits: "subreddits_info",
} as const;

export type CollectionName = (typeof collections)[keyof typeof collections];

/** Every collection but the log holds one document per key, of which the newest counts. */
export type KeyedCollectionName = Exclude<CollectionName, typeof collections.logs>;
