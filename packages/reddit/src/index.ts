export { createRedditGateway, type NetworkRedditGateway } from "./create-reddit-gateway.ts";
export type { RedditGatewayEvent } from "./events.ts";
export type { RedditCredentials, RedditGatewayOptions, RetrySettings } from "./options.ts";
export type { BudgetState } from "./request/rate-budget.ts";
export type { RequestUsage } from "./request/requester.ts";
