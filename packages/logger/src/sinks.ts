import { isAtLeast, type LogEvent } from "./log-event.ts";
import type { LogSink } from "./logger.ts";

/** Hands events on to the sinks, whose failures stay their own. */
export class Sinks {
  readonly failures = new Map<string, number>();
  readonly #sinks = new Set<LogSink>();
  readonly #complain: (line: string) => void;
  #writing = false;

  constructor(sinks: readonly LogSink[], complain: (line: string) => void) {
    this.#complain = complain;
    for (const sink of sinks) this.add(sink);
  }

  add(sink: LogSink): () => void {
    this.#sinks.add(sink);
    return () => void this.#sinks.delete(sink);
  }

  /** @param passes whether the logger's own level lets the event through. */
  write(event: LogEvent, passes: boolean): void {
    // A sink that logs about its own trouble would call itself for ever.
    if (this.#writing) return;
    this.#writing = true;
    try {
      for (const sink of this.#sinks) {
        const wanted = sink.level === undefined ? passes : isAtLeast(event.level, sink.level);
        if (wanted) this.#writeTo(sink, event);
      }
    } finally {
      this.#writing = false;
    }
  }

  #writeTo(sink: LogSink, event: LogEvent): void {
    try {
      // An async function fits the type as well, and its rejection must not end the process.
      const result: unknown = sink.write(event);
      if (result instanceof Promise) result.catch((error) => this.#failed(sink, error));
    } catch (error) {
      this.#failed(sink, error);
    }
  }

  #failed(sink: LogSink, error: unknown): void {
    const before = this.failures.get(sink.name) ?? 0;
    this.failures.set(sink.name, before + 1);
    if (before > 0) return;
    const why = error instanceof Error ? error.message : String(error);
    this.#complain(
      `The log sink ${sink.name} failed: ${why}. Events go on to console and file; further failures of it are only counted.`,
    );
  }
}
