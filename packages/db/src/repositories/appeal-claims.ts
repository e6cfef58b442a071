import { and, eq, sql } from "drizzle-orm";
import type { Orm } from "../open-database.ts";
import { appealClaims, appeals, moderatorNotes } from "../schema/index.ts";
import type { AppealClaim } from "./appeal-review.ts";

/** An appeal as a command about it needs it. */
export type AppealForCommand = Pick<
  typeof appeals.$inferSelect,
  "id" | "subreddit" | "username" | "conversationId" | "state" | "reviewVersion"
>;

/** @returns `null` where there is no such appeal */
export async function findAppealForCommand(
  orm: Orm,
  appealId: string,
): Promise<AppealForCommand | null> {
  const { id, subreddit, username, conversationId, state, reviewVersion } = appeals;
  const [row] = await orm
    .select({ id, subreddit, username, conversationId, state, reviewVersion })
    .from(appeals)
    .where(eq(id, appealId));
  return row ?? null;
}

/** Who has an appeal in hand after somebody tried to take it, and who had it before. */
export interface ClaimAttempt {
  readonly holder: AppealClaim;
  /** Run out or not; `null` where nobody ever had it. */
  readonly before: { readonly redditorId: string; readonly username: string } | null;
}

/**
 * Takes an appeal in hand, unless somebody else has it whose claim has not run out; one's own is
 * renewed. One statement: of two at once, one has it.
 *
 * @param claim.takeOver takes it from whoever has it
 */
export async function storeClaim(
  orm: Orm,
  appealId: string,
  claim: AppealClaim & { readonly takeOver: boolean },
): Promise<ClaimAttempt> {
  const { redditorId, username, claimedAt, expiresAt, takeOver } = claim;
  const { rows: before } = await orm.execute<{ redditor_id: string; username: string }>(
    sql`select redditor_id, username from appeal_claims where appeal_id = ${appealId}`,
  );
  const isFree = sql`(${takeOver}::boolean or ${appealClaims.expiresAt} <= excluded.claimed_at)`;
  const isMine = sql`${appealClaims.redditorId} = excluded.redditor_id`;
  const taken = (column: string, kept: SQLColumn) =>
    sql`case when ${isFree} or ${isMine} then ${sql.raw(`excluded.${column}`)} else ${kept} end`;
  const [holder] = await orm
    .insert(appealClaims)
    .values({ appealId, redditorId, username, claimedAt, expiresAt })
    .onConflictDoUpdate({
      target: appealClaims.appealId,
      set: {
        redditorId: taken("redditor_id", appealClaims.redditorId),
        username: taken("username", appealClaims.username),
        // Renewed, it is still the claim that was made then.
        claimedAt: sql`case when ${isFree} and not ${isMine} then excluded.claimed_at else ${appealClaims.claimedAt} end`,
        expiresAt: taken("expires_at", appealClaims.expiresAt),
      },
    })
    .returning();
  if (!holder) throw new Error("A claim was stored, and Postgres returned no row of it.");
  const [former] = before;
  return {
    holder,
    before: former ? { redditorId: former.redditor_id, username: former.username } : null,
  };
}

type SQLColumn = (typeof appealClaims)[keyof typeof appealClaims.$inferSelect];

/** @returns whether it was theirs */
export async function deleteClaim(
  orm: Orm,
  appealId: string,
  redditorId: string,
): Promise<boolean> {
  const gone = await orm
    .delete(appealClaims)
    .where(and(eq(appealClaims.appealId, appealId), eq(appealClaims.redditorId, redditorId)))
    .returning({ appealId: appealClaims.appealId });
  return gone.length > 0;
}

export async function storeModeratorNote(
  orm: Orm,
  note: Omit<typeof moderatorNotes.$inferInsert, "id">,
): Promise<void> {
  await orm.insert(moderatorNotes).values(note);
}

/** What somebody wrote last about an appeal; `null` where they wrote nothing. */
export async function lastNoteBy(
  orm: Orm,
  appealId: string,
  authorId: string,
): Promise<{ readonly text: string; readonly at: Date } | null> {
  const { text, at } = moderatorNotes;
  const [row] = await orm
    .select({ text, at })
    .from(moderatorNotes)
    .where(and(eq(moderatorNotes.appealId, appealId), eq(moderatorNotes.authorId, authorId)))
    .orderBy(sql`${at} desc`)
    .limit(1);
  return row ?? null;
}
