import { bodyHtml } from "../answers/markdown.ts";
import { Quarantined, type Refusal } from "../state/refusal.ts";

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body:
    | { readonly type: "json"; readonly value: unknown }
    | { readonly type: "html"; readonly text: string }
    /** `length`: whether `content-length: 0` is said; a 204 has none. */
    | { readonly type: "empty"; readonly length: boolean };
}

export const json = (
  value: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Answer => ({ status, headers, body: { type: "json", value } });

export const html = (
  text: string,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Answer => ({ status, headers, body: { type: "html", text } });

export const empty = (status: number): Answer => ({
  status,
  body: { type: "empty", length: status !== 204 },
});

const MESSAGES: Record<number, string> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  409: "Conflict",
  413: "Request Entity Too Large",
  429: "Too Many Requests",
  500: "Internal Server Error",
};

/** `{"message": "Forbidden", "error": 403}` */
export function plainError(status: number, headers: Readonly<Record<string, string>> = {}): Answer {
  return json({ message: MESSAGES[status] ?? "Error", error: status }, status, headers);
}

/** An HTTP error, with its reason where Reddit gives one (`user.error-400-USER_DOESNT_EXIST.2021`). */
export function refusalAnswer(refusal: Refusal): Answer {
  const { code, field, message, status } = refusal;
  if (code === "FORBIDDEN" || code === "NOT_FOUND") return plainError(status);
  if (refusal instanceof Quarantined) return quarantineAnswer(message);
  const value = {
    ...(field === null ? {} : { fields: [field] }),
    explanation: message,
    message: MESSAGES[status] ?? "Error",
    reason: code,
  };
  return json(value, status);
}

/** `error.403-quarantined.2020` */
function quarantineAnswer(text: string): Answer {
  const quarantine = { quarantine_message_html: bodyHtml(text), quarantine_message: text };
  return json({ reason: "quarantined", ...quarantine, message: MESSAGES[403], error: 403 }, 403);
}

type FormError = readonly [code: string, text: string, field: string | null];

/**
 * A form's answer: `{"json": {"errors": […]}}`, or without `api_type=json` the old jquery program,
 * which no JSON client understands (contract 0).
 */
export function formAnswer(
  apiType: string,
  errors: readonly FormError[],
  data?: Record<string, unknown>,
): Answer {
  if (apiType === "json") {
    return json({ json: { errors, ...(data ? { data } : {}) } });
  }
  const failures = errors.map(([code, text], at) => [at + 1, at + 2, "call", [code, text]]);
  const jquery = [[0, 1, "call", ["body"]], ...failures];
  return json({ jquery, success: errors.length === 0 });
}

export function formRefusal(apiType: string, refusal: Refusal): Answer {
  return formAnswer(apiType, [[refusal.code, refusal.message, refusal.field]]);
}
