import type { CommunitySettings } from "../community/community-settings.ts";
import type { QuestionSet } from "../questions/question-set.ts";
import type { TextSet } from "../texts/text-set.ts";

/** Settings, texts and questions in force for a community. */
export interface CommunityPolicy {
  readonly settings: CommunitySettings;
  readonly texts: TextSet;
  readonly questions: QuestionSet;
}

export interface CommunitySource {
  policyFor(subreddit: string): Promise<CommunityPolicy>;
}
