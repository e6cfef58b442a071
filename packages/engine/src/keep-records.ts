import {
  type Appeal,
  actionKey,
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
        // A new ban may stand already: then the closing of the former episode says nothing of it.
        unbannedAt: closing?.outcome === "granted" && !facts.ban.isBanned ? at : null,
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
        isNoteShared: isNoteShared(finished, appeal),
        lastConversationUpdate: conversation.lastUpdated,
        at,
      },
    });
}

/** Whether people have the answers: left earlier or by this very run. */
function isNoteShared({ snapshot, decision }: Finished, appeal: Appeal): boolean {
  if (appeal.state === "forwarded") return true;
  if (snapshot.facts.settledForAppeal.has(actionKey.answers(1))) return true;
  return decision.actions.some((action) => action.kind === "note" && action.note === "answers");
}

function closedAppeal(appeal: Appeal | null, outcome: Appeal["outcome"], at: Date): Appeal | null {
  return appeal && { ...appeal, state: "closed", outcome, closedAt: at, lastChangedAt: at };
}
