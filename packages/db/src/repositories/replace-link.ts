import type { AppealState, Group } from "@appealmod/core";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Database, Orm } from "../open-database.ts";
import { appeals, banAppealForms, formLinks } from "../schema/index.ts";
import { type FormConversation, tokenHash } from "./forms.ts";

/** An appeal whose form link nobody else can replace until the transaction ends. */
export interface LockedLink {
  readonly group: Group;
  readonly state: AppealState;
  /** When its form was sent; `null` while it was not, or where there is none. */
  readonly submittedAt: Date | null;
  readonly conversation: FormConversation;
}

/** What decides whether an appeal's link can be replaced; the appeal is locked until the transaction ends. */
export async function lockLink(orm: Orm, appealId: string): Promise<LockedLink | null> {
  const [appeal] = await orm
    .select()
    .from(appeals)
    .where(eq(appeals.id, appealId))
    .for("no key update");
  if (!appeal) return null;
  const [form] = await orm
    .select({ submittedAt: banAppealForms.submittedAt })
    .from(banAppealForms)
    .where(eq(banAppealForms.appealId, appealId));
  const { group, state, conversationId, subreddit, username } = appeal;
  const conversation = { conversationId, subreddit, username };
  return { group, state, submittedAt: form?.submittedAt ?? null, conversation };
}

/** Takes an appeal's links out of force. @returns how many were in force */
export async function revokeLinks(orm: Orm, appealId: string, at: Date): Promise<number> {
  const { rowCount } = await orm
    .update(formLinks)
    .set({ revokedAt: at })
    .where(and(eq(formLinks.appealId, appealId), isNull(formLinks.revokedAt)));
  return rowCount ?? 0;
}

/** Takes an appeal's links out of force, and has another one be due at once. */
export async function storeReplacedLink(orm: Orm, appealId: string, at: Date): Promise<void> {
  await revokeLinks(orm, appealId, at);
  // The new link answers whoever has asked for the old one. The appeal is due at once: should
  // the job be lost, the next look at what is due finds it.
  await orm
    .update(appeals)
    .set({ linkVersion: sql`${appeals.linkVersion} + 1`, linkAskedAt: null, nextCheckAt: at })
    .where(eq(appeals.id, appealId));
}

/** Whether a token was a form link's before another took its place. */
export async function isReplacedLink({ orm }: Database, token: string): Promise<boolean> {
  const [row] = await orm
    .select({ revokedAt: formLinks.revokedAt })
    .from(formLinks)
    .where(eq(formLinks.tokenHash, tokenHash(token)));
  return row !== undefined && row.revokedAt !== null;
}
