import winston from "winston";
import { buildEvent } from "./build-event.ts";
import { consoleLine, jsonLine } from "./console-line.ts";
import { type DailyFile, type DailyFileOptions, openDailyFile } from "./daily-file.ts";
import { isAtLeast, type LogContext, type LogEvent, type LogLevel } from "./log-event.ts";
import type { Logger, LogSink, ProcessLogger } from "./logger.ts";
import { createRedactor } from "./redaction.ts";
import { Sinks } from "./sinks.ts";
import { visibleText } from "./visible-text.ts";

/** Where console lines go; colour and layout for people where it is a terminal. */
export type ConsoleStream = NodeJS.WritableStream & { readonly isTTY?: boolean };

export interface LoggerOptions {
  /** Name of the process, such as `bot`; begins the names of its log files. */
  readonly program: string;
  /** The least that console and file show. Default info. */
  readonly level?: LogLevel;
  /** Default stdout; false: no console. */
  readonly console?: ConsoleStream | false;
  /** Left out: no file. */
  readonly file?: DailyFileOptions;
  /** Values that are never shown: `secretValues(config)`. */
  readonly secrets?: readonly string[];
  readonly sinks?: readonly LogSink[];
  /** Carried on every line. */
  readonly context?: LogContext;
  readonly now?: () => Date;
  /** Hears about trouble of the logging itself. Default stderr. */
  readonly complain?: (line: string) => void;
}

/** @throws Error naming the setting when the log folder cannot be written. */
export function createLogger(options: LoggerOptions): ProcessLogger {
  const least = options.level ?? "info";
  const now = options.now ?? (() => new Date());
  const redact = createRedactor(options.secrets ?? []);
  const say = options.complain ?? ((line) => process.stderr.write(`${line}\n`));
  const complain = (line: string) => say(visibleText(redact(line)));
  const complainOnce = once((error: Error) =>
    complain(`Logging is in trouble: ${error.message}. The bot goes on.`),
  );
  const sinks = new Sinks(options.sinks ?? [], complain);
  const openFile = (): DailyFile | undefined =>
    options.file && openDailyFile(options.program, options.file, complainOnce);

  let file = openFile();
  const output = winston.createLogger({ level: least });
  output.on("error", complainOnce);
  if (options.console !== false) output.add(consoleTransport(options.console ?? process.stdout));
  if (file !== undefined) output.add(file.transport);
  if (output.transports.length === 0) output.silent = true;
  let closed = false;

  function log(level: LogLevel, context: LogContext, said: Parameters<Logger["info"]>): void {
    if (closed) return;
    try {
      const [event, message, fields = {}] = said;
      const logEvent = buildEvent({ level, event, message, fields, context, at: now() }, redact);
      output.log({ level, message: "", logEvent });
      sinks.write(logEvent, isAtLeast(level, least));
    } catch (error) {
      complainOnce(error as Error);
    }
  }

  function loggerWith(context: LogContext): Logger {
    return {
      debug: (...said) => log("debug", context, said),
      info: (...said) => log("info", context, said),
      warn: (...said) => log("warn", context, said),
      error: (...said) => log("error", context, said),
      child: (more) => loggerWith({ ...context, ...more }),
    };
  }

  return {
    ...loggerWith(options.context ?? {}),
    addSink: (sink) => sinks.add(sink),
    sinkFailures: () => sinks.failures,
    async flush() {
      // The rotating stream does not say when it has written: only its end does.
      const written = file;
      if (written === undefined || closed) return;
      file = openFile();
      if (file !== undefined) output.add(file.transport);
      output.unpipe(written.transport);
      await written.finish();
    },
    async close() {
      if (closed) return;
      closed = true;
      output.clear();
      await file?.finish();
      output.close();
    },
  };
}

function consoleTransport(stream: ConsoleStream): winston.transport {
  const render = (event: LogEvent) =>
    stream.isTTY === true ? consoleLine(event, stream) : jsonLine(event);
  return new winston.transports.Stream({
    stream,
    eol: "\n",
    format: winston.format.printf((info) => render(info.logEvent as LogEvent)),
  });
}

function once<T>(work: (value: T) => void): (value: T) => void {
  let done = false;
  return (value) => {
    if (done) return;
    done = true;
    work(value);
  };
}
