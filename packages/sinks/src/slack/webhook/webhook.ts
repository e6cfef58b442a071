import {
  type FetchFunction,
  IncomingWebhook,
  type IncomingWebhookHTTPError,
  type IncomingWebhookSendArguments,
} from "@slack/webhook";
import { readStatus, type WebhookAnswer } from "./webhook-answer.ts";

/** One webhook over @slack/webhook, with answers as values. One post at a time. */
export class Webhook {
  readonly #client: IncomingWebhook;
  readonly #abort = new AbortController();
  #retryAfter: string | null = null;

  constructor(url: string, options: { readonly timeoutMs: number; readonly fetch: FetchFunction }) {
    this.#client = new IncomingWebhook(url, {
      timeout: options.timeoutMs,
      // Its own errors do not tell what Retry-After said.
      fetch: async (address, init) => {
        const signals = [this.#abort.signal, ...(init?.signal ? [init.signal] : [])];
        const response = await options.fetch(address, {
          ...init,
          signal: AbortSignal.any(signals),
        });
        this.#retryAfter = response.headers.get("retry-after");
        return response;
      },
    });
  }

  async post(message: IncomingWebhookSendArguments): Promise<WebhookAnswer> {
    this.#retryAfter = null;
    try {
      await this.#client.send(message);
      return { kind: "taken" };
    } catch (error) {
      if (isHttpError(error))
        return readStatus(error.statusCode, error.body ?? "", this.#retryAfter);
      return { kind: "failed", afterMs: null, reason: String(error).slice(0, 200) };
    }
  }

  /** Cuts off a post that is under way, and any later one. */
  abort(): void {
    this.#abort.abort();
  }
}

function isHttpError(error: unknown): error is IncomingWebhookHTTPError {
  return error instanceof Error && "statusCode" in error;
}
