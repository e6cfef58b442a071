import {
  type AppealFacts,
  type AppellantRecords,
  type Ban,
  type CommunityPolicy,
  isDecidedWithoutBan,
  notBanned,
  quickAnswerers,
} from "@appealmod/core";
import type { Refusal } from "./carry-out.ts";
import type { EnginePorts } from "./engine-ports.ts";
import type { Look } from "./look.ts";
import { answersNoteParts } from "./write-messages.ts";

/** What one look at a conversation brings together. */
export interface Snapshot {
  readonly facts: AppealFacts;
  readonly policy: CommunityPolicy;
}

/**
 * Brings together what the policy may know. Asks Reddit for the ban's date and note only
 * where a decision can hang on them: one request for a new appeal, none for one that we
 * know already.
 *
 * @param look what was seen, with the ban as it was found earlier in the same run
 * @param refusals what Reddit refused in the same run: as good as given up
 */
export async function loadFacts(
  ports: EnginePorts,
  look: Pick<Look, "reading" | "seenAt" | "foundBan">,
  refusals: readonly Refusal[] = [],
): Promise<Snapshot> {
  const { reading } = look;
  const { conversation } = reading;
  const { appellant, subreddit } = conversation;
  const redditor = appellant && appellant.account !== "deleted" ? appellant : null;
  const [policy, records, account] = await Promise.all([
    ports.communities.policyFor(subreddit),
    ports.store.findRecords({ subreddit, redditor, conversationId: conversation.id }),
    ports.reddit.username(),
  ]);
  const base: AppealFacts = {
    ...records,
    now: ports.clock.now(),
    ownAccounts: [account, ...ports.otherAccounts],
    community: policy.settings,
    conversation,
    ban: notBanned,
    draw: ports.draw(),
    noteParts: noteParts(policy, records),
    quickAnswers: new Map(),
    givenUpForAppeal: new Map([
      ...records.givenUpForAppeal,
      ...refusals.map(({ action, afterMessageId }) => [action.key, afterMessageId] as const),
    ]),
  };
  const quickAnswers = await countQuickAnswers(ports, base);
  return { policy, facts: { ...base, quickAnswers, ban: await findBan(ports, base, look) } };
}

async function countQuickAnswers(
  { store }: EnginePorts,
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
  ports: EnginePorts,
  facts: AppealFacts,
  { reading, seenAt, foundBan }: Pick<Look, "reading" | "seenAt" | "foundBan">,
): Promise<Ban> {
  const shown = reading.ban;
  // Whoever is met by a rule before the ban's needs no request.
  if (isDecidedWithoutBan(facts)) return shown ?? notBanned;
  if (shown && !shown.isBanned) return notBanned;
  const known = knownBan(facts, shown);
  if (known) return known;
  const { appellant, subreddit } = facts.conversation;
  if (!appellant) return notBanned;
  // An older word of the ban could be about one that was lifted before these lines were written.
  const found = foundBan ?? (await ports.reddit.findBan(subreddit, appellant.name, seenAt));
  if (!found?.isBanned) return notBanned;
  // The list of bans of older servers lacks the days left; the conversation may still tell.
  const permanence =
    found.permanence === "unknown" && shown?.isBanned ? shown.permanence : found.permanence;
  const endsAt = found.endsAt ?? (shown?.isBanned ? shown.endsAt : null);
  return { ...found, permanence, endsAt };
}

/**
 * The ban of the open appeal, if the conversation itself shows a ban in force. A second
 * conversation may be about a second ban: there the date decides, and has to be asked for.
 */
function knownBan({ appeal, conversation }: AppealFacts, shown: Ban | null): Ban | null {
  if (!appeal || !shown?.isBanned || conversation.id !== appeal.conversationId) return null;
  return { ...shown, bannedAt: appeal.bannedAt, note: appeal.banNote };
}
