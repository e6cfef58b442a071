const entities: Readonly<Record<string, string>> = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };

/**
 * Text as people wrote it. Reddit escapes `<`, `>` and `&` in every string where
 * `raw_json=1` is not honoured.
 *
 * @param html the same text rendered by Reddit, which begins with a comment: it shows for
 *   certain whether the answer is escaped. Without it the text itself must tell: escaped
 *   text holds no bare `<`, `>` or `&`.
 */
export function plainText(text: string, html?: string | null): string {
  const isEscaped = html ? html.startsWith("&lt;") : !/[<>]|&(?!(?:lt|gt|amp);)/.test(text);
  return isEscaped
    ? text.replace(/&(?:lt|gt|amp);/g, (entity) => entities[entity] ?? entity)
    : text;
}
