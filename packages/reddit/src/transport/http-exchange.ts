import { ExchangeFailure } from "./exchange-failure.ts";

export interface HttpRequest {
  readonly method: "GET" | "POST";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Whether the body arrived to its end, broke off on the way, or was longer than allowed. */
  readonly bodyState: "whole" | "cut-short" | "too-long";
}

const maxRedirects = 3;

/**
 * One request and its answer, whatever the status. A permanent redirect of a GET is
 * followed on the same origin only; any other redirect is an answer
 * (`error.302-subreddit-redirect`: Reddit says "no such community" that way), and the
 * Authorization header never travels to another host.
 *
 * @throws ExchangeFailure when no answer came
 */
export async function exchange(request: HttpRequest): Promise<HttpAnswer> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), request.timeoutMs);
  try {
    let url = request.url;
    for (let hop = 0; ; hop++) {
      const answer = await exchangeOnce({ ...request, url }, abort.signal);
      const next = hop < maxRedirects ? redirectTarget(request, url, answer) : null;
      if (next === null) return answer;
      url = next;
    }
  } finally {
    clearTimeout(timer);
  }
}

async function exchangeOnce(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  let response: Response;
  try {
    response = await fetch(request.url, {
      method: request.method,
      headers: { ...request.headers },
      body: request.body,
      redirect: "manual",
      signal,
    });
  } catch (error) {
    const timedOutAfterMs = signal.aborted ? request.timeoutMs : null;
    throw ExchangeFailure.from(error, request.url, timedOutAfterMs);
  }
  const { body, bodyState } = await readBody(response, request.maxBytes);
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body,
    bodyState,
  };
}

async function readBody(
  response: Response,
  maxBytes: number,
): Promise<Pick<HttpAnswer, "body" | "bodyState">> {
  const decoder = new TextDecoder();
  let body = "";
  let size = 0;
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength;
      // Leaving the loop cancels the stream and with it the connection.
      if (size > maxBytes) return { body: "", bodyState: "too-long" };
      body += decoder.decode(chunk, { stream: true });
    }
    return { body: body + decoder.decode(), bodyState: "whole" };
  } catch {
    return { body, bodyState: "cut-short" };
  }
}

function redirectTarget(request: HttpRequest, from: URL, answer: HttpAnswer): URL | null {
  const isPermanent = answer.status === 301 || answer.status === 308;
  const location = answer.headers.location;
  if (request.method !== "GET" || !isPermanent || location === undefined) return null;
  if (!URL.canParse(location, from.href)) return null;
  const target = new URL(location, from.href);
  return target.origin === from.origin ? target : null;
}
