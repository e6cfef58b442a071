import { setImmediate as breathe } from "node:timers/promises";
import type { FetchFunction } from "@slack/webhook";
import type { SlackTimers } from "../slack-options.ts";

interface Due {
  readonly at: number;
  readonly run: () => void;
}

/**
 * Time that passes when it is told to, for everything but the requests themselves: those are
 * real, and time stands still until they are answered.
 */
export class ManualTimers implements SlackTimers {
  #now = 0;
  #due: Due[] = [];
  readonly #underWay = new Set<Promise<unknown>>();

  readonly fetch: FetchFunction = async (url, init) => {
    const request = fetchWhole(url, init as RequestInit);
    this.#underWay.add(request);
    try {
      return await request;
    } finally {
      this.#underWay.delete(request);
    }
  };

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): () => void {
    const due = { at: this.#now + ms, run };
    this.#due.push(due);
    return () => {
      this.#due = this.#due.filter((one) => one !== due);
    };
  }

  /** Lets so much time pass, stopping at everything that is due on the way. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    while (true) {
      await this.settle();
      const next = this.#due.toSorted((one, other) => one.at - other.at)[0];
      if (next === undefined || next.at > end) break;
      this.#now = Math.max(this.#now, next.at);
      this.#due = this.#due.filter((one) => one !== next);
      next.run();
    }
    this.#now = end;
  }

  /** Waits for requests that are under way, and for what their answers set going. */
  async settle(): Promise<void> {
    for (let round = 0; round < 4 || this.#underWay.size > 0; round += 1) {
      await Promise.allSettled(this.#underWay);
      await breathe();
    }
  }
}

/** With the body read, so that nothing of the answer is still on its way. */
async function fetchWhole(url: string | URL, init: RequestInit): Promise<Response> {
  const response = await globalThis.fetch(url, init);
  return new Response(await response.text(), {
    status: response.status,
    headers: response.headers,
  });
}
