import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { payloadProblems } from "./payload-problems.ts";

/** A post as it arrived, whatever was answered. */
export interface SlackPost {
  /** Last part of the webhook's address. */
  readonly hook: string;
  /** On the sink's clock, in milliseconds. */
  readonly at: number;
  readonly payload: {
    readonly text?: string;
    readonly blocks?: readonly {
      readonly type: string;
      readonly text?: { readonly text: string };
      readonly elements?: readonly { readonly text: string }[];
    }[];
  };
  readonly status: number | "hang";
  /** All texts in it, in reading order. */
  readonly words: string;
}

/** What the sink does with a post: takes it, says something else, or says nothing at all. */
export type SlackBehaviour =
  | "take"
  | "hang"
  | { readonly status: number; readonly body?: string; readonly retryAfter?: number };

export interface SlackSink {
  hookUrl(hook: string): string;
  /** Every post, in order of arrival. */
  readonly posts: readonly SlackPost[];
  /** Those that were answered with 200. */
  taken(hook?: string): readonly SlackPost[];
  /** The most posts to one webhook within any sixty seconds. */
  busiestMinute(hook: string): number;
  /** From now on; asked for each post that keeps the limits. */
  behave(behaviour: (post: { readonly hook: string; readonly at: number }) => SlackBehaviour): void;
  /** Resolves when that many posts have been taken. */
  untilTaken(count: number): Promise<void>;
  close(): Promise<void>;
}

const minuteMs = 60_000;

/**
 * Slack's incoming webhooks on this machine: refuses with 400 what Slack would refuse, answers
 * 429 with Retry-After over the rate, and fails as it is told.
 *
 * @param options.now the clock by which the rate is counted.
 */
export async function startSlackSink(
  options: { readonly now?: () => number; readonly postsPerMinute?: number } = {},
): Promise<SlackSink> {
  const { now = () => performance.now(), postsPerMinute = 60 } = options;
  const posts: SlackPost[] = [];
  const listeners = new Set<() => void>();
  let behaviour: Parameters<SlackSink["behave"]>[0] = () => "take";

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const hook = request.url?.split("/").at(-1) ?? "";
    const at = now();
    const payload = parse(await bodyOf(request));
    const recent = posts.filter((post) => post.hook === hook && post.at > at - minuteMs);
    const decided = decide({ hook, at, payload, recent: recent.length });
    const status = decided === "hang" ? decided : decided === "take" ? 200 : decided.status;
    posts.push({
      hook,
      at,
      payload: payload as SlackPost["payload"],
      status,
      words: wordsOf(payload),
    });
    for (const listener of listeners) listener();
    if (decided === "hang") return;
    if (decided === "take") return void response.writeHead(200).end("ok");
    const { body = "", retryAfter } = decided;
    const headers = retryAfter === undefined ? {} : { "retry-after": String(retryAfter) };
    response.writeHead(decided.status, headers).end(body);
  };

  const decide = (post: {
    readonly hook: string;
    readonly at: number;
    readonly payload: unknown;
    readonly recent: number;
  }): SlackBehaviour => {
    if (post.recent >= postsPerMinute) return { status: 429, body: "rate_limited", retryAfter: 1 };
    const [problem] = payloadProblems(post.payload);
    return problem === undefined ? behaviour(post) : { status: 400, body: problem };
  };

  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const taken = (hook?: string) =>
    posts.filter((post) => post.status === 200 && (hook === undefined || post.hook === hook));

  return {
    hookUrl: (hook) => `http://127.0.0.1:${port}/services/T000/B000/${hook}`,
    posts,
    taken,
    busiestMinute: (hook) => {
      const times = posts.filter((post) => post.hook === hook).map((post) => post.at);
      const counts = times.map(
        (from) => times.filter((time) => time >= from && time < from + minuteMs).length,
      );
      return Math.max(0, ...counts);
    },
    behave(next) {
      behaviour = next;
    },
    untilTaken: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (taken().length < count) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
      }),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

function wordsOf(payload: unknown): string {
  const { blocks = [] } = (payload ?? {}) as SlackPost["payload"];
  return blocks
    .flatMap(({ text, elements = [] }) => [text?.text ?? "", ...elements.map((one) => one.text)])
    .join("\n");
}
