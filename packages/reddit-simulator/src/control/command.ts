import type { z } from "zod";
import type { Simulation } from "../simulation.ts";

/** One thing that a test may ask: `POST /_control/<name>` with the input as JSON. */
export interface Command {
  /** Parses the input and acts. @throws ZodError, Refusal */
  readonly run: (simulation: Simulation, input: unknown) => unknown;
  /** Whether it leaves the world as it is; such a command may be asked by GET as well. */
  readonly reads: boolean;
}

export function writing<Schema extends z.ZodType, Result>(
  schema: Schema,
  act: (simulation: Simulation, input: z.output<Schema>) => Result,
) {
  return {
    reads: false,
    schema,
    run: (s: Simulation, input: unknown) => act(s, schema.parse(input)),
  };
}

export function reading<Schema extends z.ZodType, Result>(
  schema: Schema,
  look: (simulation: Simulation, input: z.output<Schema>) => Result,
) {
  return {
    reads: true,
    schema,
    run: (s: Simulation, input: unknown) => look(s, schema.parse(input)),
  };
}
