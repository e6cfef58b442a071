import type { Group } from "@appealmod/core";
import { participantsQuery } from "./research-participants.ts";
import type { ResearchSnapshot } from "./research-snapshot.ts";

/**
 * How many messages moderators wrote to the redditor in each appeal's conversations, by what was last
 * seen of them: of appeals of which something was seen. What the bot wrote of its own accord is left
 * out; a decision's reply and a question that moderators had it send are theirs.
 */
export const messagesSpentQuery = `
  with known as (
    select l.appeal_id, c.last_seen -> 'messages' as messages
    from appeal_conversations l
    join conversations c on c.conversation_id = l.conversation_id
    where jsonb_typeof(c.last_seen -> 'messages') = 'array'
  ), own as (
    select distinct message_id from actions
    where message_id is not null and not starts_with(key, 'decision:') and not starts_with(key, 'question:')
  ), written as (
    select k.appeal_id, count(*)::int as messages
    from known k
    cross join lateral jsonb_array_elements(k.messages) m
    left join own o on o.message_id = m ->> 'id'
    where o.message_id is null
      and m -> 'author' -> 'isModerator' = 'true'::jsonb and m -> 'isPrivate' = 'false'::jsonb
    group by 1
  )
  select k.appeal_id, coalesce(w.messages, 0) as moderator_messages
  from (select distinct appeal_id from known) k
  left join written w using (appeal_id)`;

export interface MessagesSpent {
  readonly subredditKey: string;
  readonly phase: number;
  readonly group: Group;
  /** By moderators, in the conversations of one appeal. */
  readonly messages: number;
  readonly appeals: number;
}

/** On how many appeals how many messages of moderators were spent. */
export async function researchMessages(
  { client, takenAt }: ResearchSnapshot,
  subredditKey: string | null,
): Promise<readonly MessagesSpent[]> {
  const { rows } = await client.query<MessagesSpent>(
    `select subreddit_key as "subredditKey", phase, "group", moderator_messages as messages,
      count(*)::int as appeals
    from (${participantsQuery}) participants
    join (${messagesSpentQuery}) spent using (appeal_id)
    group by 1, 2, 3, 4
    order by 1, 2, 3, 4`,
    [subredditKey, takenAt],
  );
  return rows;
}
