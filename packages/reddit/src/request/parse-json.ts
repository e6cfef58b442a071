/** In JSON both are written as escapes only, apart from halves that no UTF-8 can carry. */
const suspicious = /\\u(?:0000|d[89a-f])/i;

/**
 * Reads JSON into texts that any database takes: null bytes and halves of characters, which
 * Postgres refuses with all that comes along, become U+FFFD.
 *
 * @throws SyntaxError when it is no JSON
 */
export function parseJson(text: string): unknown {
  return suspicious.test(text) ? JSON.parse(text, storable) : JSON.parse(text);
}

function storable(_key: string, value: unknown): unknown {
  return typeof value === "string" ? value.replaceAll("\0", "\uFFFD").toWellFormed() : value;
}
