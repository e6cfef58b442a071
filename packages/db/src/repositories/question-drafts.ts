import { nameKey, type QuestionSet } from "@appealmod/core";
import { and, eq } from "drizzle-orm";
import type { Database, Orm } from "../open-database.ts";
import { questionDrafts } from "../schema/index.ts";
import { naming } from "./unreadable-row.ts";

/** Questions that moderators work at and nobody is asked yet. */
export interface QuestionDraft {
  readonly questions: QuestionSet;
  /** From 1, counted up by each change. */
  readonly version: number;
  /** The revision that was in force when it was begun; 0 where nothing was set. */
  readonly begunFrom: number;
  /** `null` for an operator at the command line. */
  readonly updatedBy: string | null;
  readonly updatedAt: Date;
}

/** @throws UnreadableRowError */
export async function findQuestionDraft(
  { orm }: Pick<Database, "orm">,
  subreddit: string,
): Promise<QuestionDraft | null> {
  const key = nameKey(subreddit);
  const [row] = await naming(key, () =>
    orm.select().from(questionDrafts).where(eq(questionDrafts.subredditKey, key)),
  );
  if (!row) return null;
  const { subredditKey: _, content: questions, ...rest } = row;
  return { questions, ...rest };
}

/** Stores the draft, in the place of an earlier one. The community's row is locked by the transaction. */
export async function storeQuestionDraft(
  orm: Orm,
  subreddit: string,
  { questions: content, ...rest }: QuestionDraft,
): Promise<void> {
  const set = { content, ...rest };
  await orm
    .insert(questionDrafts)
    .values({ subredditKey: nameKey(subreddit), ...set })
    .onConflictDoUpdate({ target: questionDrafts.subredditKey, set });
}

/** @returns whether there was one in this version */
export async function deleteQuestionDraft(
  orm: Orm,
  subreddit: string,
  version: number,
): Promise<boolean> {
  const { subredditKey } = questionDrafts;
  const deleted = await orm
    .delete(questionDrafts)
    .where(and(eq(subredditKey, nameKey(subreddit)), eq(questionDrafts.version, version)))
    .returning({ version: questionDrafts.version });
  return deleted.length > 0;
}
