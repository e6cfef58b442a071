// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that no store and no page can show
const unshowable = /[\u0000-\u0008\u000B-\u001F\u007F\uFFFE\uFFFF]/g;

/** One kind of line end, no null bytes, no half characters: Postgres refuses those in text and JSON. */
export function showableText(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(unshowable, "").toWellFormed();
}
