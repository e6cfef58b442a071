import type { Writable } from "node:stream";
import { visibleText } from "@appealmod/logger";

/** Where people and programs read what a command found. */
export interface Screen {
  /** Text for people. What strangers wrote cannot steer the terminal. */
  text(text: string): void;
  /** Data for programs: one JSON document. */
  json(data: unknown): void;
}

export function createScreen(stream: Writable): Screen {
  const text = (words: string): void => void stream.write(`${visibleText(words, true)}\n`);
  return { text, json: (data) => text(JSON.stringify(data, null, 2)) };
}
