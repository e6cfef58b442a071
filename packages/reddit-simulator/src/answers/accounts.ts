import { lastUnread } from "../state/conversations.ts";
import { walkFolder } from "../state/folders.ts";
import { unreadCount } from "../state/inbox.ts";
import { moderatedBy, moderatorOf } from "../state/subreddits.ts";
import type { Account, World } from "../state/world.ts";
import { epoch } from "./dates.ts";
import { ME_DEFAULTS, PROFILE_DEFAULTS, USER_DEFAULTS } from "./defaults.ts";

/** `GET /api/v1/me`: not wrapped in kind and data. */
export function meAnswer(
  world: World,
  account: Account,
  clientId: string,
): Record<string, unknown> {
  const unread = unreadCount(world, account);
  const moderated = moderatedBy(world, account.id);
  return {
    ...ME_DEFAULTS,
    ...karma(account),
    features: {},
    subreddit: profileAnswer(account, true),
    name: account.name,
    id: account.id,
    created: epoch(account.createdAt),
    created_utc: epoch(account.createdAt),
    is_mod: moderated.length > 0,
    has_mail: unread > 0,
    has_mod_mail: hasUnreadModmail(world, account),
    inbox_count: unread,
    is_suspended: account.status === "suspended",
    oauth_client_id: clientId,
  };
}

function hasUnreadModmail(world: World, account: Account): boolean {
  for (const conversation of walkFolder(world, moderatedBy(world, account.id), "all")) {
    if (lastUnread(conversation, account.id) !== null) return true;
  }
  return false;
}

/**
 * `GET /user/NAME/about`. Suspended: the short form (contract 4). null: unknown, deleted or
 * shadow-banned, which are all a 404.
 */
export function userAboutAnswer(
  world: World,
  account: Account | undefined,
): Record<string, unknown> | null {
  if (!account || account.status === "deleted" || account.status === "shadowbanned") return null;
  if (account.status === "suspended") {
    const data = {
      name: account.name,
      is_suspended: true,
      is_blocked: false,
      awardee_karma: 0,
      awarder_karma: 0,
      total_karma: 0,
    };
    return { kind: "t2", data };
  }
  const data = {
    ...USER_DEFAULTS,
    ...karma(account),
    subreddit: profileAnswer(account, false),
    name: account.name,
    id: account.id,
    created: epoch(account.createdAt),
    created_utc: epoch(account.createdAt),
    is_mod: moderatedBy(world, account.id).length > 0,
  };
  return { kind: "t2", data };
}

function karma(account: Account): Record<string, number> {
  return {
    link_karma: account.linkKarma,
    comment_karma: account.commentKarma,
    total_karma: account.linkKarma + account.commentKarma,
  };
}

function profileAnswer(account: Account, isOwn: boolean): Record<string, unknown> {
  return {
    ...PROFILE_DEFAULTS,
    display_name: `u_${account.name}`,
    display_name_prefixed: `u/${account.name}`,
    name: `t5_u${account.id}`,
    title: "",
    subscribers: 0,
    url: `/user/${account.name}/`,
    user_is_moderator: isOwn,
  };
}

/** `GET /user/NAME/moderated_subreddits`: `{}` for none. */
export function moderatedSubredditsAnswer(
  world: World,
  account: Account,
  viewer: Account | null,
): Record<string, unknown> {
  const moderated = moderatedBy(world, account.id);
  if (moderated.length === 0) return {};
  const data = moderated.map((subreddit) => ({
    icon_img: "",
    banner_img: "",
    name: `t5_${subreddit.id}`,
    primary_color: "",
    title: subreddit.title,
    url: `/r/${subreddit.name}/`,
    sr: subreddit.name,
    sr_display_name_prefixed: `r/${subreddit.name}`,
    created: epoch(subreddit.createdAt),
    created_utc: epoch(subreddit.createdAt),
    banner_size: null,
    icon_size: null,
    // Only one's own permissions are told; for others the list stays empty.
    mod_permissions:
      viewer?.id === account.id ? (moderatorOf(subreddit, account.id)?.permissions ?? []) : [],
    over_18: false,
    subscribers: subreddit.subscribers,
    community_icon: "",
    subreddit_type: subreddit.type,
    key_color: "",
    user_can_crosspost: true,
    whitelist_status: null,
    user_is_subscriber: false,
  }));
  return { kind: "ModeratedList", data };
}

/** `GET /api/user_data_by_account_ids`: unknown ids are left out. */
export function accountDataAnswer(world: World, ids: readonly string[]): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  for (const id of ids) {
    const account = world.accounts.get(id.replace(/^t2_/, ""));
    if (!account || account.status === "deleted") continue;
    data[`t2_${account.id}`] = {
      name: account.name,
      created_utc: epoch(account.createdAt),
      link_karma: account.linkKarma,
      comment_karma: account.commentKarma,
      profile_img: USER_DEFAULTS.icon_img,
      profile_color: "",
      profile_over_18: false,
    };
  }
  return data;
}
