import {
  type Appeal,
  type AppellantRecords,
  actionKey,
  type CloseAppeal,
  type Conversation,
  type Decision,
  evolveAppeal,
  isForwarded,
  isInviteKey,
  isTreated,
  lastChange,
  nextCheck,
} from "@appealmod/core";
import type { EnginePorts } from "./engine-ports.ts";
import { keepToldReason } from "./keep-told-reason.ts";
import type { Snapshot } from "./load-facts.ts";

/** What a run knows at its end. */
interface Known {
  readonly snapshot: Snapshot;
  readonly decision: Decision;
  readonly appeal: Appeal | null;
  readonly conversation: Conversation;
}

/**
 * Hands a finished run to the research archive, either arm alike, and remembers when its
 * appeal is next worth a look and, last of all, how far the conversation was handled.
 */
export async function keepRecords(ports: EnginePorts, finished: Known): Promise<void> {
  const { conversation, snapshot } = finished;
  const told =
    finished.appeal && (await keepToldReason(ports, snapshot.facts, finished.appeal, conversation));
  const appeal = told && (await keepName(ports, told, conversation));
  if (appeal) await scheduleNext(ports, snapshot, appeal);
  if (appeal) await archiveAppeal(ports, finished, appeal);
  if (appeal || snapshot.facts.ban.isBanned) archiveConversation(ports, finished, appeal, null);
  await ports.store.rememberConversation({
    conversationId: conversation.id,
    subreddit: conversation.subreddit,
    redditor: conversation.appellant,
    lastUpdated: conversation.lastUpdated,
  });
}

/** An account can be renamed: its appeals are shown under the name as last seen. */
async function keepName(
  { store }: EnginePorts,
  appeal: Appeal,
  { appellant }: Conversation,
): Promise<Appeal> {
  if (appellant === null || appellant.id === null || appellant.account === "deleted") return appeal;
  const { id, name } = appellant;
  if (appeal.username === name) return { ...appeal, redditorId: id };
  await store.rename(id, name);
  return { ...appeal, redditorId: id, username: name };
}

/**
 * Hands an appeal that is about to be closed to the research archive. Before the closing: a
 * run that ends between the two closes it again, but would not find it to archive it.
 */
export async function archiveClosing(
  ports: EnginePorts,
  known: Known,
  action: CloseAppeal,
): Promise<void> {
  const { appeal } = known;
  if (!appeal) return;
  const at = ports.clock.now();
  const closed = evolveAppeal(appeal, action, at);
  // A new ban may stand already: then the closing of the former episode says nothing of it.
  const isLifted = action.outcome === "granted" && !known.snapshot.facts.ban.isBanned;
  const unbannedAt = isLifted ? (action.lift?.at ?? at) : null;
  await archiveAppeal(ports, known, closed, isForwarded(appeal));
  archiveConversation(ports, known, appeal, unbannedAt);
}

type GoneAppeal = Pick<AppellantRecords, "drawnAs" | "settledForAppeal"> & {
  readonly appeal: Appeal;
};

/**
 * The same for an appeal whose conversation Reddit knows no more: what was said in it stands in
 * the archive as last seen.
 */
export async function archiveGone(
  ports: EnginePorts,
  { appeal, drawnAs, settledForAppeal }: GoneAppeal,
): Promise<void> {
  const { conversationId } = appeal;
  const closing: CloseAppeal = { kind: "close-appeal", key: actionKey.close, outcome: "none" };
  const at = ports.clock.now();
  const handled = await ports.store.handledUntil([conversationId]);
  ports.archive.save({
    kind: "appellant",
    record: {
      username: appeal.username,
      firstKnownAs: drawnAs ?? appeal.username,
      subreddit: appeal.subreddit,
      appeal: evolveAppeal(appeal, closing, at),
      conversationIds: await ports.store.appealConversations(appeal.id),
      isDeleted: false,
      ...shared(appeal, settledForAppeal),
      lastConversationUpdate: handled.get(conversationId) ?? null,
      at,
    },
  });
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

async function archiveAppeal(
  ports: EnginePorts,
  known: Known,
  appeal: Appeal,
  wasForwarded = isForwarded(appeal),
): Promise<void> {
  const { conversation } = known;
  const told = shared(appeal, keysDoneFor(known, appeal));
  ports.archive.save({
    kind: "appellant",
    record: {
      username: appeal.username,
      firstKnownAs: known.snapshot.facts.drawnAs ?? appeal.username,
      subreddit: appeal.subreddit,
      appeal,
      conversationIds: await ports.store.appealConversations(appeal.id),
      isDeleted: conversation.appellant?.account === "deleted",
      ...told,
      isNoteShared: wasForwarded || told.isNoteShared,
      lastConversationUpdate: conversation.lastUpdated,
      at: ports.clock.now(),
    },
  });
}

function archiveConversation(
  ports: EnginePorts,
  { conversation, snapshot }: Known,
  appeal: Appeal | null,
  unbannedAt: Date | null,
): void {
  const { ban } = snapshot.facts;
  const contestedBan = appeal && { bannedAt: appeal.bannedAt, note: appeal.banNote };
  const record = { conversation, ban, contestedBan, unbannedAt, at: ports.clock.now() };
  ports.archive.save({ kind: "conversation", record });
}

/** What the two sides were given, by the keys of what was done for the appeal. */
function shared({ form }: Appeal, done: ReadonlySet<string>) {
  return {
    isFormShared: form !== null || [...done].some(isInviteKey),
    isNoteShared: done.has(actionKey.answers(1)),
  };
}

/**
 * Keys of what was done for an appeal, earlier or by this very run. A run that closes one
 * appeal and opens the next must not count the one's steps for the other.
 */
function keysDoneFor({ snapshot, decision }: Known, appeal: Appeal): ReadonlySet<string> {
  const { facts } = snapshot;
  const keys = decision.actions.map(({ key }) => key);
  const closing = keys.indexOf(actionKey.close);
  if (facts.appeal?.id !== appeal.id) return new Set(keys.slice(closing + 1));
  const now = closing === -1 ? keys : keys.slice(0, closing);
  return new Set([...facts.settledForAppeal, ...now]);
}
