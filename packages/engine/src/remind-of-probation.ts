import { type EndedProbation, probationNote, type RedditAction, Snooze } from "@appealmod/core";
import { bodyHash } from "./body-hash.ts";
import type { EnginePorts } from "./engine-ports.ts";
import { processConversation } from "./process-conversation.ts";
import { graceMs } from "./reconcile.ts";

/**
 * Leaves the note that a probation is over, once: claimed, carried out and settled as everything else.
 *
 * @throws Snooze where nobody can say whether an earlier try reached Reddit
 * @throws RedditError
 */
export async function remindOfProbation(
  ports: EnginePorts,
  probation: EndedProbation,
): Promise<void> {
  const { store, reddit, clock, communities } = ports;
  const { decisionId, appealId, conversationId, subreddit, username } = probation;
  const { settings } = await communities.policyFor(subreddit);
  const body = probationNote(probation, settings.language);
  const key = `probation:${decisionId}`;
  const action: RedditAction = {
    ...{ kind: "note", key, scope: "conversation", note: "probation", part: 1 },
  };
  const claimed = await store.claimAction({
    ...{ scope: "conversation", conversationId, action, afterMessageId: null },
    bodyHash: bodyHash(body),
    at: clock.now(),
  });
  if (claimed.status === "settled") return;
  if (claimed.status === "open") {
    // Reading the conversation tells whether the note stands there.
    await processConversation(ports, { conversationId, subreddit });
    throw new Snooze("an earlier reminder was begun and not finished", graceMs);
  }
  const { messageId } = await reddit.leaveNote(conversationId, body);
  const at = clock.now();
  const event = {
    ...({ event: "probation-over", level: "info", audience: "milestone", at } as const),
    message: `The probation of u/${username} is over.`,
    ...{ appealId, conversationId, subreddit, username },
  };
  await store.settleClaim(claimed.claim.id, { messageId, at, event });
}
