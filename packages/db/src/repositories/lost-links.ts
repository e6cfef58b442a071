import { mayRepeatAskedLink } from "@appealmod/core";
import { and, eq, sql } from "drizzle-orm";
import { inTransaction } from "../in-transaction.ts";
import { nameKey } from "../name-key.ts";
import type { Database } from "../open-database.ts";
import { actions, appeals, banAppealForms } from "../schema/index.ts";
import type { Enqueue, FormConversation } from "./forms.ts";

/**
 * Notes that a redditor asks for their form's link again, and has the bot look at the
 * conversation, in one transaction. Nothing is noted where the link was repeated too often.
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
      .select({
        id: appeals.id,
        conversationId: appeals.conversationId,
        subreddit: appeals.subreddit,
        username: appeals.username,
      })
      .from(appeals)
      .where(
        and(
          eq(appeals.subredditKey, nameKey(subreddit)),
          eq(appeals.usernameKey, nameKey(username)),
          eq(appeals.state, "invited"),
          unsent,
        ),
      )
      .for("no key update");
    if (!invited) return false;
    const { id, ...conversation } = invited;
    const begun = await orm
      .select({ key: actions.key })
      .from(actions)
      .where(and(eq(actions.scope, "appeal"), eq(actions.scopeId, id)));
    const keys = begun.map(({ key }) => key);
    if (!mayRepeatAskedLink(keys, at)) return false;
    await orm.update(appeals).set({ linkAskedAt: at }).where(eq(appeals.id, id));
    await enqueue(client, conversation);
    return true;
  });
}
