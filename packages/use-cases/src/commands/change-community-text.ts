import {
  type Actor,
  communityTextsSchema,
  languageTagSchema,
  type PageTextName,
  type TextName,
} from "@appealmod/core";
import type { Installation } from "../installation.ts";
import { type Revised, reviseCommunity } from "../revise-community.ts";

export interface TextChange {
  readonly subreddit: string;
  readonly language: string;
  readonly name: TextName | PageTextName;
  /** `null`: it follows the default again. */
  readonly text: string | null;
  /** The revision that it was made from; 0 where nothing was set. */
  readonly seenRevision: number;
  /** The site's own address, to which a text may link beside Reddit. */
  readonly siteUrl: string;
}

/**
 * Replaces one of a community's own wordings; all others stay.
 *
 * @throws ZodError that names the text and what is wrong with its placeholders
 * @throws LinkElsewhereError
 */
export async function changeCommunityText(
  installation: Installation,
  actor: Actor,
  { subreddit, language, name, text, seenRevision, siteUrl }: TextChange,
): Promise<Revised> {
  return reviseCommunity(installation, actor, {
    subreddit,
    event: "community-texts-changed",
    seenRevision,
    siteUrl,
    async wanted({ texts, ...own }) {
      const tag = languageTagSchema.parse(language);
      const { [tag]: before = {}, ...others } = texts;
      const { [name]: _, ...rest } = before;
      const after = communityTextsSchema.parse(text === null ? rest : { ...rest, [name]: text });
      const isNone = Object.keys(after).length === 0;
      return { ...own, texts: isNone ? others : { ...others, [tag]: after } };
    },
  });
}
