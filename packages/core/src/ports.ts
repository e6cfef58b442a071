/**
 * What the engine needs of the world. Each port has an adapter that does it truly and one
 * in memory; both pass the same contract suite in `testing/`.
 */
export * from "./ports/appeal-store.ts";
export * from "./ports/ban-register.ts";
export * from "./ports/clock.ts";
export * from "./ports/community-source.ts";
export * from "./ports/reddit-error.ts";
export * from "./ports/reddit-gateway.ts";
