import {
  changesInWords,
  changesOf,
  communityTextsSchema,
  configurationDifferences,
  eventActor,
  type Operator,
} from "@appealmod/core";
import { lockCommunity, type Orm, storeEvents, storeRevision } from "@appealmod/db";
import type { TextsToImport } from "./import-batch.ts";

/**
 * Gives a community the wordings of the earlier system, within a transaction.
 *
 * @returns why it was left as it is; `null` where it was not
 */
export async function importTexts(
  orm: Orm,
  operator: Operator,
  { subreddit, language, texts }: TextsToImport,
  at: Date,
): Promise<string | null> {
  const before = await lockCommunity(orm, subreddit);
  if (Object.keys(before.texts).length > 0)
    return "the community has texts of its own here already, and they stay";
  const after = { ...before, texts: { [language]: communityTextsSchema.parse(texts) } };
  const changed = changesOf(configurationDifferences(before, after));
  const number = (before.revision ?? 0) + 1;
  const by = { actor: eventActor(operator), at };
  const { settings, questionSetId } = before;
  await storeRevision(orm, subreddit, {
    ...{ settings, questionSetId, texts: after.texts, number, changed },
    ...by,
  });
  await storeEvents(orm, [
    {
      event: "community-texts-changed",
      level: "info",
      audience: "detail",
      message: `Revision ${number} of r/${before.name}: ${changesInWords(changed)}, imported from the earlier system.`,
      subreddit: before.name,
      details: { revision: number, ...changed },
      ...by,
    },
  ]);
  return null;
}
