import { writeSync } from "node:fs";
import { createRedactor } from "./redaction.ts";
import { visibleText } from "./visible-text.ts";

/** What a process says on stderr of its own failure, without any secret. */
export interface LastWords {
  /** From now on these values are taken out as well, as `createRedactor` does. */
  hide(secrets: readonly string[]): void;
  say(text: string): void;
}

/**
 * Tells failures on stderr where no logger does, before there is one or past its end. What nobody
 * caught is told in the same way, where Node would print it with all that is in it, and ends the
 * process with code 1.
 */
export function catchLastWords(): LastWords {
  let redact = createRedactor([]);
  const say = (text: string) => {
    const clean = `${visibleText(redact(text), true)}\n`;
    try {
      // At once: the process may end before a stream gets its turn.
      writeSync(2, clean);
    } catch {
      // Whoever reads it may be slow.
      process.stderr.write(clean);
    }
  };
  const end = (thrown: unknown) => {
    say(
      `Something happened that nobody foresaw:\n${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`,
    );
    process.exit(1);
  };
  process.on("uncaughtException", end);
  process.on("unhandledRejection", end);
  return {
    hide(secrets) {
      redact = createRedactor(secrets);
    },
    say,
  };
}
