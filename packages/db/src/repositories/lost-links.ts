import { nameKey } from "@appealmod/core";
import { and, eq, sql } from "drizzle-orm";
import type { Orm } from "../open-database.ts";
import { actions, appeals, banAppealForms } from "../schema/index.ts";
import type { FormConversation } from "./forms.ts";

/** An invitation whose form was not sent yet. */
export interface OpenInvitation {
  readonly appealId: string;
  readonly conversation: FormConversation;
  /** Of all that was begun for the appeal. */
  readonly actionKeys: readonly string[];
}

/** The invitation of a redditor that is still open, its appeal locked until the transaction ends. */
export async function lockOpenInvitation(
  orm: Orm,
  { username, subreddit }: { readonly username: string; readonly subreddit: string },
): Promise<OpenInvitation | null> {
  const unsent = sql`exists (select 1 from ${banAppealForms}
    where ${banAppealForms.appealId} = ${appeals.id} and ${banAppealForms.submittedAt} is null)`;
  const [invited] = await orm
    .select({
      appealId: appeals.id,
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
  if (!invited) return null;
  const { appealId, ...conversation } = invited;
  const begun = await orm
    .select({ key: actions.key })
    .from(actions)
    .where(and(eq(actions.scope, "appeal"), eq(actions.scopeId, appealId)));
  return { appealId, conversation, actionKeys: begun.map(({ key }) => key) };
}

/** Notes that a redditor asks for their form's link again. */
export async function noteLinkAsked(orm: Orm, appealId: string, at: Date): Promise<void> {
  await orm.update(appeals).set({ linkAskedAt: at }).where(eq(appeals.id, appealId));
}
