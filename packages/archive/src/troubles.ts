import type { BotEvent, Clock } from "@appealmod/core";

/** What can go wrong with the archive, each told once per outage. */
export type TroubleName =
  | "mongo-unreachable"
  | "spool-unwritable"
  | "spool-unreadable"
  | "spool-growing"
  | "spool-full"
  | "document-refused"
  | "ttl-unsupported"
  | "index-refused"
  | "record-unstorable";

/** Says that something began or is over, never that it goes on. */
export class Troubles {
  readonly #standing = new Set<TroubleName>();
  readonly #clock: Clock;
  readonly #tell: (event: BotEvent) => void;

  constructor(clock: Clock, tell: (event: BotEvent) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  isStanding(name: TroubleName): boolean {
    return this.#standing.has(name);
  }

  begin(name: TroubleName, message: string, details: Record<string, unknown> = {}): void {
    if (this.#standing.has(name)) return;
    this.#standing.add(name);
    this.#report({ event: `archive-${name}`, level: "warn", message, details });
  }

  end(name: TroubleName, message: string, details: Record<string, unknown> = {}): void {
    if (!this.#standing.delete(name)) return;
    this.#report({ event: `archive-${name}-over`, level: "info", message, details });
  }

  #report(event: Pick<BotEvent, "event" | "level" | "message" | "details">): void {
    const told: BotEvent = { ...event, audience: "alert", at: this.#clock.now() };
    // Later, because whoever hears of it may record it here, in the middle of the failed write.
    queueMicrotask(() => {
      try {
        this.#tell(told);
      } catch {
        // A listener's fault must not end the process that it listens to.
      }
    });
  }
}
