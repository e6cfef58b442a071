/** A text as text, between tags and in attributes. A null byte has no place in a page. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("\0", "")
    .replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
