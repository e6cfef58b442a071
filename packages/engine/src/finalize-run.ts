import { type Appeal, type Conversation, isTreated, lastChange, nextCheck } from "@appealmod/core";
import { conversationEvent } from "./conversation-events.ts";
import type { EnginePorts } from "./engine-ports.ts";
import { keepBanMessage } from "./keep-ban-message.ts";
import type { Snapshot } from "./load-facts.ts";

/** What a run knows at its end. */
interface FinishedRun {
  readonly snapshot: Snapshot;
  readonly appeal: Appeal | null;
  readonly conversation: Conversation;
}

/**
 * Remembers when a finished run's appeal is next worth a look, what its conversation looked like
 * and, last of all, how far that was handled.
 */
export async function finalizeRun(ports: EnginePorts, finished: FinishedRun): Promise<void> {
  const { conversation, snapshot } = finished;
  const { facts } = snapshot;
  const told =
    finished.appeal && (await keepBanMessage(ports, facts, finished.appeal, conversation));
  const appeal = told && (await keepName(ports, told, conversation));
  if (appeal) await scheduleNext(ports, snapshot, appeal);
  const isOfAppeal =
    appeal !== null ||
    facts.appeal !== null ||
    facts.ban.isBanned ||
    facts.earlierAppeals.some(({ conversationId }) => conversationId === conversation.id);
  const place = { conversation, appeal: appeal ?? facts.appeal };
  await ports.store.rememberConversation({
    conversationId: conversation.id,
    subreddit: conversation.subreddit,
    redditor: conversation.appellant,
    lastUpdated: conversation.lastUpdated,
    observed: isOfAppeal ? { conversation, ban: facts.ban } : null,
    event: conversationEvent(ports, place, {
      event: "conversation-seen",
      audience: "detail",
      message: "What the conversation looks like now was kept.",
    }),
  });
}

/** An account can be renamed: its appeals are shown under the name as last seen. */
async function keepName(
  ports: EnginePorts,
  appeal: Appeal,
  conversation: Conversation,
): Promise<Appeal> {
  const { appellant } = conversation;
  if (appellant === null || appellant.id === null || appellant.account === "deleted") return appeal;
  const { id, name } = appellant;
  if (appeal.username === name) return { ...appeal, redditorId: id };
  const renamed = { ...appeal, redditorId: id, username: name };
  await ports.store.rename(
    id,
    name,
    conversationEvent(
      ports,
      { conversation, appeal: renamed },
      {
        event: "redditor-renamed",
        audience: "detail",
        message: `The account has another name now; it was u/${appeal.username}.`,
      },
    ),
  );
  return renamed;
}

async function scheduleNext(
  ports: EnginePorts,
  { facts }: Snapshot,
  appeal: Appeal,
): Promise<void> {
  const at = ports.clock.now();
  const next = nextCheck(appeal, lastChange(appeal, facts), at, facts.community);
  await ports.store.scheduleCheck(appeal.id, next);
  if (appeal.form || !isTreated(appeal)) return;
  // A form that was sent while we were at work made the check come at once; we have just put it off.
  const { appeal: current } = await ports.store.findRecords({
    subreddit: appeal.subreddit,
    redditor: { id: appeal.redditorId, name: appeal.username },
    conversationId: appeal.conversationId,
  });
  if (current?.id === appeal.id && current.form) await ports.store.scheduleCheck(appeal.id, at);
}
