import {
  type Action,
  type Appeal,
  type ClaimScope,
  type Conversation,
  evolveAppeal,
  isRedditAction,
  type OpenClaim,
  type RecordAction,
  type RedditAction,
  RedditError,
} from "@appealmod/core";
import type { EnginePorts } from "./engine-ports.ts";
import type { Snapshot } from "./load-facts.ts";
import { Postponed } from "./postponed.ts";
import { graceMs } from "./reconcile.ts";
import { writeMessage } from "./write-messages.ts";

/** What carrying out one action came to. */
export type Step =
  /** Done; the appeal as it is now, and the conversation where Reddit showed it. */
  | {
      readonly status: "done";
      readonly appeal: Appeal | null;
      readonly conversation: Conversation | null;
    }
  /** Another run did it, or the ground has shifted: decide anew. */
  | { readonly status: "outdated" };

/** Where an action is carried out. */
export interface Scene {
  readonly snapshot: Snapshot;
  readonly appeal: Appeal | null;
  /** The newest message that we know of. */
  readonly lastMessageId: string | null;
}

/** Carries out one action. Whatever has an effect on Reddit is claimed before and settled after. */
export function carryOut(ports: EnginePorts, scene: Scene, action: Action): Promise<Step> {
  return isRedditAction(action)
    ? claimActSettle(ports, scene, action)
    : changeRecord(ports, scene, action);
}

async function changeRecord(ports: EnginePorts, scene: Scene, action: RecordAction): Promise<Step> {
  const { facts, policy } = scene.snapshot;
  const { conversation, ban } = facts;
  const at = ports.clock.now();
  const { subreddit } = conversation;
  switch (action.kind) {
    case "draw-group": {
      const { treatmentFraction } = facts.community;
      const username = nameOf(scene);
      const draw = { subreddit, username, group: action.group, treatmentFraction, at };
      const group = await ports.store.drawGroup(draw);
      return group === action.group ? done(scene.appeal) : { status: "outdated" };
    }
    case "open-appeal": {
      const appeal = await ports.store.openAppeal({
        subreddit,
        username: nameOf(scene),
        group: action.group,
        bannedAt: action.bannedAt,
        banNote: ban.isBanned ? ban.note : "",
        conversationId: conversation.id,
        questions: policy.questions,
        at,
      });
      const isOurs = appeal.conversationId === conversation.id && appeal.state === "new";
      return isOurs ? done(appeal) : { status: "outdated" };
    }
    case "link-conversation":
    case "mark-involved":
    case "close-appeal": {
      const appeal = appealOf(scene, action);
      if (action.kind === "link-conversation")
        await ports.store.linkConversation(appeal.id, conversation.id, at);
      else if (action.kind === "mark-involved") await ports.store.markInvolved(appeal.id, at);
      else await ports.store.closeAppeal(appeal.id, action.outcome, at);
      return done(evolveAppeal(appeal, action, at));
    }
  }
}

async function claimActSettle(
  ports: EnginePorts,
  scene: Scene,
  action: RedditAction,
): Promise<Step> {
  const { conversation } = scene.snapshot.facts;
  const scope: ClaimScope =
    action.scope === "appeal"
      ? { scope: "appeal", appealId: appealOf(scene, action).id }
      : { scope: "conversation" };
  const perform = await prepare(ports, scene, action);
  const claim = await ports.store.claimAction({
    ...scope,
    conversationId: conversation.id,
    action,
    afterMessageId: scene.lastMessageId,
    at: ports.clock.now(),
  });
  if (claim.status === "open")
    throw new Postponed(`another run has begun "${action.key}" and not finished it`, 2_000);
  // Another run was faster. What else it did we do not know, so nothing is built on our own look.
  if (claim.status === "settled") return { status: "outdated" };

  const effect = await attempt(ports, claim.claim, perform);
  const at = ports.clock.now();
  await ports.store.settleClaim(claim.claim.id, { messageId: effect.messageId, at });
  const appeal =
    scene.appeal && action.scope === "appeal"
      ? evolveAppeal(scene.appeal, action, at)
      : scene.appeal;
  return { status: "done", appeal, conversation: effect.conversation };
}

interface Effect {
  readonly messageId: string | null;
  readonly conversation: Conversation | null;
}

/** Everything that may fail without a trace is done before the claim; what is left is the request. */
async function prepare(
  ports: EnginePorts,
  scene: Scene,
  action: RedditAction,
): Promise<() => Promise<Effect>> {
  const { conversation, earlierAppeals } = scene.snapshot.facts;
  const { id } = conversation;
  if (action.kind === "archive" || action.kind === "unarchive") {
    const move = action.kind === "archive" ? ports.reddit.archive : ports.reddit.unarchive;
    return async () => ({ messageId: null, conversation: await move.call(ports.reddit, id) });
  }
  const { appeal } = scene;
  const link = appeal && action.kind === "send" ? ports.formLinks.linkFor(appeal.id) : null;
  if (appeal && link) await ports.store.registerFormToken(appeal.id, link.token);
  const body = writeMessage(action, {
    policy: scene.snapshot.policy,
    conversation,
    appeal,
    earlierAppeals,
    formAddress: link?.address ?? "",
  });
  return () =>
    action.kind === "send" ? ports.reddit.sendMessage(id, body) : ports.reddit.leaveNote(id, body);
}

/**
 * Performs a claimed effect. If it certainly did not happen the claim is taken back; if
 * nobody can say, it stays open for the next run to reconcile.
 */
async function attempt(
  ports: EnginePorts,
  claim: OpenClaim,
  perform: () => Promise<Effect>,
): Promise<Effect> {
  try {
    return await perform();
  } catch (error) {
    // What nobody foresaw leaves the claim open as well, but is told as the failure that it is.
    if (!(error instanceof RedditError)) throw error;
    if (!error.mayHaveHappened) {
      await ports.store.releaseClaim(claim.id);
      throw error;
    }
    throw new Postponed(
      `nobody can say whether "${claim.action.key}" reached Reddit: the conversation will be read again`,
      graceMs,
      error,
    );
  }
}

function done(appeal: Appeal | null): Step {
  return { status: "done", appeal, conversation: null };
}

function nameOf({ snapshot }: Scene): string {
  const { appellant } = snapshot.facts.conversation;
  if (!appellant) throw new Error("an action on an appellant was decided where there is none");
  return appellant.name;
}

function appealOf({ appeal }: Scene, action: Action): Appeal {
  if (!appeal) throw new Error(`"${action.key}" was decided without an appeal`);
  return appeal;
}
