import type { IncomingMessage, ServerResponse } from "node:http";
import { type PlainPages, plainPageHeader } from "../server/plain-page.ts";

/**
 * Puts a readable page in place of what the framework sends when a page fails: its own
 * shows nothing to a reader without a script.
 *
 * @param onFailure hears of each one; it is given no address, for that may hold a token
 */
export function catchFailures(
  request: IncomingMessage,
  response: ServerResponse,
  plainPage: PlainPages,
  onFailure: (status: number) => void,
): void {
  // Only a reader's page: the framework's own requests for data want to know the failure.
  const isPage = (request.headers.accept ?? "").includes("text/html") && !request.headers.rsc;
  const { writeHead, write, end } = response;
  let replaced = false;

  const check = (status: number): void => {
    if (replaced || status < 500 || status === 503 || response.headersSent) return;
    onFailure(status);
    if (!isPage || response.hasHeader(plainPageHeader)) return;
    replaced = true;
    const page = plainPage("failure", {
      cookie: request.headers.cookie,
      acceptLanguage: request.headers["accept-language"],
    });
    for (const name of response.getHeaderNames())
      if (name !== "strict-transport-security") response.removeHeader(name);
    writeHead.call(response, page.status, { ...page.headers });
    end.call(response, request.method === "HEAD" ? undefined : page.body, "utf8", undefined);
  };

  response.writeHead = function replacedWriteHead(this: ServerResponse, ...all: unknown[]) {
    check(all[0] as number);
    return replaced ? this : (writeHead as (...all: unknown[]) => ServerResponse).apply(this, all);
  } as typeof response.writeHead;
  response.write = function replacedWrite(this: ServerResponse, ...all: unknown[]) {
    check(this.statusCode);
    return replaced ? true : (write as (...all: unknown[]) => boolean).apply(this, all);
  } as typeof response.write;
  response.end = function replacedEnd(this: ServerResponse, ...all: unknown[]) {
    check(this.statusCode);
    return replaced ? this : (end as (...all: unknown[]) => ServerResponse).apply(this, all);
  } as typeof response.end;
}
