import { nameKey } from "@appealmod/core";
import { and, count, eq, isNull, lt, min, sql } from "drizzle-orm";
import type { Database, Orm } from "../open-database.ts";
import { signUps } from "../schema/index.ts";

/** A moderator's wish to take part. */
export interface SignUp {
  readonly name: string;
  readonly email: string;
  readonly redditUsername: string;
  /** The community as it was given: an address, `r/name` or the name. */
  readonly subredditUrl: string;
  readonly at: Date;
}

/**
 * Stores a sign-up. The same redditor and community count once, and the first stays.
 *
 * @returns the new row's id; `null` where there was one
 */
export async function storeSignUp(orm: Orm, signUp: SignUp): Promise<number | null> {
  return (await storeSignUps(orm, [signUp])).get(signUp) ?? null;
}

/** Stores sign-ups at once. @returns the id of each that is new */
export async function storeSignUps(
  orm: Orm,
  given: readonly SignUp[],
): Promise<ReadonlyMap<SignUp, number>> {
  if (given.length === 0) return new Map();
  const rows = given.map(({ at, subredditUrl, ...signUp }) => ({
    ...signUp,
    ...{ subredditUrl, subredditKey: nameKey(subredditUrl), createdAt: at },
  }));
  const { id, redditUsername, subredditUrl } = signUps;
  const saved = await orm
    .insert(signUps)
    .values(rows)
    .onConflictDoNothing()
    .returning({ id, redditUsername, subredditUrl });
  const placeOf = (row: Pick<SignUp, "redditUsername" | "subredditUrl">) =>
    `${row.redditUsername} ${row.subredditUrl}`;
  const ids = new Map(saved.map((row) => [placeOf(row), row.id]));
  return new Map(
    given.flatMap((signUp) => {
      const newId = ids.get(placeOf(signUp));
      return newId === undefined ? [] : [[signUp, newId] as const];
    }),
  );
}

/** Whether a redditor has signed up a community with this e-mail address. */
export async function hasSignedUp(
  orm: Orm,
  { email, redditUsername, subredditUrl }: Omit<SignUp, "name" | "at">,
): Promise<boolean> {
  const found = await orm.query.signUps.findFirst({
    columns: { id: true },
    where: (table, { and, eq }) =>
      and(
        eq(sql`lower(${table.redditUsername})`, redditUsername.toLowerCase()),
        eq(table.subredditKey, nameKey(subredditUrl)),
        // Folded by the database on both sides: it may know fewer letters than we do.
        eq(sql`lower(${table.email})`, sql`lower(${email})`),
      ),
  });
  return found !== undefined;
}

export type StoredSignUp = typeof signUps.$inferSelect;

/** Newest first. */
export async function listSignUps(
  { orm }: Database,
  limit = 100,
): Promise<readonly StoredSignUp[]> {
  return orm.query.signUps.findMany({
    orderBy: (table, { desc }) => [desc(table.createdAt), desc(table.id)],
    limit,
  });
}

export async function findSignUp({ orm }: Database, id: number): Promise<StoredSignUp | null> {
  const found = await orm.query.signUps.findFirst({ where: (table, { eq }) => eq(table.id, id) });
  return found ?? null;
}

/** Sign-ups that nobody has answered, and since when the first of them waits. */
export interface SignUpsWaiting {
  readonly count: number;
  readonly since: Date | null;
}

export async function signUpsWaiting(orm: Orm): Promise<SignUpsWaiting> {
  const [row] = await orm
    .select({ count: count(), since: min(signUps.createdAt) })
    .from(signUps)
    .where(isNull(signUps.answeredAt));
  return row ?? { count: 0, since: null };
}

/**
 * Notes that a sign-up was answered.
 *
 * @returns the sign-up; `null` where there is none, or it was answered before
 */
export async function storeSignUpAnswer(
  orm: Orm,
  id: number,
  { at, by }: { readonly at: Date; readonly by: string | null },
): Promise<StoredSignUp | null> {
  const [answered] = await orm
    .update(signUps)
    .set({ answeredAt: at, answeredBy: by })
    .where(and(eq(signUps.id, id), isNull(signUps.answeredAt)))
    .returning();
  return answered ?? null;
}

/** @returns how many were deleted */
export async function deleteAnsweredSignUps(orm: Orm, answeredBefore: Date): Promise<number> {
  const { rowCount } = await orm.delete(signUps).where(lt(signUps.answeredAt, answeredBefore));
  return rowCount ?? 0;
}
