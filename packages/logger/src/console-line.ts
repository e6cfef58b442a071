import { styleText } from "node:util";
import type { LogEvent, LogLevel } from "./log-event.ts";
import { visibleText } from "./visible-text.ts";

const colours: Record<LogLevel, "gray" | "cyan" | "yellow" | "red"> = {
  debug: "gray",
  info: "cyan",
  warn: "yellow",
  error: "red",
};

/** An event as one line for a person at a terminal; an error's stack follows, indented. */
export function consoleLine(event: LogEvent, stream: NodeJS.WritableStream): string {
  const { message, timestamp, level, event: name, ...fields } = event;
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    styleText(style, text, { stream });
  const facts = Object.entries(fields).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${oneLine(value)}`],
  );
  const head = [
    paint("gray", timestamp.slice(11, 19)),
    paint(colours[level], level.padEnd(5)),
    message,
    paint("gray", [name, ...facts].join(" ")),
  ].join(" ");
  const stacks = Object.values(fields).flatMap(stackOf);
  return [head, ...stacks.map((line) => paint("gray", `        ${line}`))].join("\n");
}

/** An event as one line of JSON, the same in files and where nobody watches the console. */
export function jsonLine(event: LogEvent): string {
  return JSON.stringify(event);
}

function oneLine(value: unknown): string {
  return typeof value === "string" && /^[\w./:@-]+$/.test(value)
    ? value
    : visibleText(JSON.stringify(value, withoutStack) ?? "");
}

/** Stacks are shown below the line, where they can be read, and those of causes in the file. */
function withoutStack(key: string, value: unknown): unknown {
  return key === "stack" && Array.isArray(value) ? undefined : value;
}

function stackOf(value: unknown): string[] {
  const stack = (value as { stack?: unknown } | null)?.stack;
  return Array.isArray(stack) ? stack.filter((line) => typeof line === "string") : [];
}
