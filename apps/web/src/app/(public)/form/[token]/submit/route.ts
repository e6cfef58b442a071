import { stillWrong } from "../../../../../components/form/still-wrong.ts";
import { isLanguage, languageField } from "../../../../../i18n/languages.ts";
import { isForeignPost } from "../../../../../server/origin-check.ts";
import { oneValue, readPostedFields, writtenWords } from "../../../../../server/posted-fields.ts";
import type { FormReceipt } from "../../../../../server/receive-form.ts";
import { refuse } from "../../../../../server/refuse.ts";
import { seeOther } from "../../../../../server/see-other.ts";
import { theSite } from "../../../../../server/site.ts";

interface Context {
  readonly params: Promise<{ readonly token: string }>;
}

const scriptStatus: Readonly<Record<FormReceipt, number>> = {
  unknown: 404,
  ended: 409,
  late: 409,
  problems: 204,
  saved: 204,
  review: 204,
  submitted: 204,
};

/** Takes a post to `/form/<token>`; the proxy sends it here. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  const site = theSite();
  if (isForeignPost(request.headers, site.webUrl)) return refuse("foreignOrigin", request);
  const read = await readPostedFields(request);
  if (!read.ok) return refuse(read.reason === "too-large" ? "tooLarge" : "unreadable", request);
  const address = `/form/${encodeURIComponent(token)}`;
  const receipt = await site.receiveForm(token, read.fields);
  // The page's script wants to know how it went, and no other page.
  if (request.headers.get("accept") === "application/json")
    return new Response(null, { status: scriptStatus[receipt] });
  const language = oneValue(read.fields, languageField);
  if (isLanguage(language) && receipt !== "unknown") {
    const query = new URLSearchParams({ language });
    if (receipt === "late") query.set("late", "1");
    if (oneValue(read.fields, stillWrong) !== "") query.set("check", "1");
    return seeOther(`${address}?${query}`);
  }
  switch (receipt) {
    case "unknown":
      return refuse("notFound", request, writtenWords(read.fields));
    case "ended":
      return seeOther(address);
    case "late":
      return seeOther(`${address}?late=1`);
    case "problems":
      return seeOther(`${address}?check=1#problems`);
    case "saved":
      return seeOther(`${address}?saved=1`);
    case "review":
      return seeOther(`${address}?review=1`);
    case "submitted":
      return seeOther(`${address}?sent=1`);
  }
}

/** The page itself is one level up. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  return seeOther(`/form/${encodeURIComponent((await params).token)}`);
}
