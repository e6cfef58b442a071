import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BotEvent } from "@appealmod/core";
import { noon } from "@appealmod/core/testing";
import { type ArchiveOptions, createArchive, type SpooledArchive } from "../src/index.ts";

export const briskTiming = {
  lingerMs: 10,
  firstRetryMs: 20,
  longestRetryMs: 100,
  syncMs: 20,
} as const;

export interface OpenedArchive extends AsyncDisposable {
  readonly archive: SpooledArchive;
  readonly spoolDir: string;
  /** What operators were told, in order. */
  readonly troubles: readonly BotEvent[];
  /** Resolves with the first trouble of that name, past or to come. */
  troubled(event: string): Promise<BotEvent>;
}

/** An archive over a folder of its own, gone with the scope. */
export async function openArchive(options: Partial<ArchiveOptions> = {}): Promise<OpenedArchive> {
  const own = options.spoolDir === undefined;
  const spoolDir = options.spoolDir ?? (await newFolder());
  const troubles: BotEvent[] = [];
  const listeners = new Set<() => void>();
  const archive = await createArchive({
    clock: { now: () => new Date() },
    timing: briskTiming,
    ...options,
    spoolDir,
    onTrouble: (event) => {
      troubles.push(event);
      for (const listener of listeners) listener();
    },
  });
  return {
    archive,
    spoolDir,
    troubles,
    troubled: (name) =>
      new Promise((resolve) => {
        const look = () => {
          const event = troubles.find((one) => one.event === name);
          if (!event) return;
          listeners.delete(look);
          resolve(event);
        };
        listeners.add(look);
        look();
      }),
    async [Symbol.asyncDispose]() {
      await archive.close(0);
      if (own) await rm(spoolDir, { recursive: true, force: true });
    },
  };
}

export function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "appealmod-test-spool-"));
}

export function anEvent(overrides: Partial<BotEvent> = {}): BotEvent {
  return {
    event: "invite-sent",
    level: "info",
    audience: "step",
    message: "The invite was sent.",
    at: noon,
    ...overrides,
  };
}
