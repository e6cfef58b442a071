import { nameKey } from "@appealmod/core";
import { sql } from "drizzle-orm";
import { inTransaction } from "../in-transaction.ts";
import type { Database } from "../open-database.ts";
import { signUps } from "../schema/index.ts";
import type { Enqueue } from "./forms.ts";

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
 * What became of a sign-up. The same redditor and community count once, and the first stays:
 * - `duplicate`: it was there, with the same e-mail address.
 * - `other-email`: it was there with another address, so perhaps from somebody else.
 */
export type SavedSignUp = "saved" | "duplicate" | "other-email";

/** Stores a sign-up and enqueues what follows. */
export async function saveSignUp(
  database: Database,
  { name, email, redditUsername, subredditUrl, at }: SignUp,
  enqueue?: Enqueue<{ readonly signUpId: number; readonly subreddit: string }>,
): Promise<SavedSignUp> {
  const subredditKey = nameKey(subredditUrl);
  return inTransaction(database, async (orm, client) => {
    const [saved] = await orm
      .insert(signUps)
      .values({ name, email, redditUsername, subredditUrl, subredditKey, createdAt: at })
      .onConflictDoNothing()
      .returning({ id: signUps.id });
    if (!saved) {
      const isOne = await orm.query.signUps.findFirst({
        columns: { id: true },
        where: (table, { and, eq }) =>
          and(
            eq(sql`lower(${table.redditUsername})`, redditUsername.toLowerCase()),
            eq(table.subredditKey, subredditKey),
            // Folded by the database on both sides: it may know fewer letters than we do.
            eq(sql`lower(${table.email})`, sql`lower(${email})`),
          ),
      });
      return isOne ? "duplicate" : "other-email";
    }
    await enqueue?.(client, { signUpId: saved.id, subreddit: subredditKey });
    return "saved";
  });
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
