import { nameKey } from "@appealmod/core";
import { and, eq, sql } from "drizzle-orm";
import type { Orm } from "../open-database.ts";
import { appeals, banAppealForms } from "../schema/index.ts";
import type { FormConversation } from "./forms.ts";

/**
 * Notes that a redditor asks for their form's link again.
 *
 * @returns the conversation of the invitation that is still open; `null` where there is none
 */
export async function noteLinkAsked(
  orm: Orm,
  asked: { readonly username: string; readonly subreddit: string; readonly at: Date },
): Promise<FormConversation | null> {
  const { username, subreddit, at } = asked;
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
  return invited ?? null;
}
