import {
  assertNever,
  type Conversation,
  isNameAmong,
  isSameAccount,
  type Message,
  type OpenClaim,
  Snooze,
  type Unban,
} from "@appealmod/core";
import { bodyHash } from "./body-hash.ts";
import { actionEvent, givenUpEvent } from "./conversation-events.ts";
import type { EnginePorts } from "./engine-ports.ts";

/**
 * How long after a claim its effect may still turn up. A request that nobody answered can
 * be carried out late; acting again before would send the same words twice.
 */
export const graceMs = 5_000;

/** After this long, nothing is carried out any more that Reddit never answered. */
export const lateArrivalMs = 2 * 60_000;

/** How far the clocks of two machines of one installation may lie apart. */
const mostSkewMs = 60_000;

/** After so many tries in vain an effect is given up. */
export const mostVainTries = 3;

/**
 * Finds out what became of effects that were begun and never settled, by looking at the
 * conversation: settles those whose message stands there, takes back those that did not
 * happen. Where a message stands there that may be ours and is not recognised, the try counts,
 * so that nothing is said again and again.
 *
 * @param seenAt when Reddit was asked for the conversation, at the latest: what was claimed
 *   after it cannot stand there yet
 * @throws Snooze while it is too early to say that an effect will not come
 */
export async function reconcile(
  ports: EnginePorts,
  { conversation, seenAt }: { readonly conversation: Conversation; readonly seenAt: Date },
  ownAccounts: readonly string[],
): Promise<void> {
  const claims = await ports.store.openClaims(conversation.id);
  const taken = new Set<string>();
  const place = { conversation, appeal: null };
  for (const claim of claims) {
    const at = ports.clock.now();
    const found =
      claim.action.kind === "unban"
        ? await traceUnban(ports, conversation)
        : trace({ ...claim, action: claim.action }, conversation, ownAccounts, taken);
    if (found.happened) {
      if (found.messageId) taken.add(found.messageId);
      const event = actionEvent(ports, place, claim.action);
      await ports.store.settleClaim(claim.id, { messageId: found.messageId, at, event });
      continue;
    }
    if (mayStillHappen(claim, seenAt, at)) {
      const waited = at.getTime() - claim.claimedAt.getTime();
      throw new Snooze(
        `"${claim.action.key}" was begun moments ago and may still happen`,
        Math.max(0, graceMs - waited),
      );
    }
    const isVain = found.isDoubtful;
    if (isVain && claim.vainTries + 1 >= mostVainTries)
      await ports.store.giveUpClaim(claim.id, at, givenUpEvent(ports, place, claim.action));
    else await ports.store.releaseClaim(claim.id, isVain ? "tried-in-vain" : "not-seen");
  }
}

/** Dates in the far future come from a clock that is wrong: they cannot be waited for. */
function mayStillHappen({ claimedAt }: OpenClaim, seenAt: Date, now: Date): boolean {
  const isWaitable = claimedAt.getTime() - now.getTime() <= mostSkewMs;
  return isWaitable && seenAt.getTime() - claimedAt.getTime() < graceMs;
}

type Trace =
  /** Doubtful where somebody's message stands there that might be ours under an unknown name. */
  | { readonly happened: false; readonly isDoubtful: boolean }
  | { readonly happened: true; readonly messageId: string | null };

/** A ban was lifted for us if it stands no more: whether another one stands is a later question. */
async function traceUnban(
  { bans }: EnginePorts,
  { subreddit, appellant }: Conversation,
): Promise<Trace> {
  const isGone = appellant === null || appellant.account === "deleted";
  const ban = isGone ? null : await bans.askBan(subreddit, appellant);
  return ban?.isBanned === false
    ? { happened: true, messageId: null }
    : { happened: false, isDoubtful: false };
}

function trace(
  claim: OpenClaim & { readonly action: Exclude<OpenClaim["action"], Unban> },
  conversation: Conversation,
  ownAccounts: readonly string[],
  taken: ReadonlySet<string>,
): Trace {
  const { action } = claim;
  switch (action.kind) {
    case "archive":
      return moved(conversation.isArchived);
    case "unarchive":
      return moved(!conversation.isArchived);
    case "send":
      return traceMessage(claim, conversation, ownAccounts, taken, { isPrivate: false });
    case "note":
      return traceMessage(claim, conversation, ownAccounts, taken, { isPrivate: true });
    default:
      return assertNever(action);
  }
}

function moved(isThere: boolean): Trace {
  return isThere ? { happened: true, messageId: null } : { happened: false, isDoubtful: false };
}

function traceMessage(
  claim: OpenClaim,
  conversation: Conversation,
  ownAccounts: readonly string[],
  taken: ReadonlySet<string>,
  { isPrivate }: Pick<Message, "isPrivate">,
): Trace {
  const possible = messagesAfter(claim, conversation).filter(
    (message) => message.isPrivate === isPrivate && !taken.has(message.id),
  );
  const ours =
    possible.find((message) => isNameAmong(message.author.name, ownAccounts)) ??
    possible.find((message) => bodyHash(message.body) === claim.bodyHash);
  if (ours) return { happened: true, messageId: ours.id };
  const { appellant } = conversation;
  const isDoubtful = possible.some(
    ({ author }) => appellant === null || !isSameAccount(author, appellant),
  );
  return { happened: false, isDoubtful };
}

/** What was written after the claim; everything, if the message it was claimed after is gone. */
function messagesAfter(
  { afterMessageId, claimedAt }: OpenClaim,
  { messages }: Conversation,
): readonly Message[] {
  const at = messages.findIndex((message) => message.id === afterMessageId);
  if (at !== -1) return messages.slice(at + 1);
  return messages.filter((message) => message.date.getTime() >= claimedAt.getTime() - 60_000);
}
