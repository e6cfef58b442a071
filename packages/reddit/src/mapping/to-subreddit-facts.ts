import type { SubredditFacts, SubredditModerator } from "@appealmod/core";
import type { ModeratorList, SubredditAbout, SubredditRules } from "../schemas/subreddit.ts";
import { plainText } from "./plain-text.ts";
import { toAccountId } from "./to-account-id.ts";

export function toSubredditFacts(
  about: SubredditAbout,
  rules: SubredditRules | null,
  moderators: ModeratorList | null,
): SubredditFacts {
  const { data } = about;
  return {
    name: data.display_name,
    description: plainText(data.public_description || data.description || ""),
    subscribers: data.subscribers ?? 0,
    rules: (rules?.rules ?? []).map((rule) => ({
      name: plainText(rule.short_name),
      description: plainText(rule.description ?? ""),
    })),
    moderators: moderators === null ? [] : toModerators(moderators),
  };
}

export function toModerators({ data }: ModeratorList): readonly SubredditModerator[] {
  return data.children.map((moderator) => ({
    id: toAccountId(moderator.id),
    name: moderator.name,
    permissions: moderator.mod_permissions ?? [],
  }));
}
