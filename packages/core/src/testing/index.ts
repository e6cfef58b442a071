export * from "./builders.ts";
export * from "./describe-appeal-store.ts";
export * from "./memory-appeal-store.ts";
