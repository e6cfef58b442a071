import {
  type Action,
  actionKey,
  type ClaimScope,
  evolveAppeal,
  isRedditAction,
  type Message,
  type OpenClaim,
  type RedditAction,
  RedditError,
  Snooze,
} from "@appealmod/core";
import { bodyHash } from "./body-hash.ts";
import { changeRecord } from "./change-record.ts";
import { actionEvent } from "./conversation-events.ts";
import type { EnginePorts } from "./engine-ports.ts";
import { isCourtesy } from "./is-courtesy.ts";
import {
  type Effect,
  type NotNeeded,
  type PreparedEffect,
  prepareEffect,
} from "./prepare-effect.ts";
import { graceMs, mostVainTries } from "./reconcile.ts";
import { appealOf, type Refusal, type Scene, type Step } from "./step.ts";
import {
  isForwardedUnrecorded,
  standingFor,
  tokenIn,
  unrecordedMessages,
} from "./unrecorded-messages.ts";

/** Carries out one action. Whatever has an effect on Reddit is claimed before and settled after. */
export function carryOut(ports: EnginePorts, scene: Scene, action: Action): Promise<Step> {
  return isRedditAction(action)
    ? claimActSettle(ports, scene, action)
    : changeRecord(ports, scene, action);
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
    ? claimAndSettle(ports, scene, action, await prepareEffect(ports, scene, action))
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
