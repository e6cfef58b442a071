import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
}

export interface ScriptedAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, a string as it is. */
  readonly body?: unknown;
  /** Does what it likes with the connection instead. */
  readonly raw?: (response: ServerResponse, request: IncomingMessage) => void;
}

type Script = ScriptedAnswer | ((request: SeenRequest) => ScriptedAnswer | Promise<ScriptedAnswer>);

export const tokenEndpoint = "POST /api/v1/access_token";

/**
 * A real HTTP server that answers as told. Answers of one endpoint are used up in order,
 * the last one stays. A request that nobody expects fails the test.
 */
export class ScriptedServer {
  readonly seen: SeenRequest[] = [];
  readonly unexpected: string[] = [];
  readonly #scripts = new Map<string, Script[]>();
  readonly #server: Server;
  #tokens = 0;

  private constructor() {
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch((error: unknown) => {
        this.unexpected.push(String(error));
        response.destroy();
      });
    });
    this.on(tokenEndpoint, () => ({ body: this.nextToken() }));
  }

  static async start(): Promise<ScriptedServer> {
    const scripted = new ScriptedServer();
    await new Promise<void>((resolve) => scripted.#server.listen(0, "127.0.0.1", resolve));
    onTestFinished(async () => {
      await scripted.close();
      if (scripted.unexpected.length > 0) {
        throw new Error(`Unexpected requests: ${scripted.unexpected.join(", ")}`);
      }
    });
    return scripted;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  on(endpoint: string, ...answers: readonly Script[]): this {
    this.#scripts.set(endpoint, [...answers]);
    return this;
  }

  to(endpoint: string): SeenRequest[] {
    return this.seen.filter(({ method, path }) => `${method} ${path}` === endpoint);
  }

  nextToken(): Record<string, unknown> {
    this.#tokens += 1;
    return {
      access_token: `token-${this.#tokens}`,
      token_type: "bearer",
      expires_in: 86_400,
      scope: "*",
    };
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://localhost");
    const seen: SeenRequest = {
      method: request.method ?? "",
      path: url.pathname,
      query: url.searchParams,
      form: new URLSearchParams(await text(request)),
      headers: request.headers,
    };
    this.seen.push(seen);
    const endpoint = `${seen.method} ${seen.path}`;
    const scripts = this.#scripts.get(endpoint) ?? [];
    const script = scripts.length > 1 ? scripts.shift() : scripts[0];
    if (script === undefined) {
      this.unexpected.push(`${endpoint}?${seen.query}`);
      response.writeHead(418).end();
      return;
    }
    const answer = typeof script === "function" ? await script(seen) : script;
    if (answer.raw !== undefined) {
      answer.raw(response, request);
      return;
    }
    const body =
      answer.body === undefined || typeof answer.body === "string"
        ? (answer.body ?? "")
        : JSON.stringify(answer.body);
    response.writeHead(answer.status ?? 200, {
      "content-type": "application/json; charset=UTF-8",
      ...answer.headers,
    });
    response.end(body);
  }
}
