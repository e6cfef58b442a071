import type { ServerResponse } from "node:http";
import type { Answer } from "./answer.ts";

const COMMON = {
  "cache-control": "private, s-maxage=0, max-age=0, must-revalidate, no-store",
  expires: "-1",
  "x-frame-options": "SAMEORIGIN",
  "x-content-type-options": "nosniff",
  "x-xss-protection": "1; mode=block",
  server: "snooserv",
  via: "1.1 varnish",
};

export interface WriteOptions {
  /** Whether the client asked for `raw_json=1`; without it `<`, `>` and `&` come escaped. */
  readonly rawJson: boolean;
  readonly now: number;
  /** Sends half of the body and then destroys the socket. */
  readonly truncated: boolean;
}

export function writeAnswer(response: ServerResponse, answer: Answer, options: WriteOptions): void {
  const { body } = answer;
  const isHtml = body.type === "html";
  const text = bodyText(answer, options.rawJson);
  const bytes = Buffer.from(text, "utf8");
  const headers: Record<string, string> = {
    date: new Date(options.now).toUTCString(),
    "content-type": isHtml ? "text/html; charset=UTF-8" : "application/json; charset=UTF-8",
    ...COMMON,
    ...answer.headers,
  };
  // A 204 is sent without a length (`modmail.archive.204-already-archived.2017`).
  if (body.type !== "empty" || body.length) headers["content-length"] = String(bytes.length);
  response.writeHead(answer.status, headers);
  if (options.truncated) {
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => {
      response.destroy();
    });
    return;
  }
  response.end(bytes);
}

function bodyText({ body }: Answer, rawJson: boolean): string {
  if (body.type === "empty") return "";
  if (body.type === "html") return body.text;
  const text = JSON.stringify(body.value);
  if (rawJson) return text;
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
