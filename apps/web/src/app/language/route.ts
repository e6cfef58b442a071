import { isLanguage, languageCookie } from "../../i18n/languages.ts";
import { oneValue, readPostedFields } from "../../server/posted-fields.ts";
import { seeOther } from "../../server/see-other.ts";

/** Remembers the language that a reader chose, and goes back to where they were. */
export async function POST(request: Request): Promise<Response> {
  const read = await readPostedFields(request, 4096);
  const fields = read.ok ? read.fields : {};
  const language = oneValue(fields, "language");
  const back = ownPath(oneValue(fields, "back"));
  if (!isLanguage(language)) return seeOther(back);
  return seeOther(back, {
    "Set-Cookie": `${languageCookie}=${language}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax`,
  });
}

/** A path on this site, whatever was posted: never an address on another one. */
function ownPath(back: string): string {
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(back) || back.includes("\\")) return "/";
  return back.slice(0, 500);
}
