import { ZodError } from "zod";
import type { Simulation } from "../simulation.ts";
import { Refusal } from "../state/refusal.ts";
import { commands, isCommandName } from "./commands.ts";

export interface CommandOutcome {
  readonly status: number;
  readonly body: unknown;
}

/** Runs a command by name; what is wrong with its input comes back as words, not as a stack. */
export function runCommand(simulation: Simulation, name: string, input: unknown): CommandOutcome {
  if (!isCommandName(name)) {
    const known = Object.keys(commands).sort().join(", ");
    return failure(404, `There is no control command "${name}". Known: ${known}.`);
  }
  const command = commands[name];
  try {
    const body = command.run(simulation, input);
    if (!command.reads) simulation.changed();
    return { status: 200, body };
  } catch (error) {
    if (error instanceof Refusal) return failure(error.status, error.message, error.code);
    if (error instanceof ZodError) {
      const issues = error.issues.map((one) => `${one.path.join(".") || "input"}: ${one.message}`);
      return failure(400, `${name}: ${issues.join("; ")}`);
    }
    if (error instanceof Error) return failure(400, `${name}: ${error.message}`);
    throw error;
  }
}

function failure(status: number, error: string, code = "BAD_COMMAND"): CommandOutcome {
  return { status, body: { error, code } };
}
