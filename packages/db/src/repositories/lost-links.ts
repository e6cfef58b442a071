import { nameKey } from "@appealmod/core";
import { and, eq, sql } from "drizzle-orm";
import { inTransaction } from "../in-transaction.ts";
import type { Database } from "../open-database.ts";
import { appeals, banAppealForms } from "../schema/index.ts";
import type { Enqueue, FormConversation } from "./forms.ts";

/**
 * Notes that a redditor asks for their form's link again, and has the bot look at the
 * conversation, in one transaction.
 *
 * @returns whether there is an invitation that is still open; for nobody's eyes outside
 */
export async function askForLink(
  database: Database,
  asking: {
    readonly username: string;
    readonly subreddit: string;
    readonly at: Date;
    readonly enqueue: Enqueue<FormConversation>;
  },
): Promise<boolean> {
  const { username, subreddit, at, enqueue } = asking;
  return inTransaction(database, async (orm, client) => {
    const unsent = sql`exists (select 1 from ${banAppealForms}
      where ${banAppealForms.appealId} = ${appeals.id} and ${banAppealForms.submittedAt} is null)`;
    const [invited] = await orm
      .update(appeals)
      .set({ linkAskedAt: at })
      .where(
        and(
          eq(appeals.subredditKey, nameKey(subreddit)),
          eq(appeals.usernameKey, nameKey(username)),
          eq(appeals.state, "invited"),
          unsent,
        ),
      )
      .returning({
        conversationId: appeals.conversationId,
        subreddit: appeals.subreddit,
        username: appeals.username,
      });
    if (!invited) return false;
    await enqueue(client, invited);
    return true;
  });
}
