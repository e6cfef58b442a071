import type { ArchiveLimits, ArchiveTiming } from "../archive-options.ts";
import type { MongoShipper } from "../mongo/mongo-shipper.ts";
import { spoolStreams } from "../spool/segment-name.ts";
import type { Spool } from "../spool/spool.ts";
import type { Troubles } from "../troubles.ts";
import { WakeUp } from "./wake-up.ts";

export interface DrainOptions {
  readonly spool: Spool;
  readonly shipper: Pick<MongoShipper, "ship" | "close">;
  readonly limits: ArchiveLimits;
  readonly timing: ArchiveTiming;
  readonly troubles: Troubles;
}

/** So many tries must fail before people hear of it: a single one mends itself in a second. */
const failuresBeforeAlert = 2;

/** Carries the spool to MongoDB, batch after batch, for as long as it takes. */
export class Drain {
  readonly #options: DrainOptions;
  readonly #wake = new WakeUp();
  readonly #loop: Promise<void>;
  #isStopped = false;
  #failures = 0;
  #emptied: (() => void)[] = [];

  constructor(options: DrainOptions) {
    this.#options = options;
    this.#loop = this.#run();
  }

  get isFailing(): boolean {
    return this.#failures >= failuresBeforeAlert;
  }

  /** Ships now, also where it was to wait. @returns whether all was shipped in time. */
  async hurry(limitMs: number): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.#emptied.push(() => resolve(true));
    const timer = setTimeout(() => resolve(false), limitMs);
    this.#wake.call();
    const isDone = await promise;
    clearTimeout(timer);
    return isDone;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#wake.call();
    // Cuts off a command that hangs; what it was about stays in the spool.
    await this.#options.shipper.close();
    await this.#loop;
    await this.#options.shipper.close();
  }

  async #run(): Promise<void> {
    const { timing } = this.#options;
    while (!this.#isStopped) {
      try {
        // Who asks while we look may have saved something where we looked already.
        const asking = [...this.#emptied];
        const hasShipped = await this.#shipOnce();
        if (hasShipped) continue;
        this.#tellEmptied(asking);
        await this.#wake.sleep(timing.lingerMs);
      } catch (error) {
        this.#tellFailure(error);
        await this.#wake.sleep(this.#retryDelay());
      }
    }
  }

  /** One batch of each stream, documents first. */
  async #shipOnce(): Promise<boolean> {
    const { spool, shipper, limits } = this.#options;
    let hasShipped = false;
    for (const stream of spoolStreams) {
      const limit = stream === "log" ? limits.insertsPerCommand : limits.updatesPerCommand;
      const batch = await spool.next(stream, limit);
      if (batch === null || this.#isStopped) continue;
      for (const { record, reason } of await shipper.ship(batch.records)) {
        spool.setAside(record, reason);
      }
      await batch.acknowledge();
      this.#tellSuccess();
      hasShipped = true;
    }
    return hasShipped;
  }

  #retryDelay(): number {
    const { firstRetryMs, longestRetryMs } = this.#options.timing;
    const delay = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(this.#failures - 1, 30));
    // Several processes that lost the same server must not come back in step.
    return delay * (0.75 + Math.random() / 2);
  }

  #tellEmptied(asking: readonly (() => void)[]): void {
    this.#emptied = this.#emptied.filter((tell) => !asking.includes(tell));
    for (const tell of asking) tell();
  }

  #tellSuccess(): void {
    this.#failures = 0;
    this.#options.troubles.end(
      "mongo-unreachable",
      "MongoDB takes the archive's records again; what waited is being shipped.",
    );
  }

  #tellFailure(error: unknown): void {
    if (this.#isStopped) return;
    this.#failures += 1;
    if (this.#failures < failuresBeforeAlert) return;
    this.#options.troubles.begin(
      "mongo-unreachable",
      "MongoDB does not take the archive's records. The bot works on, and everything is kept in the spool and shipped once it does. Check that MongoDB runs and that db_connection_string is right.",
      { reason: reasonOf(error) },
    );
  }
}

/** Addresses with a password in them stand in some of the driver's messages. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/\/\/[^/@\s]*@/g, "//…@").slice(0, 500);
}
