import { Worker } from "node:worker_threads";
import type { Fuzzed } from "./target.ts";
import type { WorkNews, WorkOrder } from "./work.ts";

export interface TargetResult extends Fuzzed {
  readonly unhandled: readonly string[];
  readonly tookMs: number;
}

/**
 * Fuzzes a target in a thread of its own: what never ends there can be seen and ended from here.
 *
 * @param options.silenceMs so long is no case at work: whoever says nothing meanwhile hangs
 */
export async function runTarget(
  order: WorkOrder,
  onAlive: (cases: number) => void,
  options: { readonly silenceMs: number; readonly worker: URL } = {
    silenceMs: 60_000,
    worker: new URL("./worker.ts", import.meta.url),
  },
): Promise<TargetResult> {
  const { silenceMs } = options;
  const began = performance.now();
  const worker = new Worker(options.worker, { workerData: order });
  let cases = 0;
  let timer: NodeJS.Timeout | undefined;
  const empty = {
    cases: 0,
    crashes: [],
    hangs: [],
    ends: new Map<string, number>(),
    unhandled: [],
  };
  try {
    const result = await new Promise<Omit<TargetResult, "tookMs">>((resolve) => {
      const expectNews = () => {
        clearTimeout(timer);
        const hang = `after ${cases} cases nothing more was heard for ${silenceMs / 1000} s`;
        timer = setTimeout(() => resolve({ ...empty, cases, hangs: [hang] }), silenceMs);
      };
      expectNews();
      worker.on("message", (news: WorkNews) => {
        if (news.news === "done") {
          resolve({ ...news.fuzzed, unhandled: news.unhandled });
          return;
        }
        cases = news.cases;
        onAlive(cases);
        expectNews();
      });
      worker.on("error", (error) =>
        resolve({
          ...empty,
          cases,
          crashes: [error instanceof Error ? `${error.stack}` : `${error}`],
        }),
      );
      worker.on("exit", (code) => resolve({ ...empty, cases, crashes: [`it ended with ${code}`] }));
    });
    return { ...result, tookMs: performance.now() - began };
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
