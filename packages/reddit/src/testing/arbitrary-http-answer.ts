import type { ServerResponse } from "node:http";
import fc from "fast-check";
import { arbitraryAnswer } from "./arbitrary-answer.ts";
import type { Question } from "./sample-answers.ts";

/** How the bytes of an answer come, or do not come. */
export type Delivery =
  | "whole"
  /** The connection ends before a byte was sent. */
  | "reset"
  /** Breaks off before the announced length. */
  | "truncated"
  /** Ends cleanly, in the middle of the text. */
  | "half"
  /** Longer than anybody reads. */
  | "huge"
  /** Byte by byte, for longer than any caller waits. */
  | "slow"
  /** Nothing, ever. */
  | "hang"
  /** No HTTP at all. */
  | "garbage";

export interface HttpAnswerPlan {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly delivery: Delivery;
}

const statuses = fc.oneof(
  { weight: 6, arbitrary: fc.constant(200) },
  fc.constantFrom(201, 202, 204, 206, 301, 302, 304, 308, 400, 401, 403, 404, 408, 409, 413),
  fc.constantFrom(418, 429, 451, 500, 501, 502, 503, 504, 520, 522, 599),
);

const page = "<!doctype html><html><title>Ow!</title><h2>all of our servers are busy</h2></html>";

const foreignBodies = fc.oneof(
  fc.json(),
  fc.string({ unit: "binary" }),
  fc.constantFrom("", "null", "true", "[]", "{}", '"text"', "<html>", page, "[".repeat(5000)),
  fc.constantFrom('{"json":{"errors":null}}', '{"json":{"errors":[["A"]]}}'),
  fc.constantFrom(
    '{"json":{"errors":[[]],"ratelimit":"x"}}',
    '{"json":{"errors":[["RATELIMIT"]]}}',
  ),
  fc.constantFrom('{"data":{"children":[{"name":"a","data":{}}],"after":"x"}}'),
);

const oddNumbers = fc.constantFrom("0", "1.0", "5", "597.0", "-1", "x", "1e3", "", "99999999");

const headers = fc.record(
  {
    "content-type": fc.constantFrom("application/json", "text/html", "image/png", "???"),
    "retry-after": fc.oneof(oddNumbers, fc.constant("Sun, 01 Mar 2026 12:00:00 GMT")),
    "x-ratelimit-remaining": oddNumbers,
    "x-ratelimit-reset": oddNumbers,
    "www-authenticate": fc.constantFrom("Bearer", 'Bearer error="insufficient_scope"'),
    location: fc.constantFrom(
      "/",
      "//",
      "http://",
      "http://127.0.0.1:1/",
      "/api/v1/me",
      "http://[",
    ),
    "content-encoding": fc.constantFrom("identity", "gzip", "br"),
  },
  { requiredKeys: [] },
);

/** Those that end at once; the others cost the asker its whole timeout. */
const swift = fc.oneof(
  { weight: 14, arbitrary: fc.constant<Delivery>("whole") },
  fc.constantFrom<Delivery>("reset", "truncated", "half", "garbage"),
);
const tiresome = fc.oneof(
  { weight: 30, arbitrary: swift },
  { weight: 3, arbitrary: fc.constantFrom<Delivery>("huge", "slow", "hang") },
);

/**
 * Whatever a server may answer to one kind of question.
 *
 * @param isPatient whether answers are among it that are huge, slow, or never come
 */
export function arbitraryHttpAnswer(
  question: Question,
  isPatient: boolean,
): fc.Arbitrary<HttpAnswerPlan> {
  const fitting = arbitraryAnswer(question).map((json) => JSON.stringify(json) ?? "");
  return fc.record({
    status: statuses,
    headers: fc.oneof({ weight: 1, arbitrary: fc.constant({}) }, { weight: 2, arbitrary: headers }),
    body: fc.oneof({ weight: 2, arbitrary: fitting }, { weight: 1, arbitrary: foreignBodies }),
    delivery: isPatient ? tiresome : swift,
  });
}

const dripMs = 20;
const hugeBytes = 400_000;

/** Answers a request as planned. What is slow goes on until the asker has gone. */
export function deliver(response: ServerResponse, plan: HttpAnswerPlan): void {
  const { status, headers: sent, body, delivery } = plan;
  switch (delivery) {
    case "whole":
      response.writeHead(status, sent);
      response.end(body);
      return;
    case "half":
      response.writeHead(status, sent);
      response.end(body.slice(0, Math.floor(body.length / 2)));
      return;
    case "reset":
      response.destroy();
      return;
    case "truncated":
      response.writeHead(status, { ...sent, "content-length": String(body.length * 4 + 10) });
      response.write(body, () => response.destroy());
      return;
    case "huge":
      response.writeHead(status, sent);
      response.end(`${body}${" ".repeat(hugeBytes)}`);
      return;
    case "hang":
      return;
    case "slow": {
      response.writeHead(status, sent);
      const drip = setInterval(() => response.write(" "), dripMs);
      response.once("close", () => clearInterval(drip));
      return;
    }
    case "garbage":
      response.socket?.end(`HTTP/1.1 ${body.slice(0, 40)}\r\n\u0000: ${status}\r\n\r\n`);
  }
}
