/** What BSON can hold without loss. */
export type Storable =
  | string
  | number
  | boolean
  | null
  | Date
  | readonly Storable[]
  | { readonly [key: string]: Storable };

export type StorableDocument = { readonly [key: string]: Storable };

const deepest = 12;
const longestList = 1000;

/**
 * Turns anything into something that can be stored: whatever redditors write and whatever an
 * event carries along. Dates stay dates. Null bytes and halves of characters, which some
 * servers refuse with the whole batch, become U+FFFD; keys that MongoDB reads as operators or
 * paths (`$set`, `a.b`) get the full-width look-alike of the sign.
 *
 * @param longestText in characters; Infinity keeps research data whole.
 */
export function storable(value: unknown, longestText = Number.POSITIVE_INFINITY): Storable {
  return convert(value, longestText, []);
}

function convert(value: unknown, longestText: number, above: readonly object[]): Storable {
  switch (typeof value) {
    case "string":
      return storableText(value, longestText);
    case "number":
      return Number.isFinite(value) ? value : String(value);
    case "boolean":
      return value;
    case "bigint":
    case "symbol":
      return String(value);
    case "object":
      return value === null ? null : convertObject(value, longestText, above);
    default:
      return null;
  }
}

function convertObject(value: object, longestText: number, above: readonly object[]): Storable {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value;
  if (above.includes(value)) return "[circular]";
  if (above.length >= deepest) return "[too deep]";
  const path = [...above, value];
  if (value instanceof Error) return storableError(value, longestText, path);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (value instanceof Map) return convertObject(Object.fromEntries(value), longestText, path);
  if (Array.isArray(value) || value instanceof Set) {
    const items = [...value];
    const kept = Number.isFinite(longestText) ? items.slice(0, longestList) : items;
    return kept.map((item) => convert(item, longestText, path));
  }
  const entries: [string, Storable][] = [];
  for (const key of keysOf(value)) {
    const item = read(value, key);
    if (item === undefined || typeof item === "function") continue;
    entries.push([storableKey(key), convert(item, longestText, path)]);
  }
  return Object.fromEntries(entries);
}

function storableError(error: Error, longestText: number, path: readonly object[]): Storable {
  const code = read(error, "code");
  const cause = read(error, "cause");
  return {
    name: storableText(String(error.name), longestText),
    message: storableText(String(error.message), longestText),
    stack: storableText(String(error.stack ?? ""), longestText),
    ...(code === undefined ? {} : { code: convert(code, longestText, path) }),
    ...(cause === undefined ? {} : { cause: convert(cause, longestText, path) }),
  };
}

function keysOf(value: object): readonly string[] {
  try {
    return Object.keys(value);
  } catch {
    return [];
  }
}

/** A getter may throw; what it would have told is then lost, the event is not. */
function read(value: object, key: string): unknown {
  try {
    return (value as Record<string, unknown>)[key];
  } catch {
    return "[unreadable]";
  }
}

function storableText(text: string, longest: number): string {
  const cut =
    text.length > longest ? `${text.slice(0, longest)}… (${text.length} characters)` : text;
  return cut.toWellFormed().replaceAll("\0", "\uFFFD");
}

function storableKey(key: string): string {
  const safe = storableText(key, 200).replaceAll(".", "．");
  return safe.startsWith("$") ? `＄${safe.slice(1)}` : safe;
}
