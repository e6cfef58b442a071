import { isSecretField, type Redactor, redacted } from "./redaction.ts";
import { visibleText } from "./visible-text.ts";

const deepest = 6;
const longestText = 16_000;
const longestList = 200;
const stackLines = 6;

/**
 * Any value as plain JSON, without secrets: errors with a short stack, dates as ISO text, what
 * is circular, too deep or too long cut off with a word about it.
 */
export function plainValue(value: unknown, redact: Redactor): unknown {
  return plain(value, redact, []);
}

function plain(value: unknown, redact: Redactor, above: readonly object[]): unknown {
  if (typeof value === "string") return plainText(value, redact);
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value === "bigint" || typeof value === "symbol") return String(value);
  if (typeof value === "function") return `[function ${value.name}]`;
  if (value === null || typeof value !== "object") return value;
  if (above.includes(value)) return "[circular]";
  if (above.length >= deepest) return "[too deep]";
  const inside = [...above, value];
  if (value instanceof Error) return plainError(value, redact, inside);
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? "[invalid date]" : value.toISOString();
  }
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (value instanceof Map) return plain(Object.fromEntries(value), redact, inside);
  if (Array.isArray(value) || value instanceof Set) {
    const entries = [...value];
    const shown = entries.slice(0, longestList).map((entry) => plain(entry, redact, inside));
    const left = entries.length - shown.length;
    return left > 0 ? [...shown, `[${left} more]`] : shown;
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [
      visibleText(redact(name)),
      isSecretField(name) && entry != null ? redacted : plain(entry, redact, inside),
    ]),
  );
}

function plainText(text: string, redact: Redactor): string {
  const clean = visibleText(redact(text), true);
  const left = clean.length - longestText;
  return left > 0 ? `${clean.slice(0, longestText)}… [${left} more characters]` : clean;
}

function plainError(error: Error, redact: Redactor, inside: readonly object[]): unknown {
  // Libraries hang request and response on their errors, headers included: only these are kept.
  const { code, statusCode, cause } = error as Error & { code?: unknown; statusCode?: unknown };
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const errors = error instanceof AggregateError ? error.errors : undefined;
  return {
    name: visibleText(error.name),
    message: plainText(error.message, redact),
    ...(code === undefined ? {} : { code: plain(code, redact, inside) }),
    ...(statusCode === undefined ? {} : { statusCode: plain(statusCode, redact, inside) }),
    stack: frames.slice(0, stackLines).map((line) => visibleText(redact(line.trim()))),
    ...(cause === undefined ? {} : { cause: plain(cause, redact, inside) }),
    ...(errors === undefined ? {} : { errors: plain(errors, redact, inside) }),
  };
}
