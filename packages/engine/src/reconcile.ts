import { type Conversation, isNameAmong, type Message, type OpenClaim } from "@appealmod/core";
import type { EnginePorts } from "./engine-ports.ts";
import { Postponed } from "./postponed.ts";

/**
 * How long after a claim its effect may still turn up. A request that nobody answered can
 * be carried out late; acting again before would send the same words twice.
 */
export const graceMs = 5_000;

/** How far the clocks of two machines of one installation may lie apart. */
const mostSkewMs = 60_000;

/**
 * Finds out what became of effects that were begun and never settled, by looking at the
 * conversation: settles those whose message stands there, takes back those that did not
 * happen.
 *
 * @param seenAt when Reddit was asked for the conversation, at the latest: what was claimed
 *   after it cannot stand there yet
 * @returns the claims whose effect stands there
 * @throws Postponed while it is too early to say that an effect will not come
 */
export async function reconcile(
  ports: EnginePorts,
  { conversation, seenAt }: { readonly conversation: Conversation; readonly seenAt: Date },
  ownAccounts: readonly string[],
): Promise<readonly OpenClaim[]> {
  const claims = await ports.store.openClaims(conversation.id);
  const taken = new Set<string>();
  const happened: OpenClaim[] = [];
  for (const claim of claims) {
    const at = ports.clock.now();
    const found = trace(claim, conversation, ownAccounts, taken);
    if (found.happened) {
      if (found.messageId) taken.add(found.messageId);
      await ports.store.settleClaim(claim.id, { messageId: found.messageId, at });
      happened.push(claim);
      continue;
    }
    if (mayStillHappen(claim, seenAt, at)) {
      const waited = at.getTime() - claim.claimedAt.getTime();
      throw new Postponed(
        `"${claim.action.key}" was begun moments ago and may still happen`,
        Math.max(0, graceMs - waited),
      );
    }
    await ports.store.releaseClaim(claim.id);
  }
  return happened;
}

/** Dates in the far future come from a clock that is wrong: they cannot be waited for. */
function mayStillHappen({ claimedAt }: OpenClaim, seenAt: Date, now: Date): boolean {
  const isWaitable = claimedAt.getTime() - now.getTime() <= mostSkewMs;
  return isWaitable && seenAt.getTime() - claimedAt.getTime() < graceMs;
}

type Trace =
  | { readonly happened: false }
  | { readonly happened: true; readonly messageId: string | null };

function trace(
  claim: OpenClaim,
  conversation: Conversation,
  ownAccounts: readonly string[],
  taken: ReadonlySet<string>,
): Trace {
  const { action } = claim;
  if (action.kind === "archive" || action.kind === "unarchive") {
    const isThere = conversation.isArchived === (action.kind === "archive");
    return isThere ? { happened: true, messageId: null } : { happened: false };
  }
  const ours = messagesAfter(claim, conversation).find(
    (message) =>
      message.isPrivate === (action.kind === "note") &&
      isNameAmong(message.author.name, ownAccounts) &&
      !taken.has(message.id),
  );
  return ours ? { happened: true, messageId: ours.id } : { happened: false };
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
