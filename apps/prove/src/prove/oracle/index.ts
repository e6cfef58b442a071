export { createWordReader } from "./bot-words.ts";
export * from "./finding.ts";
export * from "./judge.ts";
