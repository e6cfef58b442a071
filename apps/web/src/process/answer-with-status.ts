import type { IncomingMessage, ServerResponse } from "node:http";
import { type PageStatuses, requestHeader } from "../server/page-statuses.ts";

/** Answers a page that asked for a status of its own with that status. */
export function answerWithStatus(
  request: IncomingMessage,
  response: ServerResponse,
  statuses: PageStatuses,
): void {
  const id = statuses.begin();
  request.headers[requestHeader] = id;
  response.once("close", () => statuses.end(id));
  const writeHead = response.writeHead.bind(response) as (...parts: unknown[]) => ServerResponse;
  response.writeHead = (status: number, ...rest: unknown[]) => {
    const wanted = status === 200 ? statuses.end(id) : undefined;
    return writeHead(wanted ?? status, ...rest);
  };
}
