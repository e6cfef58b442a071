import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { chooseLanguage, isLanguage, languageCookie } from "../i18n/languages.ts";
import { pageName } from "../server/page-name.ts";
import {
  contentSecurityPolicy,
  privateHeaders,
  securityHeaders,
} from "../server/security-headers.ts";
import { cookieIn } from "../server/session-cookie.ts";
import { theSite } from "../server/site.ts";
import { asRequest, handlerOfPost, sendResponse } from "./answer-posts.ts";
import type { Assets } from "./assets.ts";
import { crawlerFile, type SiteFile } from "./crawler-files.ts";
import { type Packed, pack, sendPacked } from "./packed-page.ts";
import type { Asked, Page } from "./page.ts";
import { accessibilityPage } from "./pages/accessibility-page.tsx";
import { formPage } from "./pages/form-page.tsx";
import { landingPage } from "./pages/landing-page.tsx";
import { legalNoticePage } from "./pages/legal-notice-page.tsx";
import { lostLinkPage } from "./pages/lost-link-page.tsx";
import { notFoundPage } from "./pages/not-found-page.tsx";
import { privacyPage } from "./pages/privacy-page.tsx";
import { reportFile, reportPage } from "./pages/report-page.tsx";
import { signUpPage } from "./pages/sign-up-page.tsx";
import { studyPage } from "./pages/study-page.tsx";
import { tryPage } from "./pages/try-page.tsx";
import { type RenderedPage, renderPage } from "./render-page.tsx";

/** Answers for every page that needs no signing in, without the framework. */
export interface PublicSite {
  /**
   * Answers with a page that is the same for all who read its language. It comes from memory and
   * costs what a refusal costs: nothing is counted for it.
   *
   * @returns whether it was such a page, and is answered
   */
  answerShared(request: IncomingMessage, response: ServerResponse): boolean;
  /** Answers everything else. Failures are reported, and answered with a page that says so. */
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

interface KeptPage {
  readonly status: number;
  readonly packed: Packed;
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
}

const pages: Readonly<Record<string, (asked: Asked) => Page>> = {
  "/": landingPage,
  "/accessibility": accessibilityPage,
  "/form": lostLinkPage,
  "/legal-notice": legalNoticePage,
  "/privacy": privacyPage,
  "/sign-up": signUpPage,
  "/study": studyPage,
  "/try": tryPage,
};

export function createPublicSite(assets: Assets): PublicSite {
  const kept = new Map<string, KeptPage>();
  /** The same by what is asked for, where that is a page's bare address: nothing is made for it. */
  const byAddress = new Map<string, KeptPage>();

  /** Renders once what is the same for everybody. */
  function sharedPage(page: Page, name: string, asked: Asked): KeptPage {
    const { path, language, isSecure } = asked;
    const key = [language, isSecure, isPrivate(path), name].join(" ");
    const known = kept.get(key);
    if (known) return known;
    const { html, status, ...sources } = renderPage(page, language, assets, isPrivate(path));
    const etag = `"${createHash("sha256").update(html).digest("base64url").slice(0, 22)}"`;
    const made = {
      ...{ status, etag, packed: pack(html, 11) },
      headers: {
        ...{ "Cache-Control": "private, no-cache", ETag: etag, ...headersFor(path) },
        "Content-Security-Policy": policyOf(sources, isSecure),
      },
    };
    kept.set(key, made);
    return made;
  }

  function sendShared(
    { status, packed, etag, headers }: KeptPage,
    more: Readonly<Record<string, string>> | null,
    request: IncomingMessage,
    response: ServerResponse,
  ) {
    const all = more ? { ...headers, ...more } : headers;
    if (status === 200 && request.headers["if-none-match"] === etag)
      response.writeHead(304, all).end();
    else sendPacked(request, response, packed, status, all);
  }

  function send(page: Page, asked: Asked, request: IncomingMessage, response: ServerResponse) {
    const { path, language, isSecure } = asked;
    if (page.sharedAs !== undefined) {
      const shared = sharedPage(page, page.sharedAs, asked);
      return sendShared(shared, languageHeader(asked), request, response);
    }
    const { html, status, ...sources } = renderPage(page, language, assets, isPrivate(path));
    const policy = { "Content-Security-Policy": policyOf(sources, isSecure) };
    const all = { ...headersFor(path), ...languageHeader(asked), ...policy };
    sendPacked(request, response, pack(html, 3), status, all);
  }

  return {
    answerShared(request, response) {
      if (request.method !== "GET" && request.method !== "HEAD") return false;
      const { url = "/" } = request;
      if (!Object.hasOwn(pages, url.split("?", 1)[0] ?? "")) return false;
      const asked = askedIn(request);
      const key = `${asked.language} ${asked.isSecure} ${url}`;
      const known = byAddress.get(key);
      if (known) {
        sendShared(known, null, request, response);
        return true;
      }
      const page = pages[asked.path]?.(asked);
      if (page?.sharedAs === undefined) return false;
      if (asked.path === url) byAddress.set(key, sharedPage(page, page.sharedAs, asked));
      send(page, asked, request, response);
      return true;
    },
    async answer(request, response) {
      const asked = askedIn(request);
      const token = tokenIn(asked.path);
      try {
        if (request.method === "GET" || request.method === "HEAD") {
          if (/^(?:\/[\w-]+){1,2}\/$/.test(asked.path))
            return leadTo(asked.path.slice(0, -1), asked, response);
          // There is nothing to see where languages are changed.
          if (asked.path === "/language") return leadTo("/", null, response);
          const file = await fileAt(asked.path);
          if (file) return sendFile(file, request, response);
          const page = await pageAt(asked, token);
          return send(page, asked, request, response);
        }
        const handler = handlerOfPost(asked.path, token);
        if (request.method !== "POST" || !handler) {
          response.shouldKeepAlive = false;
          if (request.method === "POST") return send(notFoundPage(asked), asked, request, response);
          response.writeHead(405, { ...headersFor(asked.path), Allow: "GET, HEAD, POST" }).end();
          return;
        }
        const answer = await handler(asRequest(request));
        await sendResponse(answer, response, headersFor(asked.path));
        // What was not read of a refused post would keep its connection from the next request.
        request.resume();
      } catch (error) {
        const { reportFailure, plainPage } = theSite();
        reportFailure(error, { method: request.method ?? "", page: pageName(request.url) });
        const { accept, cookie, "accept-language": acceptLanguage } = request.headers;
        const page = plainPage("failure", { cookie, acceptLanguage });
        for (const [name, value] of Object.entries(page.headers)) response.setHeader(name, value);
        response.statusCode = page.status;
        response.end(accept === "application/json" ? undefined : page.body);
      }
    },
  };
}

async function pageAt(asked: Asked, token: string | null): Promise<Page> {
  if (token !== null) return formPage(asked, token);
  const [, subreddit] = /^\/report\/([\w-]+)$/.exec(asked.path) ?? [];
  if (subreddit) return reportPage(asked, subreddit);
  const page = Object.hasOwn(pages, asked.path) ? pages[asked.path] : undefined;
  return (page ?? notFoundPage)(asked);
}

async function fileAt(path: string): Promise<SiteFile | null> {
  const [, subreddit, format] = /^\/report\/([\w-]+)\/data\/(\w+)$/.exec(path) ?? [];
  return subreddit && format ? reportFile(subreddit, format) : crawlerFile(path);
}

function askedIn(request: IncomingMessage): Asked {
  const url = request.url ?? "/";
  const at = url.indexOf("?");
  const query = new URLSearchParams(at < 0 ? "" : url.slice(at));
  const { cookie } = request.headers;
  const wished = query.get("language") ?? "";
  const chosen = isLanguage(wished) ? wished : cookieIn(cookie ?? null, languageCookie);
  return {
    ...{ path: at < 0 ? url : url.slice(0, at), query, cookie },
    isSecure: /^https\b/.test(String(request.headers["x-forwarded-proto"] ?? "")),
    language: chooseLanguage(chosen ?? undefined, request.headers["accept-language"] ?? null),
  };
}

/** The token of a form's address; odd escapes belong to no token. `null` for any other address. */
function tokenIn(path: string): string | null {
  const [, token] = /^\/form\/([^/]+)$/.exec(path) ?? [];
  if (token === undefined) return null;
  try {
    return decodeURIComponent(token);
  } catch {
    return "";
  }
}

function leadTo(path: string, asked: Asked | null, response: ServerResponse): void {
  const query = asked === null || asked.query.size === 0 ? "" : `?${asked.query}`;
  const headers = { ...headersFor(path), Location: path + query };
  response.writeHead(asked === null ? 303 : 308, headers).end();
}

function sendFile(
  { type, body }: SiteFile,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const headers = { ...securityHeaders, "Content-Type": type, "Cache-Control": "max-age=3600" };
  response.writeHead(200, headers).end(request.method === "HEAD" ? undefined : body);
}

function isPrivate(path: string): boolean {
  return path === "/form" || path.startsWith("/form/");
}

function headersFor(path: string): Readonly<Record<string, string>> {
  return {
    ...securityHeaders,
    Vary: "Accept-Encoding, Accept-Language, Cookie",
    ...(isPrivate(path) ? privateHeaders : {}),
  };
}

/** Whoever asks for a language by the address goes on in it. */
function languageHeader({ query }: Asked): Readonly<Record<string, string>> {
  const wished = query.get("language") ?? "";
  if (!isLanguage(wished)) return {};
  const cookie = `${languageCookie}=${wished}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax`;
  return { "Set-Cookie": cookie };
}

function policyOf(
  { scripts, styles }: Pick<RenderedPage, "scripts" | "styles">,
  isSecure: boolean,
): string {
  // A page under another address of the site takes its words to the right one.
  const formTargets = [new URL(theSite().webUrl).origin];
  return contentSecurityPolicy({ scripts, styles, formTargets, isSecure });
}
