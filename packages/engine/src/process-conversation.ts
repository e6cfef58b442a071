import {
  type Appeal,
  type AppealFacts,
  type Conversation,
  type Decision,
  decideAppeal,
  isDecisionDue,
  isForwarded,
  isNameAmong,
  type ListedConversation,
  Snooze,
} from "@appealmod/core";
import { carryOut } from "./carry-out.ts";
import { actionEvent, refusalEvent } from "./conversation-events.ts";
import type { EnginePorts } from "./engine-ports.ts";
import { finalizeRun } from "./finalize-run.ts";
import { keepBanMessage } from "./keep-ban-message.ts";
import { loadFacts, type Snapshot } from "./load-facts.ts";
import { handleMissingConversation } from "./missing-conversation.ts";
import { type Observation, observeListed, readWhole, tellsEnough } from "./observation.ts";
import { lateArrivalMs, reconcile } from "./reconcile.ts";
import type { Refusal } from "./step.ts";

/** How often one run decides anew before it leaves the rest to the next. */
const mostRounds = 6;

/** What a run over one conversation came to. */
export interface Processed {
  readonly decision: Decision;
  readonly conversation: Conversation;
  /** When what moderators decided may begin, where it can still be taken back; `null` for nothing. */
  readonly decisionBeginsAt: Date | null;
}

/** The conversation to be processed, and what is known of it beforehand. */
export interface Subject {
  readonly conversationId: string;
  readonly subreddit: string;
  /** As the listing showed it; only while nothing is known to have happened since. */
  readonly listed?: ListedConversation | null;
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
   * another run is at work on the same appeal, the listing did not tell enough, it was put away
   * already when we came to put it away, or Reddit refused what was decided.
   */
  readonly outdatedBy: "news" | "another-run" | "too-little-shown" | "put-away" | "refusal" | null;
}

/**
 * The one way through: reads a conversation, reconciles what an earlier run left open,
 * decides, carries out, and looks again if the world moved meanwhile. May be repeated at
 * any time: what is done is done once.
 *
 * @throws Snooze when it is to be taken up again later
 * @throws RedditError when Reddit refused or could not be reached
 */
export async function processConversation(
  ports: EnginePorts,
  subject: Subject,
): Promise<Processed | null> {
  const { conversationId, listed } = subject;
  const known = new Set<string>();
  const refusals: Refusal[] = [];
  let observation =
    (listed && (await observeListed(ports, listed))) ?? (await readWhole(ports, conversationId));

  for (let rounds = 1; rounds <= mostRounds; rounds += 1) {
    if (observation === null) {
      await handleMissingConversation(ports, subject);
      return null;
    }
    for (const message of observation.reading.conversation.messages) known.add(message.id);
    const round = await takeRound(ports, observation, known, refusals);
    if (round.outdatedBy === null) {
      await giveUpRefused(ports, round, refusals);
      if (!ports.isDryRun) await finalizeRun(ports, round);
      if (!ports.isDryRun) await lookForLateArchive(ports, round);
      const { decision, conversation } = round;
      return { decision, conversation, decisionBeginsAt: beginsLater(round.snapshot.facts) };
    }
    observation = await nextObservation(ports, round);
  }
  throw new Snooze("the conversation keeps changing under our hands", 2_000);
}

/** This run came too early for it, and may have taken the place of the job that was to begin it. */
function beginsLater({ moderatorDecision, now }: AppealFacts): Date | null {
  if (moderatorDecision === null || isDecisionDue(moderatorDecision, now)) return null;
  const { beginsAt, needsSecond, secondedBy } = moderatorDecision;
  return needsSecond && secondedBy === null ? null : beginsAt;
}

/** How soon a forwarded conversation is looked at again that may still be archived late. */
const lateArchiveLookMs = 20_000;

/**
 * An archiving that nobody saw happen can be carried out after the forwarding, and would hide the
 * appeal from people: its check is due again and again until it can come no more.
 */
async function lookForLateArchive(
  { store, clock }: EnginePorts,
  { appeal, conversation }: Round,
): Promise<void> {
  if (!appeal || !isForwarded(appeal) || appeal.conversationId !== conversation.id) return;
  const now = clock.now().getTime();
  if (await store.mayBeArchivedLate(conversation.id, new Date(now - lateArrivalMs)))
    await store.scheduleCheck(appeal.id, new Date(now + lateArchiveLookMs));
}

/**
 * What Reddit refused is given up once everything else went well: then it was not the account that
 * was refused, but the words to this redditor, who may be muted or have blocked the community.
 */
async function giveUpRefused(
  ports: EnginePorts,
  { conversation, appeal }: Round,
  refusals: readonly Refusal[],
): Promise<void> {
  for (const refusal of refusals) {
    const event = refusalEvent(ports, { conversation, appeal }, refusal);
    if (refusal.claimId) await ports.store.giveUpClaim(refusal.claimId, refusal.at, event);
    else ports.events.record(event);
  }
}

/**
 * Reddit's answer to what we did serves as the next look, if it is whole and if nobody else
 * may have written since.
 */
async function nextObservation(ports: EnginePorts, round: Round): Promise<Observation | null> {
  const { conversation, seenAt, snapshot, outdatedBy } = round;
  const { ban } = snapshot.facts;
  const isKnown = outdatedBy === "news" || outdatedBy === "refusal";
  if (isKnown && conversation.isComplete)
    return { reading: { conversation, ban }, seenAt, isListed: false, foundBan: null };
  const isFound = outdatedBy === "too-little-shown" && ban.isBanned;
  return readWhole(ports, conversation.id, isFound ? ban : null);
}

async function takeRound(
  ports: EnginePorts,
  observation: Observation,
  known: Set<string>,
  refusals: Refusal[],
): Promise<Round> {
  const { reading, seenAt, isListed } = observation;
  const { conversation } = reading;
  if (!ports.isDryRun && !isListed) {
    const account = await ports.reddit.username();
    const ownAccounts = [account, ...ports.otherAccounts];
    await reconcile(ports, { conversation, seenAt }, ownAccounts);
  }
  const snapshot = await loadFacts(ports, observation, refusals);
  const decision = decideAppeal(snapshot.facts);
  if (isListed && !tellsEnough(snapshot.facts, decision)) {
    const { appeal } = snapshot.facts;
    await keepDraw(ports, snapshot, decision);
    return { snapshot, decision, appeal, conversation, seenAt, outdatedBy: "too-little-shown" };
  }
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
    : act(ports, snapshot, decision, { seenAt, known, refusals });
}

/**
 * Keeps the group that was drawn before the conversation is read after all. Whether it is read
 * may hang on the group: if the next look drew again, control would be drawn too rarely.
 */
async function keepDraw(
  ports: EnginePorts,
  snapshot: Snapshot,
  { actions }: Decision,
): Promise<void> {
  const draw = actions.find((action) => action.kind === "draw-group");
  const scene = { snapshot, appeal: snapshot.facts.appeal, lastMessageId: null };
  if (draw && !ports.isDryRun) await carryOut(ports, scene, draw);
}

function showOnly(ports: EnginePorts, snapshot: Snapshot, decision: Decision, seenAt: Date): Round {
  const { conversation, appeal } = snapshot.facts;
  for (const action of decision.actions)
    ports.events.record(actionEvent(ports, { conversation, appeal }, action));
  return { snapshot, decision, appeal, conversation, seenAt, outdatedBy: null };
}

async function act(
  ports: EnginePorts,
  snapshot: Snapshot,
  decision: Decision,
  run: {
    readonly seenAt: Date;
    readonly known: ReadonlySet<string>;
    /** Grows by what Reddit refuses. */
    readonly refusals: Refusal[];
  },
): Promise<Round> {
  let { appeal, conversation } = snapshot.facts;
  let { seenAt } = run;
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
    const step = await carryOut(ports, { snapshot, appeal, lastMessageId }, action);
    if (step.status === "outdated") return round("another-run");
    if (step.status === "refused") {
      run.refusals.push(step.refusal);
      return round("refusal");
    }
    appeal = step.appeal;
    // The closing of a former episode's appeal makes way for the next one.
    if (action.kind === "close-appeal") appeal = null;
    // Put away by an earlier try whose answer was lost, or by a person: and with it perhaps words
    // that nobody has seen, which no listing shows any more.
    if (action.kind === "archive" && !step.conversation) return round("put-away");
    if (!step.conversation) continue;
    conversation = step.conversation;
    seenAt = at;
    // At once: the link is out, and what follows may have to wait for its turn at Reddit.
    if (appeal) appeal = await keepBanMessage(ports, snapshot.facts, appeal, conversation);
    if (hasNews(snapshot, conversation, run.known)) return round("news");
  }
  return round(null);
}

/** Whether Reddit's answer shows a message that the decision did not know of and that is not ours. */
function hasNews(
  { facts }: Snapshot,
  conversation: Conversation,
  known: ReadonlySet<string>,
): boolean {
  // What the listing counted but did not show comes first, and was reckoned with.
  const { messageCount, messages } = facts.conversation;
  const hidden = facts.conversation.isComplete ? 0 : (messageCount ?? 0) - messages.length;
  return conversation.messages
    .slice(Math.max(0, hidden))
    .some(
      (message) => !known.has(message.id) && !isNameAmong(message.author.name, facts.ownAccounts),
    );
}
