import { revokeFormLink } from "@appealmod/use-cases";
import { findAppeal, readAppealId } from "../appeal/find-appeal.ts";
import { newLink } from "../appeal/new-link.ts";
import type { Command } from "../command.ts";
import { CommandFailed, UsageError } from "../failures.ts";
import { nothingMore, readArguments } from "../input/read-arguments.ts";
import { readChoice } from "../input/read-choice.ts";

export const link: Command = {
  name: "link",
  summary: "take an appeal's form link out of force, or have another one sent",
  usage: `Usage: pnpm appealmod link revoke APPEAL
       pnpm appealmod link renew APPEAL

"revoke" has the link open nothing from now on, and sends no other: until it is renewed, nothing that
the bot has sent or sends opens the form. "renew" has the bot send another one in the conversation.
What was written behind the old one stays in the form. APPEAL is an id, or its beginning.

Example: pnpm appealmod link renew 3f2a
`,
  async run({ installation, screen, now }, args) {
    const [verb, written, ...more] = readArguments(args, {}).positionals;
    nothingMore(more);
    if (verb === undefined) throw new UsageError("revoke or renew?");
    const toDo = readChoice("What to do", verb, ["revoke", "renew"]);
    const beginning = readAppealId(written);
    const opened = await installation();
    const details = await findAppeal(opened.database, beginning);
    if (toDo === "renew") return screen.text(await newLink(opened, details, now()));
    const wanted = { appealId: details.id, at: now() };
    if ((await revokeFormLink(opened, { kind: "operator" }, wanted)) === 0)
      throw new CommandFailed("The appeal has no link that is in force.");
    screen.text(
      `The link opens nothing any more. pnpm appealmod link renew ${beginning} has the bot send another one.`,
    );
  },
};
