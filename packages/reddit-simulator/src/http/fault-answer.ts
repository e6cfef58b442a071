import { BUSY_PAGE } from "../answers/pages.ts";
import type { Fault } from "../faults/fault.ts";
import { type Answer, html, plainError } from "./answer.ts";
import { type ApiRequest, tooManyRequests, unauthorised } from "./answer-api.ts";

/** What a `status` fault says, in the dress that Reddit gives each status; `html` is always a page. */
export function faultAnswer(fault: Fault, request: ApiRequest): Answer {
  const status = fault.status ?? (fault.kind === "html" ? 200 : 500);
  if (fault.kind === "html") return html(BUSY_PAGE, status);
  switch (status) {
    case 401:
      return unauthorised({ ...request, authorization: request.authorization ?? "bearer" });
    case 429:
      return tooManyRequests(fault.retryAfter ?? 5);
    case 502:
    case 503:
    case 504:
    case 520:
    case 522: {
      const retry = fault.retryAfter;
      const page = BUSY_PAGE.replace("503", String(status));
      const headers: Record<string, string> =
        retry === undefined ? {} : { "retry-after": String(retry) };
      return html(page, status, headers);
    }
    default:
      return plainError(status);
  }
}
