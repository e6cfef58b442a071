import {
  type Appeal,
  type Conversation,
  type Decision,
  lastChange,
  nextCheck,
} from "@appealmod/core";
import type { EnginePorts } from "./engine-ports.ts";
import type { Snapshot } from "./load-facts.ts";

/** What a finished run leaves behind. */
interface Finished {
  readonly snapshot: Snapshot;
  readonly decision: Decision;
  readonly appeal: Appeal | null;
  readonly conversation: Conversation;
}

/**
 * Remembers how far the conversation was handled, when its appeal is next worth a look, and
 * hands both to the research archive: either arm alike.
 */
export async function keepRecords(ports: EnginePorts, finished: Finished): Promise<void> {
  const { conversation, snapshot } = finished;
  const { facts } = snapshot;
  const at = ports.clock.now();
  await ports.store.rememberConversation({
    conversationId: conversation.id,
    subreddit: conversation.subreddit,
    username: conversation.appellant?.name ?? null,
    lastUpdated: conversation.lastUpdated,
  });

  const closing = finished.decision.actions.find((action) => action.kind === "close-appeal");
  const appeal =
    finished.appeal ?? (closing ? closedAppeal(facts.appeal, closing.outcome, at) : null);
  if (finished.appeal) {
    const next = nextCheck(
      finished.appeal,
      lastChange(finished.appeal, facts),
      at,
      facts.community,
    );
    await ports.store.scheduleCheck(finished.appeal.id, next);
  }

  if (facts.ban.isBanned || appeal)
    ports.archive.save({
      kind: "conversation",
      record: {
        conversation,
        ban: facts.ban,
        unbannedAt: closing?.outcome === "granted" ? at : null,
        at,
      },
    });
  if (appeal)
    ports.archive.save({
      kind: "appellant",
      record: {
        username: appeal.username,
        subreddit: appeal.subreddit,
        appeal,
        conversationIds: await ports.store.appealConversations(appeal.id),
        isDeleted: conversation.appellant?.account === "deleted",
        isNoteShared: appeal.state === "forwarded" || facts.settledForAppeal.has("note"),
        lastConversationUpdate: conversation.lastUpdated,
        at,
      },
    });
}

function closedAppeal(appeal: Appeal | null, outcome: Appeal["outcome"], at: Date): Appeal | null {
  return appeal && { ...appeal, state: "closed", outcome, closedAt: at, lastChangedAt: at };
}
