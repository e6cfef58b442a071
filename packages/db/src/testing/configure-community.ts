import {
  type CommunitySettings,
  type CommunityTexts,
  changesOf,
  configurationDifferences,
  type QuestionSet,
} from "@appealmod/core";
import { noon } from "@appealmod/core/testing";
import { inTransaction } from "../in-transaction.ts";
import type { Database } from "../open-database.ts";
import { lockCommunity } from "../repositories/community-record.ts";
import { storeRevision } from "../repositories/community-revisions.ts";
import { keepQuestionSet } from "../repositories/question-sets.ts";

interface Own {
  readonly settings?: Partial<CommunitySettings>;
  readonly texts?: Readonly<Record<string, CommunityTexts>>;
  readonly questions?: QuestionSet | null;
}

/** Sets these parts of a community's configuration by a revision, unchecked; the others stay. */
export async function configureCommunity(
  database: Database,
  subreddit: string,
  { questions, ...parts }: Own,
): Promise<void> {
  await inTransaction(database, async (orm) => {
    const before = await lockCommunity(orm, subreddit);
    const questionSetId =
      questions === undefined
        ? before.questionSetId
        : questions && (await keepQuestionSet(orm, questions));
    const own = { settings: before.settings, texts: before.texts, questionSetId, ...parts };
    await storeRevision(orm, subreddit, {
      ...own,
      number: (before.revision ?? 0) + 1,
      at: noon,
      actor: { kind: "operator" },
      changed: changesOf(configurationDifferences(before, own)),
    });
  });
}
