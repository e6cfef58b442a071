import { and, count, desc, eq, gt, lt, max, ne, or, sql } from "drizzle-orm";
import type { Database } from "../open-database.ts";
import { siteSessions } from "../schema/index.ts";

type Writer = Pick<Database, "orm">;

/** Somebody's sign-in in one browser. */
export type SiteSession = typeof siteSessions.$inferSelect;

/** How long a session is kept, whatever is done in it. */
export const sessionHoldsMs = 30 * 24 * 60 * 60_000;

/** How long it is kept without being used. */
export const sessionIdleMs = 7 * 24 * 60 * 60_000;

/** That it was used is noted once in so long: reading a page writes nothing most of the time. */
const noteUseMs = 5 * 60_000;

export async function storeSession(
  { orm }: Writer,
  session: Omit<SiteSession, "lastUsedAt" | "expiresAt">,
): Promise<void> {
  const { signedInAt } = session;
  const expiresAt = new Date(signedInAt.getTime() + sessionHoldsMs);
  await orm.insert(siteSessions).values({ ...session, lastUsedAt: signedInAt, expiresAt });
}

/** @returns `null` for one that never was, was ended, or is too old */
export async function useSession(
  { orm }: Writer,
  tokenHash: string,
  at: Date,
): Promise<SiteSession | null> {
  const [session] = await orm
    .select()
    .from(siteSessions)
    .where(and(eq(siteSessions.tokenHash, tokenHash), isInForce(at)));
  if (!session) return null;
  if (at.getTime() - session.lastUsedAt.getTime() > noteUseMs)
    await orm
      .update(siteSessions)
      .set({ lastUsedAt: at })
      .where(and(eq(siteSessions.tokenHash, tokenHash), lt(siteSessions.lastUsedAt, at)));
  return session;
}

/** Somebody's sessions that are in force, the last used first. */
export async function listSessions(
  { orm }: Writer,
  redditorId: string,
  at: Date,
): Promise<readonly SiteSession[]> {
  return orm
    .select()
    .from(siteSessions)
    .where(and(eq(siteSessions.redditorId, redditorId), isInForce(at)))
    .orderBy(desc(siteSessions.lastUsedAt), siteSessions.tokenHash);
}

/** Somebody who is signed in, in one browser or several. */
export interface PersonSignedIn {
  readonly redditorId: string;
  readonly username: string;
  readonly sessions: number;
  readonly since: Date;
  readonly lastUsedAt: Date;
}

/** Who is signed in, whoever used the site last first. */
export async function peopleSignedIn(
  { orm }: Writer,
  at: Date,
  limit: number,
): Promise<readonly PersonSignedIn[]> {
  const { redditorId, signedInAt, lastUsedAt } = siteSessions;
  const lastUsed = max(lastUsedAt);
  return orm
    .select({
      redditorId,
      username: sql<string>`(array_agg(${siteSessions.username} order by ${signedInAt} desc))[1]`,
      sessions: count(),
      since: sql<Date>`min(${signedInAt})`.mapWith(signedInAt),
      lastUsedAt: sql<Date>`${lastUsed}`.mapWith(lastUsedAt),
    })
    .from(siteSessions)
    .where(isInForce(at))
    .groupBy(redditorId)
    .orderBy(desc(lastUsed), redditorId)
    .limit(limit);
}

/** How many are signed in. */
export async function countSessions({ orm }: Writer, at: Date): Promise<number> {
  return orm.$count(siteSessions, isInForce(at));
}

/** Ends one of somebody's sessions, and no other person's. */
export async function endSession(
  { orm }: Writer,
  redditorId: string,
  tokenHash: string,
): Promise<boolean> {
  const ended = await orm
    .delete(siteSessions)
    .where(and(eq(siteSessions.tokenHash, tokenHash), eq(siteSessions.redditorId, redditorId)))
    .returning({ tokenHash: siteSessions.tokenHash });
  return ended.length > 0;
}

/** Ends a session, whosever it is: for whoever holds its token. */
export async function endAnySession({ orm }: Writer, tokenHash: string): Promise<void> {
  await orm.delete(siteSessions).where(eq(siteSessions.tokenHash, tokenHash));
}

/**
 * Ends all of somebody's sessions.
 *
 * @param butFor stays
 * @returns how many were ended
 */
export async function endSessions(
  { orm }: Writer,
  redditorId: string,
  butFor?: string,
): Promise<number> {
  const ended = await orm
    .delete(siteSessions)
    .where(
      and(
        eq(siteSessions.redditorId, redditorId),
        butFor === undefined ? undefined : ne(siteSessions.tokenHash, butFor),
      ),
    )
    .returning({ tokenHash: siteSessions.tokenHash });
  return ended.length;
}

/** Deletes the sessions that are in force no more, whosever they were. */
export async function forgetSessions({ orm }: Writer, at: Date): Promise<number> {
  const idleSince = new Date(at.getTime() - sessionIdleMs);
  const forgotten = await orm
    .delete(siteSessions)
    .where(or(lt(siteSessions.expiresAt, at), lt(siteSessions.lastUsedAt, idleSince)))
    .returning({ one: sql`1` });
  return forgotten.length;
}

function isInForce(at: Date) {
  const idleSince = new Date(at.getTime() - sessionIdleMs);
  return and(gt(siteSessions.expiresAt, at), gt(siteSessions.lastUsedAt, idleSince));
}
