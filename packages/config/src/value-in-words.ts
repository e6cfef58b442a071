/** A value as messages may show it: of a secret only what kind of thing it is. */
export function valueInWords(value: unknown, secret: boolean): string {
  const kind = kindOf(value);
  if (secret || typeof value === "object") return kind;
  const text = withoutCredentials(String(value));
  return `${kind}: ${JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)}`;
}

/** What kind of thing a value is, as people who write YAML call it. */
export function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (value === null) return "empty";
  const kinds: Readonly<Record<string, string>> = {
    string: "text",
    number: "a number",
    boolean: "true or false",
    object: "a group of keys",
  };
  return kinds[typeof value] ?? typeof value;
}

/** Also an address that is wrong may hold a password, in front of its host or in its query. */
function withoutCredentials(text: string): string {
  return text
    .replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/is, "$1[redacted]@")
    .replace(/^(\S*:\/\/[^?#\s]*[?#]).+$/s, "$1[redacted]");
}
