export * from "./arbitrary-answer.ts";
export * from "./arbitrary-http-answer.ts";
export * from "./modmail-answers.ts";
export * from "./read-random-answer.ts";
export * from "./sample-answers.ts";
export * from "./start-forward-proxy.ts";
