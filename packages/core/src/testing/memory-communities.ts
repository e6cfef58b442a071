import {
  type CommunitySettings,
  defaultCommunitySettings,
} from "../community/community-settings.ts";
import type { CommunityPolicy, CommunitySource } from "../ports.ts";
import { plainTexts, shortQuestions } from "./builders.ts";

/** Settings, texts and questions in memory; every community has the plain ones until told otherwise. */
export class MemoryCommunities implements CommunitySource {
  readonly #policies = new Map<string, CommunityPolicy>();

  async policyFor(subreddit: string): Promise<CommunityPolicy> {
    return this.#policyOf(subreddit);
  }

  set(
    subreddit: string,
    changes: {
      readonly settings?: Partial<CommunitySettings>;
      readonly texts?: Partial<CommunityPolicy["texts"]>;
      readonly questions?: CommunityPolicy["questions"];
    },
  ): void {
    const known = this.#policyOf(subreddit);
    this.#policies.set(subreddit.toLowerCase(), {
      settings: { ...known.settings, ...changes.settings },
      texts: { ...known.texts, ...changes.texts },
      questions: changes.questions ?? known.questions,
    });
  }

  #policyOf(subreddit: string): CommunityPolicy {
    return (
      this.#policies.get(subreddit.toLowerCase()) ?? {
        settings: defaultCommunitySettings,
        texts: plainTexts,
        questions: shortQuestions,
      }
    );
  }
}
