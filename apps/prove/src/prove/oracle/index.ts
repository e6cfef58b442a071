export { createWordReader } from "./bot-words.ts";
export { waitsOf } from "./delays.ts";
export * from "./finding.ts";
export * from "./judge.ts";
export { setScene } from "./scene.ts";
