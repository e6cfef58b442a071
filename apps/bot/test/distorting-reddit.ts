import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { OnEnd } from "./stage.ts";

/**
 * Stands between bot and Reddit and shows words as others: what no well-behaved Reddit would
 * let anybody be called or write, but a bot must live with all the same. The bot's own
 * requests are turned back.
 *
 * @param words by the word that Reddit has: what the bot is shown instead
 * @returns the address to give the bot
 */
export async function distortReddit(
  redditUrl: string,
  words: Readonly<Record<string, string>>,
  onEnd: OnEnd,
): Promise<string> {
  const pairs = Object.entries(words);
  const shown = (text: string) =>
    pairs.reduce((so, [word, other]) => so.replaceAll(word, inJson(other)), text);
  const meant = (text: string) =>
    pairs.reduce(
      (so, [word, other]) => so.replaceAll(inAddress(other), word).replaceAll(inForm(other), word),
      text,
    );
  const server = createServer(async (request, response) => {
    const { method = "GET", url = "/", headers } = request;
    const { host: _, "content-length": __, ...passedOn } = headers;
    const body = method === "GET" ? undefined : meant(await textOf(request));
    const answer = await fetch(redditUrl + meant(url), {
      method,
      headers: passedOn as Record<string, string>,
      redirect: "manual",
      ...(body ? { body } : {}),
    });
    const { "content-length": ___, ...headersBack } = Object.fromEntries(answer.headers);
    response.writeHead(answer.status, headersBack).end(shown(await answer.text()));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onEnd(async () => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function inAddress(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

function inForm(text: string): string {
  return new URLSearchParams([["", text]]).toString().slice(1);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
