import { and, eq, isNull, sql } from "drizzle-orm";
import { inTransaction } from "../in-transaction.ts";
import type { Database } from "../open-database.ts";
import { appeals, banAppealForms, formLinks } from "../schema/index.ts";
import { type Enqueue, type FormConversation, tokenHash } from "./forms.ts";

/** Why a link was left as it is. */
export type NotReplaced = "unknown" | "control" | "not-invited" | "submitted" | "closed";

/**
 * Takes the form link of an appeal out of force, and has the bot send a new one in the
 * conversation, in one transaction. What was written behind the old one stays.
 */
export async function replaceLink(
  database: Database,
  appealId: string,
  at: Date,
  enqueue: Enqueue<FormConversation>,
): Promise<"replaced" | NotReplaced> {
  return inTransaction(database, async (orm, client) => {
    const [appeal] = await orm
      .select()
      .from(appeals)
      .where(eq(appeals.id, appealId))
      .for("no key update");
    if (!appeal) return "unknown";
    if (appeal.group === "control") return "control";
    if (appeal.state === "closed") return "closed";
    const [form] = await orm
      .select({ submittedAt: banAppealForms.submittedAt })
      .from(banAppealForms)
      .where(eq(banAppealForms.appealId, appealId));
    if (form?.submittedAt) return "submitted";
    if (appeal.state !== "invited") return "not-invited";
    await orm
      .update(formLinks)
      .set({ revokedAt: at })
      .where(and(eq(formLinks.appealId, appealId), isNull(formLinks.revokedAt)));
    // The new link answers whoever has asked for the old one. The appeal is due at once: should
    // the job be lost, the next look at what is due finds it.
    await orm
      .update(appeals)
      .set({ linkVersion: sql`${appeals.linkVersion} + 1`, linkAskedAt: null, nextCheckAt: at })
      .where(eq(appeals.id, appealId));
    const { conversationId, subreddit, username } = appeal;
    await enqueue(client, { conversationId, subreddit, username });
    return "replaced";
  });
}

/** Whether a token was a form link's before another took its place. */
export async function isReplacedLink({ orm }: Database, token: string): Promise<boolean> {
  const [row] = await orm
    .select({ revokedAt: formLinks.revokedAt })
    .from(formLinks)
    .where(eq(formLinks.tokenHash, tokenHash(token)));
  return row !== undefined && row.revokedAt !== null;
}
