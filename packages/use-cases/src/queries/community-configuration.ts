import type { Actor, CommunitySettings, QuestionSet, SubredditRule } from "@appealmod/core";
import { bareName } from "@appealmod/core";
import {
  type CommunityDefaults,
  findCommunity,
  findQuestionDraft,
  type QuestionDraft,
  readCommunityFacts,
} from "@appealmod/db";
import type { Installation } from "../installation.ts";
import { requirePermission } from "../require-permission.ts";

/** What a community sets of its own, beside what holds where it sets nothing. */
export interface CommunityConfigurationView {
  readonly name: string;
  /** The revision in force; 0 where it never set anything. */
  readonly revision: number;
  readonly own: Readonly<Partial<CommunitySettings>>;
  /** Own values, and the defaults for the rest. */
  readonly settings: CommunitySettings;
  readonly defaults: CommunityDefaults;
  /** Own wordings by language, then by text. */
  readonly texts: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Those that are asked now. */
  readonly questions: QuestionSet;
  readonly areQuestionsOwn: boolean;
  readonly draft: QuestionDraft | null;
  /** The community's rules as last fetched from Reddit; empty where they never were. */
  readonly rules: readonly SubredditRule[];
  /** When they were fetched; `null` for never. */
  readonly rulesAsOf: Date | null;
}

/** @throws NotAllowedError, ModeratorListOutdatedError, UnreadableRowError */
export async function communityConfiguration(
  { database }: Installation,
  actor: Actor,
  { subreddit, defaults }: { readonly subreddit: string; readonly defaults: CommunityDefaults },
): Promise<CommunityConfigurationView> {
  await requirePermission(database, actor, "configure", subreddit);
  const record = await findCommunity(database, subreddit);
  const facts = await readCommunityFacts(database, subreddit);
  const own = record?.settings ?? {};
  return {
    name: record?.name ?? facts?.name ?? bareName(subreddit),
    revision: record?.revision ?? 0,
    own,
    settings: { ...defaults.settings, ...own },
    defaults,
    texts: record?.texts ?? {},
    questions: record?.questions ?? defaults.questions,
    areQuestionsOwn: (record?.questions ?? null) !== null,
    draft: await findQuestionDraft(database, subreddit),
    rules: facts?.rules ?? [],
    rulesAsOf: facts?.asOf ?? null,
  };
}
