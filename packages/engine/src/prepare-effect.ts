import {
  assertNever,
  type Conversation,
  isBanOfDecision,
  type LeaveNote,
  type RedditAction,
  revealedAutoResponder,
  type SendText,
  type Unban,
} from "@appealmod/core";
import type { EnginePorts } from "./engine-ports.ts";
import type { Scene } from "./step.ts";
import { writeMessage } from "./write-messages.ts";

export interface Effect {
  readonly messageId: string | null;
  readonly conversation: Conversation | null;
}

/** Of an effect that a look in the last moment showed to be out of place: nothing was done. */
export type NotNeeded = "not-needed";

export interface PreparedEffect {
  /** The words, of what has any. */
  readonly body: string | null;
  readonly perform: () => Promise<Effect | NotNeeded>;
}

/** Everything that may fail without a trace is done before the claim; what is left is the request. */
export async function prepareEffect(
  ports: EnginePorts,
  scene: Scene,
  action: RedditAction,
): Promise<PreparedEffect> {
  const { reddit } = ports;
  const { id } = scene.snapshot.facts.conversation;
  const moved = (conversation: Conversation | null): Effect => ({ messageId: null, conversation });
  switch (action.kind) {
    case "archive":
      return { body: null, perform: async () => moved(await reddit.archive(id)) };
    case "unarchive":
      return { body: null, perform: async () => moved(await reddit.unarchive(id)) };
    case "send": {
      const body = await words(ports, scene, action);
      const { moderatorDecision } = scene.snapshot.facts;
      const isAuthorHidden =
        action.text === "decision" ? (moderatorDecision?.isAuthorHidden ?? true) : true;
      return { body, perform: () => reddit.sendMessage(id, body, { isAuthorHidden }) };
    }
    case "unban":
      return { body: null, perform: () => liftBan(ports, scene, action) };
    case "note": {
      const body = await words(ports, scene, action);
      return { body, perform: () => reddit.leaveNote(id, body) };
    }
    default:
      return assertNever(action);
  }
}

/** What moderators write themselves has no use for a link. */
function isWithLink({ text }: SendText): boolean {
  return text !== "decision" && text !== "question";
}

/** Reddit lifts whichever ban stands: so it is asked in the last moment whether it is the one decided about. */
async function liftBan(
  { bans, reddit }: EnginePorts,
  { snapshot }: Scene,
  action: Unban,
): Promise<Effect | NotNeeded> {
  const { subreddit, appellant } = snapshot.facts.conversation;
  if (appellant === null || appellant.account === "deleted") return "not-needed";
  if (!isBanOfDecision(action, await bans.askBan(subreddit, appellant))) return "not-needed";
  await reddit.unban(subreddit, appellant.name);
  await bans.noteLifted(subreddit, appellant);
  return { messageId: null, conversation: null };
}

/** What a message says; a link that it carries leads to the form from now on. */
async function words(
  ports: EnginePorts,
  { snapshot, appeal }: Scene,
  action: SendText | LeaveNote,
): Promise<string> {
  const { facts, policy } = snapshot;
  const link =
    appeal && action.kind === "send" && isWithLink(action)
      ? ports.formLinks.linkFor(appeal.id, appeal.linkVersion)
      : null;
  if (appeal && link) await ports.store.registerFormToken(appeal.id, link.token);
  return writeMessage(action, {
    policy,
    conversation: facts.conversation,
    appeal,
    ban: facts.ban,
    decision: facts.moderatorDecision,
    question: facts.question,
    earlierAppeals: facts.earlierAppeals,
    account: revealedAutoResponder(facts),
    formAddress: link?.address ?? "",
  });
}
