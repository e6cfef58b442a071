import { fieldId } from "../../components/form/field-id.ts";
import { stillWrong } from "../../components/form/still-wrong.ts";
import { isLanguage, languageField } from "../../i18n/languages.ts";
import { choiceIn } from "../../server/draft-fields.ts";
import { errorResponse } from "../../server/error-response.ts";
import { labelledAnswers } from "../../server/labelled-answers.ts";
import { oneValue, type PostedFields, writtenWords } from "../../server/posted-fields.ts";
import { readPost } from "../../server/read-post.ts";
import type { FormReceipt } from "../../server/receive-form.ts";
import { seeOther } from "../../server/see-other.ts";
import { theSite } from "../../server/site.ts";

const scriptStatus: Readonly<Record<Exclude<FormReceipt["kind"], "saved">, number>> = {
  unknown: 404,
  replaced: 410,
  ended: 409,
  late: 409,
  full: 413,
  problems: 204,
  review: 204,
  changed: 204,
  submitted: 204,
};

/** Takes a post to `/form/<token>`. */
export async function postForm(request: Request, token: string): Promise<Response> {
  const site = theSite();
  const address = `/form/${encodeURIComponent(token)}`;
  const labelled = (posted: PostedFields) => labelledAnswers(site, token, posted);
  const fields = await readPost(request, {
    path: address,
    labelled,
    // As it is looked up, however it was spelt.
    counts: ["posts of a link", token],
  });
  if (fields instanceof Response) return fields;
  // The page's script wants to know how it went, and no other page.
  const isScript = request.headers.get("accept") === "application/json";
  const receipt = await site.receiveForm(token, fields).catch((error) => {
    if (isScript) throw error;
    site.reportFailure(error, { method: "POST", page: "appeal-form" });
    return null;
  });
  if (!receipt) {
    const again = { action: address, fields };
    return errorResponse("failure", request, { words: writtenWords(fields), again });
  }
  if (isScript) return answerToScript(receipt);
  return answerToPage(receipt, request, fields, address);
}

function answerToScript(receipt: FormReceipt): Response {
  if (receipt.kind === "saved")
    return Response.json(receipt.kept, { headers: { "Cache-Control": "no-store" } });
  return new Response(null, { status: scriptStatus[receipt.kind] });
}

async function answerToPage(
  receipt: FormReceipt,
  request: Request,
  fields: PostedFields,
  address: string,
): Promise<Response> {
  if (receipt.kind === "unknown")
    return errorResponse("notFound", request, { words: writtenWords(fields) });
  if (receipt.kind === "replaced")
    return errorResponse("replacedLink", request, { words: writtenWords(fields) });
  if (receipt.kind === "full")
    return errorResponse("tooLarge", request, { words: writtenWords(fields) });
  const language = oneValue(fields, languageField);
  if (isLanguage(language)) {
    const query = new URLSearchParams({ language });
    if (receipt.kind === "late") query.set("late", "1");
    if (oneValue(fields, stillWrong) !== "") query.set("check", "1");
    return seeOther(`${address}?${query}`);
  }
  switch (receipt.kind) {
    case "ended":
      return seeOther(address);
    case "late":
      return seeOther(`${address}?late=1`);
    case "problems":
      return seeOther(`${address}?check=1#problems`);
    case "saved": {
      const choice = choiceIn(fields);
      return seeOther(choice ? `${address}#${fieldId(choice.questionId)}` : `${address}?saved=1`);
    }
    case "review":
      return seeOther(`${address}?review=1`);
    case "changed":
      return seeOther(`${address}?review=1&changed=1`);
    case "submitted":
      return seeOther(`${address}?sent=1`);
  }
}
