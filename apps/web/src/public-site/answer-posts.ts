import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { contentSecurityPolicy, securityHeaders } from "../server/security-headers.ts";
import { postForm } from "./posts/post-form.ts";
import { postLanguage } from "./posts/post-language.ts";
import { postLostLink } from "./posts/post-lost-link.ts";
import { postSignUp } from "./posts/post-sign-up.ts";

const handlers: Readonly<Record<string, (request: Request) => Promise<Response>>> = {
  "/form": postLostLink,
  "/language": postLanguage,
  "/sign-up": postSignUp,
};

/** @returns the work on a post to a public page; `null` where no page takes one */
export function handlerOfPost(
  path: string,
  token: string | null,
): ((request: Request) => Promise<Response>) | null {
  if (token !== null) return (request) => postForm(request, token);
  return Object.hasOwn(handlers, path) ? (handlers[path] ?? null) : null;
}

/** The request as handlers take it. What only the process may say is not taken from its sender. */
export function asRequest(request: IncomingMessage): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined && name !== "x-nonce") headers.set(name, [value].flat().join(", "));
  return new Request(new URL(request.url ?? "/", "http://localhost"), {
    method: request.method ?? "POST",
    headers,
    body: Readable.toWeb(request) as ReadableStream<Uint8Array>,
    duplex: "half",
  } as RequestInit);
}

const leastPolicy = contentSecurityPolicy({
  ...{ scripts: "'none'", styles: "'none'", formTargets: [], isSecure: false },
});

export async function sendResponse(
  answer: Response,
  response: ServerResponse,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const body = Buffer.from(await answer.arrayBuffer());
  response.statusCode = answer.status;
  const all = { "Content-Security-Policy": leastPolicy, ...securityHeaders, ...headers };
  for (const [name, value] of [...Object.entries(all), ...answer.headers])
    response.setHeader(name, value);
  response.setHeader("Content-Length", body.length);
  response.end(body);
}
