import type { DecisionDraft } from "@appealmod/core";
import { and, eq } from "drizzle-orm";
import type { Database, Orm } from "../open-database.ts";
import { decisionDrafts } from "../schema/index.ts";
import { naming } from "./unreadable-row.ts";

/** What a moderator wrote into the form of a decision and has not sent. */
export interface StoredDecisionDraft {
  /** The version of the appeal that their page showed. */
  readonly seenVersion: number;
  readonly words: DecisionDraft;
  readonly updatedAt: Date;
}

/** @throws UnreadableRowError */
export async function findDecisionDraft(
  { orm }: Pick<Database, "orm">,
  appealId: string,
  redditorId: string,
): Promise<StoredDecisionDraft | null> {
  const { seenVersion, words, updatedAt } = decisionDrafts;
  const [row] = await naming(`${appealId}, ${redditorId}`, () =>
    orm
      .select({ seenVersion, words, updatedAt })
      .from(decisionDrafts)
      .where(isOf(appealId, redditorId)),
  );
  return row ?? null;
}

export async function storeDecisionDraft(
  orm: Orm,
  appealId: string,
  redditorId: string,
  draft: StoredDecisionDraft,
): Promise<void> {
  const { seenVersion, words, updatedAt } = draft;
  await orm
    .insert(decisionDrafts)
    .values({ appealId, redditorId, seenVersion, words, updatedAt })
    .onConflictDoUpdate({
      target: [decisionDrafts.appealId, decisionDrafts.redditorId],
      set: { seenVersion, words, updatedAt },
    });
}

export async function deleteDecisionDraft(
  orm: Orm,
  appealId: string,
  redditorId: string,
): Promise<void> {
  await orm.delete(decisionDrafts).where(isOf(appealId, redditorId));
}

function isOf(appealId: string, redditorId: string) {
  return and(eq(decisionDrafts.appealId, appealId), eq(decisionDrafts.redditorId, redditorId));
}
