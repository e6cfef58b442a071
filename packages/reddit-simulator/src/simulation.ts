import { randomBytes } from "node:crypto";
import { createFaults, type Faults } from "./faults/fault.ts";
import { answerWhatIsDue } from "./state/auto-responders.ts";
import { createWorld } from "./state/create-world.ts";
import { endExpired } from "./state/relationships.ts";
import type { World } from "./state/world.ts";
import { createRateLimit, type RateLimit, type RateLimitSettings } from "./traffic/rate-limit.ts";
import { createRequestLog, type RequestLog } from "./traffic/request-log.ts";

/** What one running simulator holds: the world, and what happens to requests on their way to it. */
export interface Simulation {
  world: World;
  readonly faults: Faults;
  readonly rateLimit: RateLimit;
  readonly requests: RequestLog;
  /** The simulator's time: the given clock plus what tests have moved it by. */
  now(): number;
  /** 27 url-safe characters, the look of a token. */
  random(): string;
  /** To be called after every change that a state file should hold. */
  changed(): void;
}

export interface SimulationOptions {
  readonly clock: () => number;
  readonly rateLimit: RateLimitSettings;
  readonly changed?: () => void;
}

export function createSimulation(options: SimulationOptions): Simulation {
  return {
    world: createWorld(),
    faults: createFaults(),
    rateLimit: createRateLimit(options.rateLimit),
    requests: createRequestLog(),
    now() {
      return options.clock() + this.world.clockOffset;
    },
    random: () => randomBytes(27).toString("base64url").slice(0, 27),
    changed: options.changed ?? (() => {}),
  };
}

/** The present, after whatever happens by itself has happened. */
export function present(simulation: Simulation): number {
  const now = simulation.now();
  const ended = endExpired(simulation.world, now);
  const answered = answerWhatIsDue(simulation.world, now);
  if (ended || answered) simulation.changed();
  return now;
}
