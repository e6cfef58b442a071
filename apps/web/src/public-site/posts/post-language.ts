import { lostLinkFields } from "../../components/lost-link-fields.ts";
import { signUpFields } from "../../components/sign-up-fields.ts";
import { isLanguage, languageField } from "../../i18n/languages.ts";
import { keepFields } from "../../server/flash-cookie.ts";
import { oneValue } from "../../server/posted-fields.ts";
import { readPost } from "../../server/read-post.ts";
import { seeOther } from "../../server/see-other.ts";
import { theSite } from "../../server/site.ts";

/** Pages with a form that keeps its words in the browser while the language is changed. */
const pages = {
  landing: { path: "/", keeps: "sign-up", keptAt: "/sign-up", fields: signUpFields },
  "sign-up": { path: "/sign-up", keeps: "sign-up", keptAt: "/sign-up", fields: signUpFields },
  "lost-link": { path: "/form", keeps: "lost-link", keptAt: "/form", fields: lostLinkFields },
} as const;

/** Longer than any honest value: the cookie has room for no more. */
const longestKept = 400;

/** Shows a form in another language, with the words that were written into it. */
export async function postLanguage(request: Request): Promise<Response> {
  const site = theSite();
  const name = new URL(request.url).searchParams.get("page") ?? "";
  const posted = await readPost(request, {
    path: `/language?page=${encodeURIComponent(name)}`,
    limit: 32 * 1024,
  });
  if (posted instanceof Response) return posted;
  const language = oneValue(posted, languageField);
  if (!Object.hasOwn(pages, name) || !isLanguage(language)) return seeOther("/");
  const { path, keeps, keptAt, fields } = pages[name as keyof typeof pages];
  const written = Object.fromEntries(
    fields.map((field) => [field, oneValue(posted, field).slice(0, longestKept)]),
  );
  if (Object.values(written).every((words) => words === ""))
    return seeOther(`${path}?language=${language}`);
  const isSecure = site.webUrl.startsWith("https:");
  return seeOther(`${keptAt}?check=1&language=${language}`, {
    "Set-Cookie": keepFields(keeps, { written, problems: {} }, isSecure),
  });
}
