import {
  type Appeal,
  type Conversation,
  type ConversationReading,
  type Decision,
  decideAppeal,
  isNameAmong,
  RedditError,
} from "@appealmod/core";
import { carryOut } from "./carry-out.ts";
import type { EnginePorts } from "./engine-ports.ts";
import { archiveClosing, keepRecords } from "./keep-records.ts";
import { loadFacts, type Snapshot, withConversation } from "./load-facts.ts";
import { Postponed } from "./postponed.ts";
import { reconcile } from "./reconcile.ts";
import { tellAction, tellDecision } from "./tell.ts";

/** How often one run decides anew before it leaves the rest to the next. */
const mostRounds = 6;

/** What a run over one conversation came to. */
export interface Processed {
  readonly decision: Decision;
  readonly conversation: Conversation;
}

/** A conversation as Reddit showed it. */
interface Look {
  readonly reading: ConversationReading;
  /** When Reddit was asked for it. */
  readonly seenAt: Date;
}

interface Round {
  readonly snapshot: Snapshot;
  readonly decision: Decision;
  readonly appeal: Appeal | null;
  /** The conversation as last seen. */
  readonly conversation: Conversation;
  readonly seenAt: Date;
  /**
   * Why the decision is to be taken anew: Reddit showed something that it did not know of,
   * or another run is at work on the same appeal.
   */
  readonly outdatedBy: "news" | "another-run" | null;
}

/**
 * The one way through: reads a conversation, reconciles what an earlier run left open,
 * decides, carries out, and looks again if the world moved meanwhile. May be repeated at
 * any time: what is done is done once.
 *
 * @throws Postponed when it is to be taken up again later
 * @throws RedditError when Reddit refused or could not be reached
 */
export async function processConversation(
  ports: EnginePorts,
  conversationId: string,
): Promise<Processed | null> {
  let look = await read(ports, conversationId);
  const known = new Set<string>();

  for (let rounds = 1; rounds <= mostRounds; rounds += 1) {
    if (look === null) return null;
    for (const message of look.reading.conversation.messages) known.add(message.id);
    const round = await takeRound(ports, look, known);
    if (round.outdatedBy === null) {
      if (!ports.isDryRun) await keepRecords(ports, round);
      return { decision: round.decision, conversation: round.conversation };
    }
    // Reddit's answer to what we did serves as the next look, if it is whole and if nobody else
    // may have written since.
    const isEnough = round.outdatedBy === "news" && round.conversation.isComplete;
    look = isEnough
      ? { reading: withConversation(round.snapshot, round.conversation), seenAt: round.seenAt }
      : await read(ports, conversationId);
  }
  throw new Postponed("the conversation keeps changing under our hands", 2_000);
}

async function read(ports: EnginePorts, conversationId: string): Promise<Look | null> {
  const seenAt = ports.clock.now();
  try {
    return { reading: await ports.reddit.readConversation(conversationId), seenAt };
  } catch (error) {
    if (!(error instanceof RedditError) || error.kind !== "not-found") throw error;
    ports.events.record({
      event: "conversation-gone",
      level: "warn",
      audience: "detail",
      message: "Reddit knows no such conversation any more; it is left alone.",
      conversationId,
      at: ports.clock.now(),
    });
    return null;
  }
}

async function takeRound(ports: EnginePorts, look: Look, known: Set<string>): Promise<Round> {
  const { reading, seenAt } = look;
  const { conversation } = reading;
  if (!ports.isDryRun) {
    const account = await ports.reddit.username();
    const ownAccounts = [account, ...ports.formerAccounts];
    const happened = await reconcile(ports, { conversation, seenAt }, ownAccounts);
    for (const claim of happened) tellAction(ports, conversation, null, claim.action);
  }
  const snapshot = await loadFacts(ports, reading);
  const decision = decideAppeal(snapshot.facts);
  tellDecision(ports, conversation, snapshot.facts.appeal, decision);
  await ports.store.recordDecision({
    conversationId: conversation.id,
    subreddit: conversation.subreddit,
    username: conversation.appellant?.name ?? null,
    appealId: snapshot.facts.appeal?.id ?? null,
    decision,
    isDryRun: ports.isDryRun,
    at: ports.clock.now(),
  });
  return ports.isDryRun
    ? showOnly(ports, snapshot, decision, seenAt)
    : act(ports, snapshot, decision, seenAt, known);
}

function showOnly(ports: EnginePorts, snapshot: Snapshot, decision: Decision, seenAt: Date): Round {
  const { conversation, appeal } = snapshot.facts;
  for (const action of decision.actions) tellAction(ports, conversation, appeal, action);
  return { snapshot, decision, appeal, conversation, seenAt, outdatedBy: null };
}

async function act(
  ports: EnginePorts,
  snapshot: Snapshot,
  decision: Decision,
  lookedAt: Date,
  known: Set<string>,
): Promise<Round> {
  let { appeal, conversation } = snapshot.facts;
  let seenAt = lookedAt;
  const round = (outdatedBy: Round["outdatedBy"]): Round => ({
    snapshot,
    decision,
    appeal,
    conversation,
    seenAt,
    outdatedBy,
  });

  for (const action of decision.actions) {
    const lastMessageId = conversation.messages.at(-1)?.id ?? null;
    const at = ports.clock.now();
    if (action.kind === "close-appeal") await archiveClosing(ports, round(null), action);
    const step = await carryOut(ports, { snapshot, appeal, lastMessageId }, action);
    if (step.status === "outdated") return round("another-run");
    appeal = step.appeal;
    tellAction(ports, conversation, appeal, action);
    // The closing of a former episode's appeal makes way for the next one.
    if (action.kind === "close-appeal") appeal = null;
    if (!step.conversation) continue;
    conversation = step.conversation;
    seenAt = at;
    if (hasNews(snapshot, conversation, known)) return round("news");
  }
  return round(null);
}

/** Whether Reddit's answer shows a message that the decision did not know of and that is not ours. */
function hasNews({ facts }: Snapshot, conversation: Conversation, known: Set<string>): boolean {
  return conversation.messages.some(
    (message) => !known.has(message.id) && !isNameAmong(message.author.name, facts.ownAccounts),
  );
}
