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
import { keepRecords } from "./keep-records.ts";
import { loadFacts, type Snapshot, withConversation } from "./load-facts.ts";
import { Postponed } from "./postponed.ts";
import { reconcile } from "./reconcile.ts";
import { tell, tellAction, tellDecision } from "./tell.ts";

/** How often one run decides anew before it leaves the rest to the next. */
const mostRounds = 6;

/** What a run over one conversation came to. */
export interface Processed {
  readonly decision: Decision;
  readonly conversation: Conversation;
}

interface Round {
  readonly snapshot: Snapshot;
  readonly decision: Decision;
  readonly appeal: Appeal | null;
  /** The conversation as last seen. */
  readonly conversation: Conversation;
  /** Something happened meanwhile that the decision did not know of. */
  readonly isOutdated: boolean;
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
  let reading = await read(ports, conversationId);
  if (reading === null) return null;
  const known = new Set(reading.conversation.messages.map((message) => message.id));

  for (let rounds = 1; rounds <= mostRounds; rounds += 1) {
    const round = await takeRound(ports, reading, known);
    if (!round.isOutdated) {
      if (!ports.isDryRun) await keepRecords(ports, round);
      return { decision: round.decision, conversation: round.conversation };
    }
    for (const message of round.conversation.messages) known.add(message.id);
    reading = round.conversation.isComplete
      ? withConversation(round.snapshot, round.conversation)
      : await ports.reddit.readConversation(conversationId);
  }
  throw new Postponed("the conversation keeps changing under our hands", 2_000);
}

async function read(
  ports: EnginePorts,
  conversationId: string,
): Promise<ConversationReading | null> {
  try {
    return await ports.reddit.readConversation(conversationId);
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

async function takeRound(
  ports: EnginePorts,
  reading: ConversationReading,
  known: Set<string>,
): Promise<Round> {
  const { conversation } = reading;
  if (!ports.isDryRun) {
    const account = await ports.reddit.username();
    const reconciled = await reconcile(ports, conversation, [account, ...ports.formerAccounts]);
    if (reconciled.length > 0)
      tell(ports, conversation, null, {
        event: "reconciled",
        audience: "detail",
        message: `Looked up what became of ${reconciled.map((claim) => claim.action.key).join(", ")}.`,
      });
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
    ? showOnly(ports, snapshot, decision)
    : act(ports, snapshot, decision, known);
}

function showOnly(ports: EnginePorts, snapshot: Snapshot, decision: Decision): Round {
  const { conversation, appeal } = snapshot.facts;
  for (const action of decision.actions) tellAction(ports, conversation, appeal, action);
  return { snapshot, decision, appeal, conversation, isOutdated: false };
}

async function act(
  ports: EnginePorts,
  snapshot: Snapshot,
  decision: Decision,
  known: Set<string>,
): Promise<Round> {
  let { appeal, conversation } = snapshot.facts;
  const round = (isOutdated: boolean): Round => ({
    snapshot,
    decision,
    appeal,
    conversation,
    isOutdated,
  });

  for (const action of decision.actions) {
    const lastMessageId = conversation.messages.at(-1)?.id ?? null;
    const step = await carryOut(ports, { snapshot, appeal, lastMessageId }, action);
    if (step.status === "outdated") return round(true);
    appeal = step.appeal;
    tellAction(ports, conversation, appeal, action);
    // The closing of a former episode's appeal makes way for the next one.
    if (action.kind === "close-appeal") appeal = null;
    if (!step.conversation) continue;
    conversation = step.conversation;
    if (hasNews(snapshot, conversation, known)) return round(true);
  }
  return round(false);
}

/** Whether Reddit's answer shows a message that the decision did not know of and that is not ours. */
function hasNews({ facts }: Snapshot, conversation: Conversation, known: Set<string>): boolean {
  return conversation.messages.some(
    (message) => !known.has(message.id) && !isNameAmong(message.author.name, facts.ownAccounts),
  );
}
