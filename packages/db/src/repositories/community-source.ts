import {
  type CommunityPolicy,
  type CommunitySettings,
  type CommunitySource,
  nameKey,
  type QuestionSet,
  type TextSet,
} from "@appealmod/core";
import type { Database } from "../open-database.ts";
import { findCommunity } from "./community-record.ts";

/** What holds wherever a community sets nothing of its own. */
export interface CommunityDefaults {
  readonly settings: CommunitySettings;
  /** By language, as in `conf/texts/<language>.yaml`; at least one. */
  readonly texts: Readonly<Record<string, TextSet>>;
  readonly questions: QuestionSet;
}

interface CachedPolicy {
  readonly policy: Promise<CommunityPolicy>;
  readonly until: number;
}

/**
 * Settings, texts and questions in force: the defaults, less what a community's row sets
 * otherwise. Remembered for a few seconds, so a change made on the site holds soon after.
 *
 * @param options.rememberForMs default 5000
 */
export function createCommunitySource(
  database: Database,
  defaults: CommunityDefaults,
  options: { readonly rememberForMs?: number } = {},
): CommunitySource {
  const rememberForMs = options.rememberForMs ?? 5000;
  const cache = new Map<string, CachedPolicy>();
  return {
    policyFor(subreddit) {
      const key = nameKey(subreddit);
      const now = performance.now();
      const cached = cache.get(key);
      if (cached && cached.until > now) return cached.policy;
      const policy = readPolicy(database, key, defaults);
      cache.set(key, { policy, until: now + rememberForMs });
      // A failure is not remembered: the next one asks again.
      policy.catch(() => cache.delete(key));
      return policy;
    },
  };
}

async function readPolicy(
  database: Database,
  key: string,
  defaults: CommunityDefaults,
): Promise<CommunityPolicy> {
  const own = await findCommunity(database, key);
  const settings = { ...defaults.settings, ...own?.settings };
  // What a community words for its pages is none of the bot's messages.
  const { appeal_again: _, ...ownTexts } = own?.texts[settings.language] ?? {};
  return {
    settings,
    texts: { ...defaultTexts(defaults.texts, settings.language), ...ownTexts },
    questions: own?.questions ?? defaults.questions,
  };
}

function defaultTexts(texts: Readonly<Record<string, TextSet>>, language: string): TextSet {
  const base = language.split("-")[0] ?? language;
  const found = texts[language] ?? texts[base] ?? texts.en ?? Object.values(texts)[0];
  if (!found) throw new Error("There are no texts: conf/texts needs at least one language.");
  return found;
}
