import { nameKey } from "@appealmod/core";
import { sql } from "drizzle-orm";
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
export async function storeSignUp(
  orm: Orm,
  { name, email, redditUsername, subredditUrl, at }: SignUp,
): Promise<number | null> {
  const subredditKey = nameKey(subredditUrl);
  const [saved] = await orm
    .insert(signUps)
    .values({ name, email, redditUsername, subredditUrl, subredditKey, createdAt: at })
    .onConflictDoNothing()
    .returning({ id: signUps.id });
  return saved?.id ?? null;
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
