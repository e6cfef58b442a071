import type { IncomingMessage, ServerResponse } from "node:http";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

type Encoding = "br" | "gzip" | "identity";

/** A body as each browser takes it; what is not asked for is not made. */
export interface Packed {
  readonly type: string;
  bodyFor(encoding: Encoding): Buffer;
}

/** @param effort 3 is fast enough for a page that is sent once, 11 is for one that is kept */
export function pack(html: string, effort: 3 | 11): Packed {
  const made = new Map<Encoding, Buffer>();
  const make: Readonly<Record<Encoding, () => Buffer>> = {
    br: () =>
      brotliCompressSync(html, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: effort,
          [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
          // No page is larger; a larger window takes as long to make as the page to pack.
          [constants.BROTLI_PARAM_LGWIN]: 16,
        },
      }),
    gzip: () => gzipSync(html, { level: effort === 11 ? 9 : 2 }),
    identity: () => Buffer.from(html),
  };
  return {
    type: "text/html; charset=utf-8",
    bodyFor(encoding) {
      const body = made.get(encoding) ?? make[encoding]();
      made.set(encoding, body);
      return body;
    },
  };
}

/** Sends a page as small as its reader takes it. */
export function sendPacked(
  request: IncomingMessage,
  response: ServerResponse,
  page: Packed,
  status: number,
  headers: Readonly<Record<string, string>>,
): void {
  const encoding = encodingFor(String(request.headers["accept-encoding"] ?? ""));
  const body = page.bodyFor(encoding);
  response.writeHead(status, {
    "Content-Type": page.type,
    "Content-Length": body.length,
    ...(encoding === "identity" ? {} : { "Content-Encoding": encoding }),
    ...headers,
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

function encodingFor(accepted: string): Encoding {
  if (/\bbr\b/.test(accepted)) return "br";
  return /\bgzip\b/.test(accepted) ? "gzip" : "identity";
}
