import { asc, eq } from "drizzle-orm";
import type { Database } from "../open-database.ts";
import { moderatorNotes } from "../schema/index.ts";

type Reader = Pick<Database, "orm">;

export interface ModeratorNote {
  readonly id: string;
  readonly authorId: string;
  readonly author: string;
  readonly text: string;
  readonly at: Date;
}

/** Oldest first. */
export async function notesOf(
  { orm }: Reader,
  appealId: string,
): Promise<readonly ModeratorNote[]> {
  const { id, authorId, author, text, at } = moderatorNotes;
  return orm
    .select({ id, authorId, author, text, at })
    .from(moderatorNotes)
    .where(eq(moderatorNotes.appealId, appealId))
    .orderBy(asc(at), id);
}
