import type { Actor, CommunityTexts } from "@appealmod/core";
import { saveCommunityTexts } from "@appealmod/db";
import type { Installation } from "../installation.ts";
import { requirePermission } from "../require-permission.ts";

/**
 * Replaces a community's own wordings in a language; texts left out follow the defaults.
 *
 * @throws ZodError that names the text and what is wrong with its placeholders
 */
export async function changeCommunityTexts(
  { database }: Installation,
  actor: Actor,
  wanted: {
    readonly subreddit: string;
    readonly language: string;
    readonly texts: CommunityTexts;
  },
): Promise<void> {
  const { subreddit, language, texts } = wanted;
  requirePermission(actor, "configure", subreddit);
  await saveCommunityTexts(database, subreddit, language, texts);
}
