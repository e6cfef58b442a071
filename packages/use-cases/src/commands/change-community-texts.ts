import { type Actor, type CommunityTexts, communityTextsSchema } from "@appealmod/core";
import type { Installation } from "../installation.ts";
import { type Revised, reviseCommunity } from "../revise-community.ts";

/**
 * Replaces a community's own wordings in a language; texts left out follow the defaults.
 *
 * @throws ZodError that names the text and what is wrong with its placeholders
 */
export async function changeCommunityTexts(
  installation: Installation,
  actor: Actor,
  {
    subreddit,
    language,
    texts,
  }: {
    readonly subreddit: string;
    readonly language: string;
    readonly texts: CommunityTexts;
  },
): Promise<Revised> {
  return reviseCommunity(installation, actor, {
    subreddit,
    event: "community-texts-changed",
    async wanted(own) {
      const { [language]: _, ...others } = own.texts;
      const set = communityTextsSchema.parse(texts);
      const isNone = Object.keys(set).length === 0;
      return { ...own, texts: isNone ? others : { ...others, [language]: set } };
    },
  });
}
