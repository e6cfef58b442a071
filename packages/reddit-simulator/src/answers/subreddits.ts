import { moderatorOf } from "../state/subreddits.ts";
import type { Account, Subreddit, World } from "../state/world.ts";
import { epoch, modmailDate } from "./dates.ts";
import { SUBREDDIT_DEFAULTS } from "./defaults.ts";
import { bodyHtml } from "./markdown.ts";

/** A `t5`; the `user_is_…` fields are null without a user. */
export function subredditAnswer(
  subreddit: Subreddit,
  viewer: Account | null,
): Record<string, unknown> {
  const { banned, muted, contributor } = subreddit.relationships;
  const moderator = viewer ? moderatorOf(subreddit, viewer.id) : undefined;
  const data = {
    ...SUBREDDIT_DEFAULTS,
    display_name: subreddit.name,
    display_name_prefixed: `r/${subreddit.name}`,
    name: `t5_${subreddit.id}`,
    id: subreddit.id,
    title: subreddit.title,
    url: `/r/${subreddit.name}/`,
    created: epoch(subreddit.createdAt),
    created_utc: epoch(subreddit.createdAt),
    description: subreddit.description,
    description_html: subreddit.description === "" ? null : bodyHtml(subreddit.description),
    public_description: subreddit.publicDescription,
    public_description_html:
      subreddit.publicDescription === "" ? null : bodyHtml(subreddit.publicDescription),
    subscribers: subreddit.subscribers,
    subreddit_type: subreddit.type,
    quarantine: Boolean(subreddit.quarantine),
    active_user_count: 1,
    accounts_active: 1,
    user_is_banned: viewer ? banned.has(viewer.id) : null,
    user_is_muted: viewer ? muted.has(viewer.id) : null,
    user_is_contributor: viewer ? contributor.has(viewer.id) : null,
    user_is_moderator: viewer ? moderator !== undefined : null,
    user_is_subscriber: viewer ? moderator !== undefined : null,
    ...(moderator
      ? { is_enrolled_in_new_modmail: true, mod_permissions: moderator.permissions }
      : {}),
  };
  return { kind: "t5", data };
}

/** `/about/rules`: no kind, no data. */
export function rulesAnswer(subreddit: Subreddit): Record<string, unknown> {
  const rules = subreddit.rules.map((rule, priority) => ({
    kind: rule.kind,
    description: rule.description,
    short_name: rule.shortName,
    violation_reason: rule.violationReason,
    created_utc: epoch(rule.createdAt),
    priority,
    ...(rule.description === "" ? {} : { description_html: bodyHtml(rule.description) }),
  }));
  return {
    rules,
    site_rules: [
      "Spam",
      "Personal and confidential information",
      "Threatening, harassing, or inciting violence",
    ],
    site_rules_flow: [{ reasonTextToShow: "This is spam", reasonText: "This is spam" }],
  };
}

/** `GET /api/mod/conversations/subreddits`. */
export function modmailSubredditsAnswer(
  world: World,
  subreddits: readonly Subreddit[],
): Record<string, unknown> {
  const entries = subreddits.map((subreddit) => {
    const newest = world.index.conversationOrder.get(subreddit.id)?.at(-1);
    const answer = {
      display_name: subreddit.name,
      name: subreddit.name,
      lastUpdated: modmailDate(newest?.lastUpdated ?? subreddit.createdAt),
      subscribers: subreddit.subscribers,
      id: `t5_${subreddit.id}`,
      icon: "",
      keyColor: "",
    };
    return [`t5_${subreddit.id}`, answer];
  });
  return { subreddits: Object.fromEntries(entries) };
}
