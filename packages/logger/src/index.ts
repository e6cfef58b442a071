export { type ConsoleStream, createLogger, type LoggerOptions } from "./create-logger.ts";
export type { DailyFileOptions } from "./daily-file.ts";
export { catchLastWords, type LastWords } from "./last-words.ts";
export type { LogContext, LogEvent, LogFields, LogLevel } from "./log-event.ts";
export type { Logger, LogSink, ProcessLogger } from "./logger.ts";
export { plainValue } from "./plain-value.ts";
export { createRedactor, type Redactor } from "./redaction.ts";
export { visibleText } from "./visible-text.ts";
