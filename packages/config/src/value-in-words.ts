/** A value as messages may show it: of a secret only what kind of thing it is. */
export function valueInWords(value: unknown, secret: boolean): string {
  const kind = kindOf(value);
  if (secret || typeof value === "object") return kind;
  const text = String(value);
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
