import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { deliver, type HttpAnswerPlan, type Question } from "@appealmod/reddit/testing";
import { Tally } from "./tally.ts";

/** For each question its answers in order; the last one stays, but for a token's. */
export type Script = Readonly<Record<Question, readonly HttpAnswerPlan[]>>;

export interface RandomServer {
  readonly url: string;
  readonly served: Tally;
  /** Answers given so far. */
  count(): number;
  play(script: Script): void;
  close(): Promise<void>;
}

/** A real HTTP server that answers as scripted, whatever that is. */
export async function startRandomServer(): Promise<RandomServer> {
  let left = new Map<Question, HttpAnswerPlan[]>();
  let count = 0;
  const served = new Tally();
  const server = createServer((request, response) => {
    const question = questionOf(request.method ?? "", request.url ?? "");
    text(request).then(
      () => {
        const plans = left.get(question) ?? [];
        const isUsedUp = question === "token" || plans.length > 1;
        const plan = isUsedUp ? plans.shift() : plans[0];
        if (plan === undefined) {
          // Without a good token in the end nothing else would ever be asked.
          response.end(JSON.stringify({ access_token: "t", expires_in: 86_400, scope: "*" }));
          return;
        }
        count += 1;
        served.add(plan.delivery);
        deliver(response, plan);
      },
      () => response.destroy(),
    );
  });
  // Half of a request is the asker's doing: it gave up.
  server.on("clientError", (_, socket) => socket.destroy());
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    served,
    count: () => count,
    play(script) {
      left = new Map(
        Object.entries(script).map(([question, plans]) => [question as Question, [...plans]]),
      );
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function questionOf(method: string, address: string): Question {
  const [path = ""] = address.split("?");
  if (path.endsWith("/access_token")) return "token";
  if (path.endsWith("/archive") || path.endsWith("/unarchive")) return "archive";
  if (path === "/api/mod/conversations") return "list";
  if (path.startsWith("/api/mod/")) return method === "POST" ? "reply" : "read";
  const ending = path.split("/").at(-1);
  if (ending === "banned") return "bans";
  for (const one of ["log", "about", "rules", "moderators"] as const)
    if (ending === one) return one;
  return "me";
}
