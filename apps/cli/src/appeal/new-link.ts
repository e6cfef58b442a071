import type { AppealDetails } from "@appealmod/db";
import { type Installation, type NotReplaced, replaceFormLink } from "@appealmod/use-cases";
import { CommandFailed } from "../failures.ts";

const whyNot: Readonly<Record<NotReplaced, string>> = {
  unknown: "There is no such appeal any more.",
  control: "The appeal is in control and has no form: there is no link.",
  "not-invited": "The invitation was not sent yet: nobody has a link that could be replaced.",
  submitted: "The form was sent: nothing more can be sent with its link.",
  closed: "The appeal is closed: nothing more can be sent with its link.",
};

/**
 * Takes the form link of an appeal out of force and has the bot send another one.
 *
 * @returns what was done, in words
 * @throws CommandFailed where there is no link that could still be used
 */
export async function newLink(
  installation: Installation,
  { id, username }: AppealDetails,
  at: Date,
): Promise<string> {
  const became = await replaceFormLink(installation, { kind: "operator" }, { appealId: id, at });
  if (became !== "replaced") throw new CommandFailed(whyNot[became]);
  return `The old link opens nothing any more. The bot sends u/${username} a new one in their conversation; what they wrote is kept.`;
}
