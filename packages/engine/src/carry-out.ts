import {
  type Action,
  type Appeal,
  actionKey,
  assertNever,
  type ClaimScope,
  type Conversation,
  type DecisionEnd,
  type DecisionEnding,
  evolveAppeal,
  isBanOfDecision,
  isRedditAction,
  type LeaveNote,
  type Message,
  type OpenClaim,
  type RecordAction,
  type RedditAction,
  RedditError,
  type Redditor,
  revealedAutoResponder,
  type SendText,
  Snooze,
  type Unban,
} from "@appealmod/core";
import { bodyHash } from "./body-hash.ts";
import { actionEvent, decisionEvent } from "./conversation-events.ts";
import type { EnginePorts } from "./engine-ports.ts";
import type { Snapshot } from "./load-facts.ts";
import { graceMs, mostVainTries } from "./reconcile.ts";
import {
  isForwardedUnrecorded,
  standingFor,
  tokenIn,
  unrecordedMessages,
} from "./unrecorded-messages.ts";
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
  | { readonly status: "outdated" }
  /** Reddit refused it, and it is not tried again in this run: decide anew, without it. */
  | { readonly status: "refused"; readonly refusal: Refusal };

/** An effect that Reddit refused. */
export interface Refusal {
  readonly action: RedditAction;
  readonly error: RedditError;
  /** The newest message that was known at the try. */
  readonly afterMessageId: string | null;
  readonly at: Date;
  /** The claim, taken back for now, where the effect is given up once all else went well. */
  readonly claimId: string | null;
}

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
  const event = actionEvent(ports, { conversation, appeal: scene.appeal }, action);
  switch (action.kind) {
    case "draw-group": {
      const { treatmentFraction } = facts.community;
      const redditor = redditorOf(scene);
      const draw = { subreddit, redditor, group: action.group, treatmentFraction, at };
      const group = await ports.store.drawGroup({ ...draw, event });
      return group === action.group ? done(scene.appeal) : { status: "outdated" };
    }
    case "open-appeal": {
      const appeal = await ports.store.openAppeal({
        subreddit,
        redditor: redditorOf(scene),
        group: action.group,
        bannedAt: action.bannedAt,
        banNote: ban.isBanned ? ban.note : "",
        conversationId: conversation.id,
        questions: policy.questions,
        at,
        event,
      });
      const isOurs = appeal.conversationId === conversation.id && appeal.state === "new";
      return isOurs ? done(appeal) : { status: "outdated" };
    }
    case "link-conversation": {
      const appeal = appealOf(scene, action);
      await ports.store.linkConversation(appeal.id, conversation.id, at, event);
      return done(evolveAppeal(appeal, action, at));
    }
    case "mark-involved": {
      const appeal = appealOf(scene, action);
      await ports.store.markInvolved(appeal.id, at, event);
      return done(evolveAppeal(appeal, action, at));
    }
    case "close-appeal": {
      const appeal = appealOf(scene, action);
      const { outcome, lift = null } = action;
      const decision = action.decision && ending(ports, scene, action.decision);
      await ports.store.closeAppeal(appeal.id, {
        outcome,
        at,
        lift,
        event,
        decision: decision ?? null,
      });
      return done(evolveAppeal(appeal, action, at));
    }
    case "begin-decision": {
      const appeal = appealOf(scene, action);
      const isBegun = await ports.store.beginDecision(action.decisionId, at, event);
      // Taken back in this very moment: nothing was done.
      return isBegun ? done(evolveAppeal(appeal, action, at)) : { status: "outdated" };
    }
    case "note-answer": {
      const appeal = appealOf(scene, action);
      await ports.store.noteAnswer(action.questionId, at, event);
      return done(evolveAppeal(appeal, action, at));
    }
    case "settle-decision": {
      const appeal = appealOf(scene, action);
      await ports.store.settleDecision(ending(ports, scene, action.decision), at);
      return done(evolveAppeal(appeal, action, at));
    }
    default:
      return assertNever(action);
  }
}

function ending(ports: EnginePorts, { snapshot, appeal }: Scene, end: DecisionEnd): DecisionEnding {
  const { conversation, moderatorDecision } = snapshot.facts;
  return { ...end, event: decisionEvent(ports, { conversation, appeal }, end, moderatorDecision) };
}

/** Nobody is told again what Reddit shows although a backup that was restored does not know of it. */
async function claimActSettle(
  ports: EnginePorts,
  scene: Scene,
  action: RedditAction,
): Promise<Step> {
  const facts = { ...scene.snapshot.facts, appeal: scene.appeal };
  const unrecorded = await unrecordedMessages(ports, facts);
  if (isForwardedUnrecorded(unrecorded, facts)) {
    await takeAsDone(ports, scene, unarchive, null);
    return { status: "outdated" };
  }
  const standing = standingFor(action, unrecorded, ports, facts);
  return standing === undefined
    ? claimAndSettle(ports, scene, action, await prepare(ports, scene, action))
    : takeAsDone(ports, scene, action, standing);
}

const unarchive: RedditAction = { kind: "unarchive", key: actionKey.unarchive, scope: "appeal" };

/** Settles an effect that was had before; the link that it carries leads to the appeal again. */
async function takeAsDone(
  ports: EnginePorts,
  scene: Scene,
  action: RedditAction,
  standing: Message | null,
): Promise<Step> {
  const token = standing && tokenIn(standing, ports.formLinks.formAddress);
  if (scene.appeal && token) await ports.store.registerFormToken(scene.appeal.id, token);
  const effect = { messageId: standing?.id ?? null, conversation: null };
  return claimAndSettle(ports, scene, action, { body: null, perform: async () => effect });
}

async function claimAndSettle(
  ports: EnginePorts,
  scene: Scene,
  action: RedditAction,
  { body, perform }: PreparedEffect,
): Promise<Step> {
  const { conversation } = scene.snapshot.facts;
  const scope: ClaimScope =
    action.scope === "appeal"
      ? { scope: "appeal", appealId: appealOf(scene, action).id }
      : { scope: "conversation" };
  const claim = await ports.store.claimAction({
    ...scope,
    conversationId: conversation.id,
    action,
    afterMessageId: scene.lastMessageId,
    bodyHash: body === null ? null : bodyHash(body),
    at: ports.clock.now(),
  });
  if (claim.status === "open")
    throw new Snooze(`another run has begun "${action.key}" and not finished it`, 2_000);
  // Another run was faster. What else it did we do not know, so nothing is built on our own look.
  if (claim.status === "settled") return { status: "outdated" };

  const effect = await attempt(ports, claim.claim, perform);
  if (effect === "not-needed") {
    await ports.store.releaseClaim(claim.claim.id, "did-not-happen");
    return { status: "outdated" };
  }
  if ("error" in effect) return { status: "refused", refusal: effect };
  const at = ports.clock.now();
  const event = actionEvent(ports, { conversation, appeal: scene.appeal }, action);
  await ports.store.settleClaim(claim.claim.id, { messageId: effect.messageId, at, event });
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

/** Of an effect that a look in the last moment showed to be out of place: nothing was done. */
type NotNeeded = "not-needed";

interface PreparedEffect {
  /** The words, of what has any. */
  readonly body: string | null;
  readonly perform: () => Promise<Effect | NotNeeded>;
}

/** Everything that may fail without a trace is done before the claim; what is left is the request. */
async function prepare(
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

/**
 * Performs a claimed effect. If it certainly did not happen the claim is taken back; if
 * nobody can say, it stays open for the next run to reconcile. What Reddit refuses again and
 * again is given up, and a word of courtesy does not hold up what moderators are owed.
 */
async function attempt(
  ports: EnginePorts,
  claim: OpenClaim,
  perform: PreparedEffect["perform"],
): Promise<Effect | Refusal | NotNeeded> {
  try {
    return await perform();
  } catch (error) {
    // What nobody foresaw leaves the claim open as well, but is told as the failure that it is.
    if (!(error instanceof RedditError)) throw error;
    if (!error.mayHaveHappened) return refused(ports, claim, error);
    throw new Snooze(
      `nobody can say whether "${claim.action.key}" reached Reddit: the conversation will be read again`,
      graceMs,
      error,
    );
  }
}

async function refused(ports: EnginePorts, claim: OpenClaim, error: RedditError): Promise<Refusal> {
  const { action, afterMessageId } = claim;
  const at = ports.clock.now();
  const isRefusal = error.kind === "refused" || error.kind === "forbidden";
  if (isRefusal && (isCourtesy(action) || action.kind === "unban")) {
    await ports.store.releaseClaim(claim.id, "did-not-happen");
    return { action, error, afterMessageId, at, claimId: claim.id };
  }
  if (error.kind !== "refused") {
    await ports.store.releaseClaim(claim.id, "did-not-happen");
    throw error;
  }
  if (claim.vainTries + 1 >= mostVainTries) {
    await ports.store.giveUpClaim(claim.id, at);
    return { action, error, afterMessageId, at, claimId: null };
  }
  await ports.store.releaseClaim(claim.id, "tried-in-vain");
  throw error;
}

/** What is said to the redditor and may be refused because of them: the appeal goes on without it. */
export function isCourtesy(action: RedditAction): boolean {
  const courteous: Readonly<Record<SendText["text"], boolean>> = {
    invite: false,
    reminder: true,
    final: true,
    decision: true,
    question: true,
  };
  return action.kind === "send" && courteous[action.text];
}

function done(appeal: Appeal | null): Step {
  return { status: "done", appeal, conversation: null };
}

function redditorOf({ snapshot }: Scene): Redditor {
  const { appellant } = snapshot.facts.conversation;
  if (!appellant) throw new Error("an action on an appellant was decided where there is none");
  const { id, name } = appellant;
  return { id, name };
}

function appealOf({ appeal }: Scene, action: Action): Appeal {
  if (!appeal) throw new Error(`"${action.key}" was decided without an appeal`);
  return appeal;
}
