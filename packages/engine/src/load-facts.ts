import {
  type Appeal,
  type AppealFacts,
  type AppellantRecords,
  type Ban,
  type BanLift,
  type CommunityPolicy,
  isCarriedOutHere,
  isDecidedWithoutBan,
  isSameEpisode,
  notBanned,
  quickAnswerers,
  type Redditor,
} from "@appealmod/core";
import { type ContestedBan, precedesNotice } from "./bans/ban-lookup.ts";
import type { EnginePorts } from "./engine-ports.ts";
import type { Observation } from "./observation.ts";
import type { Refusal } from "./step.ts";
import { wasInvited } from "./unrecorded-messages.ts";
import { answersNoteParts } from "./write-messages.ts";

/** What facts are brought together by: nothing of it has an effect that Reddit shows. */
export type FactsPorts = Pick<
  EnginePorts,
  | "bans"
  | "communities"
  | "clock"
  | "otherAccounts"
  | "mayDecide"
  | "draw"
  | "formLinks"
  | "restored"
> & {
  readonly reddit: Pick<EnginePorts["reddit"], "username" | "readConversation">;
  readonly store: Pick<
    EnginePorts["store"],
    "findRecords" | "noteQuickAnswer" | "recordedMessages"
  >;
};

/** What one look at a conversation brings together. */
export interface Snapshot {
  readonly facts: AppealFacts;
  readonly policy: CommunityPolicy;
}

/**
 * Brings together what the policy may know. The ban's date, note and author are looked up only
 * where a decision can hang on them: one request at most for a new appeal as a rule, none for one
 * that we know already.
 *
 * @param observation what was seen, with the ban as it was found earlier in the same run
 * @param refusals what Reddit refused in the same run: as good as given up
 */
export async function loadFacts(
  ports: FactsPorts,
  observation: Pick<Observation, "reading" | "seenAt" | "foundBan">,
  refusals: readonly Refusal[] = [],
): Promise<Snapshot> {
  const { reading } = observation;
  const { conversation } = reading;
  const { appellant, subreddit } = conversation;
  const redditor = appellant && appellant.account !== "deleted" ? appellant : null;
  const [policy, records, account] = await Promise.all([
    ports.communities.policyFor(subreddit),
    ports.store.findRecords({ subreddit, redditor, conversationId: conversation.id }),
    ports.reddit.username(),
  ]);
  const ownAccounts = [account, ...ports.otherAccounts];
  const isInvited =
    records.group === null && (await wasInvited(ports, { conversation, ownAccounts }));
  const base: AppealFacts = {
    ...records,
    now: ports.clock.now(),
    ownAccounts,
    community: policy.settings,
    conversation,
    ban: notBanned,
    lift: null,
    draw: isInvited ? 0 : ports.draw(),
    noteParts: noteParts(policy, records),
    isDeciderEntitled: true,
    quickAnswers: new Map(),
    givenUpForAppeal: new Map([
      ...records.givenUpForAppeal,
      ...refusals.map(({ action, afterMessageId }) => [action.key, afterMessageId] as const),
    ]),
  };
  const quickAnswers = await countQuickAnswers(ports, base);
  const isDeciderEntitled = await mayDeciderDecide(ports, base);
  const ban = await findBan(ports, base, observation);
  const lift = await findLift(ports, base, ban, observation.seenAt);
  return { policy, facts: { ...base, isDeciderEntitled, quickAnswers, ban, lift } };
}

/** Whether what moderators decided is about to begin: all that it rests on is looked at anew. */
function isAboutToBegin(facts: AppealFacts): boolean {
  return facts.moderatorDecision?.state === "pending" && isCarriedOutHere(facts);
}

async function mayDeciderDecide({ mayDecide }: FactsPorts, facts: AppealFacts): Promise<boolean> {
  const { moderatorDecision, conversation } = facts;
  if (moderatorDecision === null || !isAboutToBegin(facts)) return true;
  return await mayDecide(conversation.subreddit, moderatorDecision.decidedById);
}

async function countQuickAnswers(
  { store }: FactsPorts,
  facts: AppealFacts,
): Promise<ReadonlyMap<string, number>> {
  const { id: conversationId, subreddit } = facts.conversation;
  const counts = new Map<string, number>();
  for (const author of quickAnswerers(facts))
    counts.set(author, await store.noteQuickAnswer({ subreddit, author, conversationId }));
  return counts;
}

function noteParts(policy: CommunityPolicy, { appeal, earlierAppeals }: AppellantRecords): number {
  // What is said of the ban goes in front of the first part and makes none more.
  return appeal?.form ? answersNoteParts(policy, appeal, earlierAppeals, notBanned).length : 0;
}

async function findBan(
  ports: FactsPorts,
  facts: AppealFacts,
  { reading, seenAt, foundBan }: Pick<Observation, "reading" | "seenAt" | "foundBan">,
): Promise<Ban> {
  const shown = reading.ban;
  // Whoever is met by a rule before the ban's needs no request.
  if (isDecidedWithoutBan(facts)) return shown ?? notBanned;
  if (shown && !shown.isBanned) return notBanned;
  const mustAsk = isAboutToBegin(facts);
  const known = mustAsk ? null : await knownBan(ports, facts, shown);
  if (known) return known;
  const { appellant, subreddit } = facts.conversation;
  if (!appellant) return notBanned;
  const seen = { at: seenAt, ban: shown, noticeAt: noticeAt(facts) };
  const lookUp = (redditor: Redditor) =>
    mustAsk
      ? ports.bans.askBan(subreddit, redditor)
      : ports.bans.findBan(subreddit, redditor, seen);
  const isKnown = foundBan?.isBanned && !precedesNotice(foundBan.bannedAt, seen.noticeAt);
  let found: Ban = isKnown && !mustAsk ? foundBan : await lookUp(appellant);
  if (!found.isBanned && shown?.isBanned) {
    const renamed = await renamedSince(ports, facts);
    if (renamed) found = await lookUp(renamed);
  }
  if (!found.isBanned) return notBanned;
  // The list of bans of older servers lacks the days left; the conversation may still tell.
  const permanence =
    found.permanence === "unknown" && shown?.isBanned ? shown.permanence : found.permanence;
  const endsAt = found.endsAt ?? (shown?.isBanned ? shown.endsAt : null);
  return { ...found, permanence, endsAt };
}

/** When a conversation began that Reddit began with a ban notice, where that is shown. */
function noticeAt({ conversation: { isAuto, isComplete, messages } }: AppealFacts): Date | null {
  return (isAuto && isComplete && messages[0]?.date) || null;
}

/**
 * Who the appellant is by now, if that is another name: bans are asked for by name, so that an
 * account that was renamed a moment ago seems not to be banned, whatever the conversation says.
 */
async function renamedSince(
  { reddit }: FactsPorts,
  { conversation }: AppealFacts,
): Promise<Redditor | null> {
  const { appellant } = (await reddit.readConversation(conversation.id)).conversation;
  return appellant && appellant.name !== conversation.appellant?.name ? appellant : null;
}

/**
 * The ban of the open appeal, if the conversation itself shows a ban in force. A second
 * conversation may be about a second ban: there the date decides, and has to be asked for.
 */
async function knownBan(
  { bans }: FactsPorts,
  { appeal, conversation }: AppealFacts,
  shown: Ban | null,
): Promise<Ban | null> {
  if (!appeal || !shown?.isBanned || conversation.id !== appeal.conversationId) return null;
  if (await bans.hasEnded(contestedBan(appeal))) return null;
  return { ...shown, bannedAt: appeal.bannedAt, note: appeal.banNote };
}

/** How the open appeal's ban ended, where it has: when and by whom, as far as the register tells. */
async function findLift(
  { bans }: FactsPorts,
  facts: AppealFacts,
  ban: Ban,
  seenAt: Date,
): Promise<BanLift | null> {
  const { appeal } = facts;
  if (!appeal || isDecidedWithoutBan(facts)) return null;
  if (ban.isBanned && isSameEpisode(ban.bannedAt, appeal.bannedAt)) return null;
  return await bans.findLift(contestedBan(appeal), seenAt);
}

function contestedBan({ subreddit, redditorId, username, bannedAt }: Appeal): ContestedBan {
  return { subreddit, redditor: { id: redditorId, name: username }, bannedAt };
}
