import { lostLinkFields } from "../../../components/lost-link-fields.ts";
import { signUpFields } from "../../../components/sign-up-fields.ts";
import { isLanguage, languageField } from "../../../i18n/languages.ts";
import { keepFields } from "../../../server/kept-fields.ts";
import { isForeignPost } from "../../../server/origin-check.ts";
import { oneValue, readPostedFields } from "../../../server/posted-fields.ts";
import { refuse } from "../../../server/refuse.ts";
import { seeOther } from "../../../server/see-other.ts";
import { theSite } from "../../../server/site.ts";

/** Pages with a form that keeps its words in the browser while the language is changed. */
const pages = {
  landing: { path: "/", keeps: "sign-up", keptAt: "/sign-up", fields: signUpFields },
  "sign-up": { path: "/sign-up", keeps: "sign-up", keptAt: "/sign-up", fields: signUpFields },
  "lost-link": { path: "/form", keeps: "lost-link", keptAt: "/form", fields: lostLinkFields },
} as const;

/** Longer than any honest value: the cookie has room for no more. */
const longestKept = 400;

/** Shows a form in another language, with the words that were written into it. */
export async function POST(request: Request): Promise<Response> {
  const site = theSite();
  if (isForeignPost(request.headers, site.webUrl)) return refuse("foreignOrigin", request);
  const read = await readPostedFields(request, 32 * 1024);
  if (!read.ok) return refuse(read.reason === "too-large" ? "tooLarge" : "unreadable", request);
  const name = new URL(request.url).searchParams.get("page") ?? "";
  const language = oneValue(read.fields, languageField);
  if (!Object.hasOwn(pages, name) || !isLanguage(language)) return seeOther("/");
  const { path, keeps, keptAt, fields } = pages[name as keyof typeof pages];
  const written = Object.fromEntries(
    fields.map((field) => [field, oneValue(read.fields, field).slice(0, longestKept)]),
  );
  if (Object.values(written).every((words) => words === ""))
    return seeOther(`${path}?language=${language}`);
  const isSecure = site.webUrl.startsWith("https:");
  return seeOther(`${keptAt}?check=1&language=${language}`, {
    "Set-Cookie": keepFields(keeps, { written, problems: {} }, isSecure),
  });
}

/** There is nothing to see here. */
export function GET(): Response {
  return seeOther("/");
}
