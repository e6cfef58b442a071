import type { z } from "zod";
import { peopleCommands } from "./people.ts";
import { replyCommands } from "./replies.ts";
import { happeningCommands } from "./scenario-commands.ts";
import { serverControls } from "./server-controls.ts";

/** Every command of the control interface by name; the name is its path under `/_control/`. */
export const commands = {
  ...serverControls,
  ...peopleCommands,
  ...happeningCommands,
  ...replyCommands,
};

export type Commands = typeof commands;
export type CommandName = keyof Commands;
export type CommandInput<Name extends CommandName> = z.input<Commands[Name]["schema"]>;
export type CommandResult<Name extends CommandName> = ReturnType<Commands[Name]["run"]>;

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}
