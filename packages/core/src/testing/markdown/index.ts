export * from "./dialects.ts";
export * from "./read-as-typed.ts";
export * from "./read-html.ts";
export * from "./typed-text.ts";
