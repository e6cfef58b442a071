import type { IncomingMessage, ServerResponse } from "node:http";

/** For so long one look at the database answers everybody who asks. */
const freshMs = 1_000;

/** Answers who asks whether this process can do its work; others are not answered. */
export type AnswerHealth = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * Answers `/healthz`: 200 with the database behind the site, 503 without, or before the site is
 * ready. It counts against no limit, and so costs next to nothing.
 *
 * @param check rejects where the database does not answer
 * @returns what tells whether a request was for it and is answered
 */
export function createAnswerHealth(
  check: () => Promise<void>,
  isReady: () => boolean,
  now: () => number = () => performance.now(),
): AnswerHealth {
  let look: { readonly at: number; readonly isWell: Promise<boolean> } | undefined;
  const isWell = () => {
    if (look === undefined || now() - look.at >= freshMs) {
      const answered = check().then(
        () => true,
        () => false,
      );
      look = { at: now(), isWell: answered };
    }
    return look.isWell;
  };
  return (request, response) => {
    const [path] = (request.url ?? "").split("?");
    if (path !== "/healthz" || (request.method !== "GET" && request.method !== "HEAD"))
      return false;
    const answer = (status: number, said: string) => {
      const headers = { "Content-Type": "application/json", "Cache-Control": "no-store" };
      response.writeHead(status, { ...headers, "X-Content-Type-Options": "nosniff" });
      response.end(request.method === "HEAD" ? undefined : JSON.stringify({ status: said }));
    };
    if (!isReady()) answer(503, "starting");
    else
      void isWell().then((well) =>
        well ? answer(200, "ok") : answer(503, "database-unreachable"),
      );
    return true;
  };
}
