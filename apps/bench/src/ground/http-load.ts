import { once } from "node:events";
import { connect, type Socket } from "node:net";

export interface Load {
  readonly perSecond: number;
  /** Milliseconds of each answer. */
  readonly times: readonly number[];
}

export interface LoadOptions {
  readonly url: string;
  readonly connections: number;
  /** Ends after so many milliseconds, or where there is nothing more to ask. */
  readonly ms: number;
  /** The whole request with this number, as it goes over the wire; `null` for no more. */
  readonly request: (at: number) => Buffer | null;
  readonly status: number;
}

/**
 * Asks one thing after another on each of a few connections. It reads of an answer no more than its
 * status and its end: a client that takes long takes the processor from what is measured.
 *
 * @throws Error for an answer with another status
 */
export async function httpLoad(options: LoadOptions): Promise<Load> {
  const { hostname, port } = new URL(options.url);
  const times: number[] = [];
  const began = performance.now();
  let next = 0;
  const one = async () => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    await once(socket, "connect");
    const answers = answersOn(socket);
    while (performance.now() - began < options.ms) {
      const request = options.request(next);
      next += 1;
      if (request === null) break;
      const from = performance.now();
      socket.write(request);
      const status = await answers.next();
      if (status !== options.status) throw new Error(`${options.url} answered ${status}`);
      times.push(performance.now() - from);
    }
    socket.destroy();
  };
  await Promise.all(Array.from({ length: options.connections }, one));
  return { perSecond: (times.length / (performance.now() - began)) * 1000, times };
}

/** Finds where each answer ends. */
function answersOn(socket: Socket): { next(): Promise<number> } {
  let settle: { resolve(status: number): void; reject(error: Error): void } | undefined;
  let head = "";
  let missing: number | null = null;
  let status = 0;
  const fail = () => settle?.reject(new Error("the site closed a connection"));
  socket.on("close", fail).on("error", fail);
  socket.on("data", (data) => {
    let body = data;
    if (missing === null) {
      head += data.toString("latin1");
      const end = head.indexOf("\r\n\r\n");
      if (end < 0) return;
      status = Number(head.slice(9, 12));
      const length = /\r\ncontent-length: (\d+)/i.exec(head.slice(0, end))?.[1];
      const read = head.length - end - 4;
      body = data.subarray(data.length - read);
      // Without a length it comes in pieces, and the last one is empty.
      missing = length === undefined ? Number.POSITIVE_INFINITY : Number(length);
    }
    missing -= body.length;
    const isEnd = missing <= 0 || (missing === Number.POSITIVE_INFINITY && isLastPiece(data));
    if (!isEnd) return;
    head = "";
    missing = null;
    settle?.resolve(status);
  });
  return {
    next: () =>
      new Promise((resolve, reject) => {
        settle = { resolve, reject };
      }),
  };
}

function isLastPiece(data: Buffer): boolean {
  return data.subarray(-5).toString("latin1") === "0\r\n\r\n";
}
