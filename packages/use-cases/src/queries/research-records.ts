import {
  type ArchiveRecord,
  type CommunitySource,
  type StoredEvent,
  UnreadableRowError,
} from "@appealmod/core";
import {
  appellantRecordsOf,
  conversationRecordsOf,
  type Database,
  subredditRecordsOf,
} from "@appealmod/db";

/** What the research archive holds of everything that some events tell of, as it stands now. */
export type ResearchRecords = (events: readonly StoredEvent[]) => Promise<readonly ArchiveRecord[]>;

/**
 * @param formAddress the address of the forms, without any token
 * @param onUnreadable told of each row that is left out because it cannot be read
 */
export function createResearchRecords(
  { orm }: Database,
  communities: CommunitySource,
  formAddress: string,
  onUnreadable: (row: UnreadableRowError) => void,
): ResearchRecords {
  async function textsOf(subreddit: string): Promise<readonly ArchiveRecord[]> {
    const at = new Date();
    try {
      const { texts } = await communities.policyFor(subreddit);
      return [{ kind: "bot-responses", record: { subreddit, texts, formAddress, at } }];
    } catch (error) {
      if (!(error instanceof UnreadableRowError)) throw error;
      onUnreadable(error);
      return [];
    }
  }

  return async (events) => {
    const conversationIds = distinct(events, ({ conversationId }) => conversationId);
    const appealIds = distinct(events, ({ appealId }) => appealId);
    const subreddits = distinct(events, communityOf);
    const [conversations, appellants, descriptions, texts] = await Promise.all([
      conversationRecordsOf(orm, conversationIds, onUnreadable),
      appellantRecordsOf(orm, appealIds, onUnreadable),
      subredditRecordsOf(orm, subreddits, onUnreadable),
      Promise.all(subreddits.map(textsOf)),
    ]);
    return [
      ...conversations.map((record) => ({ kind: "conversation" as const, record })),
      ...appellants.map((record) => ({ kind: "appellant" as const, record })),
      ...descriptions.map((record) => ({ kind: "subreddit" as const, record })),
      ...texts.flat(),
    ];
  };
}

/** The community that an event is about as such; nothing of one that happened to somebody in it. */
function communityOf(event: StoredEvent): string | undefined {
  const { subreddit, conversationId, appealId, username } = event;
  return (conversationId ?? appealId ?? username) === undefined ? subreddit : undefined;
}

function distinct(
  events: readonly StoredEvent[],
  of: (event: StoredEvent) => string | undefined,
): readonly string[] {
  return [...new Set(events.flatMap((event) => of(event) ?? []))];
}
