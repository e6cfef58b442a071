import { setTimeout as wait } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import type { Fuzzed, Target, TargetName } from "./target.ts";

/** What a worker is given. */
export interface WorkOrder {
  readonly name: TargetName;
  readonly cases: number;
  readonly seed: number;
}

/** What it tells. */
export type WorkNews =
  | { readonly news: "alive"; readonly cases: number }
  | { readonly news: "done"; readonly fuzzed: Fuzzed; readonly unhandled: readonly string[] };

/** Rejections are noticed a moment after they happen. */
const afterwardsMs = 500;

/** What a worker thread does: one of the targets, as ordered, with an ear for what nobody handles. */
export async function work(targets: Readonly<Record<TargetName, Target>>): Promise<void> {
  const unhandled: string[] = [];
  const note = (reason: unknown) =>
    unhandled.push(reason instanceof Error ? (reason.stack ?? reason.message) : String(reason));
  process.on("unhandledRejection", note);
  process.on("uncaughtException", note);
  const tell = (news: WorkNews) => parentPort?.postMessage(news);
  const { name, cases, seed } = workerData as WorkOrder;
  const onAlive = (soFar: number) => tell({ news: "alive", cases: soFar });
  const fuzzed = await targets[name]({ cases, seed, onAlive });
  await wait(afterwardsMs);
  tell({ news: "done", fuzzed, unhandled });
}
