import { slice } from "../../answers/listing.ts";
import { relationshipListing } from "../../answers/relationships.ts";
import { findAccount, requireAccount } from "../../state/accounts.ts";
import { banRedditor } from "../../state/bans.ts";
import { logModeration } from "../../state/moderation-log.ts";
import { Refusal, userDoesntExist } from "../../state/refusal.ts";
import {
  giveRelationship,
  listRelationships,
  takeRelationship,
} from "../../state/relationships.ts";
import {
  inviteModerator,
  isModerator,
  parsePermissions,
  removeModerator,
  requirePermission,
  setModerator,
  subredditAt,
} from "../../state/subreddits.ts";
import type { Account, RelationshipKind, Subreddit } from "../../state/world.ts";
import { type Answer, formAnswer, json } from "../answer.ts";
import { type Call, input, pageOf, param, userOf } from "../call.ts";
import { type Endpoint, endpoint } from "../endpoint.ts";
import { subredditOfForm } from "./subreddits.ts";

const relationScope = (call: Call): string =>
  input(call, "type").startsWith("moderator") ? "modothers" : "modcontributors";

const form = { scope: relationScope, errors: "form" } as const;

export const relationshipEndpoints: readonly Endpoint[] = [
  endpoint("bans.friend", "POST /r/:subreddit/api/friend", form, friend),
  endpoint("bans.friend", "POST /api/friend", form, friend),
  endpoint("bans.unfriend", "POST /r/:subreddit/api/unfriend", { scope: relationScope }, unfriend),
  endpoint("bans.unfriend", "POST /api/unfriend", { scope: relationScope }, unfriend),
  endpoint("bans.list", "GET /r/:subreddit/about/banned", { scope: "read" }, (call) =>
    list(call, "banned"),
  ),
  endpoint("bans.muted", "GET /r/:subreddit/about/muted", { scope: "read" }, (call) =>
    list(call, "muted"),
  ),
  endpoint("bans.contributors", "GET /r/:subreddit/about/contributors", { scope: "read" }, (call) =>
    list(call, "contributor"),
  ),
  endpoint("bans.wikibanned", "GET /r/:subreddit/about/wikibanned", { scope: "read" }, (call) =>
    list(call, "wikibanned"),
  ),
  endpoint(
    "moderators.set_permissions",
    "POST /r/:subreddit/api/setpermissions",
    { scope: "modothers", errors: "form" },
    setPermissions,
  ),
];

function list(call: Call, kind: RelationshipKind): Answer {
  const subreddit = subredditAt(call.world, param(call, "subreddit"));
  requirePermission(subreddit, userOf(call).id, "access");
  const user = input(call, "user");
  // An unknown name gives an empty list, as somebody who is not banned does.
  const accountId = user === "" ? null : (findAccount(call.world, user)?.id ?? "");
  const page = slice(
    listRelationships(subreddit, kind, accountId),
    (one) => one.relId,
    pageOf(call),
  );
  return json(relationshipListing(call.world, call.now, page.items, page.after));
}

const KINDS: Record<string, RelationshipKind> = {
  banned: "banned",
  muted: "muted",
  contributor: "contributor",
  wikibanned: "wikibanned",
};

function friend(call: Call): Answer {
  const subreddit = subredditOfForm(call);
  const moderator = userOf(call);
  const type = input(call, "type");
  requirePermission(subreddit, moderator.id, type.startsWith("moderator") ? "all" : "access");
  if (input(call, "name") === "") {
    throw new Refusal("NO_USER", "please enter a username", "name");
  }
  const redditor = requireAccount(call.world, input(call, "name"));
  if (type === "moderator_invite") {
    const permissions = parsePermissions(input(call, "permissions"));
    inviteModerator(call.world, call.now, subreddit, redditor, permissions, moderator.id);
  } else if (type === "banned") {
    ban(call, subreddit, redditor, moderator);
  } else {
    give(call, subreddit, redditor, moderator, type);
  }
  return formAnswer(input(call, "api_type"), []);
}

function ban(call: Call, subreddit: Subreddit, redditor: Account, moderator: Account): void {
  const duration = input(call, "duration").trim();
  banRedditor(call.world, call.now, subreddit, redditor, moderator, {
    reason: input(call, "ban_reason"),
    note: input(call, "note"),
    message: input(call, "ban_message"),
    days: duration === "" ? null : Number(duration),
    context: contextLink(subreddit, input(call, "ban_context")),
  });
}

function contextLink(subreddit: Subreddit, context: string): string {
  const [kind, id] = context.split("_");
  if (kind === "t3") return `https://www.reddit.com/r/${subreddit.name}/comments/${id}/`;
  if (kind === "t1") return `https://www.reddit.com/r/${subreddit.name}/comments/x/comment/${id}/`;
  return "";
}

function give(
  call: Call,
  subreddit: Subreddit,
  redditor: Account,
  moderator: Account,
  type: string,
): void {
  const kind = KINDS[type];
  if (!kind) throw new Refusal("INVALID_OPTION", "that option is not valid", "type");
  if (kind === "muted" && isModerator(subreddit, redditor.id)) {
    throw new Refusal(
      "CANT_RESTRICT_MODERATOR",
      "You can't perform that action because that user is a moderator.",
      "name",
    );
  }
  giveRelationship(call.world, call.now, subreddit, {
    kind,
    accountId: redditor.id,
    byId: moderator.id,
    note: input(call, "note"),
    endsAt: kind === "muted" ? call.now + 72 * 3_600_000 : null,
  });
}

function unfriend(call: Call): Answer {
  const subreddit = subredditOfForm(call);
  const moderator = userOf(call);
  const type = input(call, "type");
  const redditor = input(call, "name")
    ? findAccount(call.world, input(call, "name"))
    : call.world.accounts.get(input(call, "id").replace(/^t2_/, ""));
  const isSelf = redditor?.id === moderator.id;
  if (!(type === "moderator" && isSelf)) {
    requirePermission(subreddit, moderator.id, type.startsWith("moderator") ? "all" : "access");
  }
  if (!redditor) throw userDoesntExist("name");
  const kind = KINDS[type];
  if (kind) {
    takeRelationship(call.world, call.now, subreddit, kind, redditor.id, moderator.id);
  } else if (type === "moderator") {
    removeModerator(call.world, call.now, subreddit, redditor, moderator.id);
  } else if (type === "moderator_invite") {
    subreddit.invites = subreddit.invites.filter((one) => one.accountId !== redditor.id);
    const entry = { action: "uninvitemoderator", moderatorId: moderator.id, targetId: redditor.id };
    logModeration(call.world, call.now, subreddit, entry);
  }
  return json({});
}

function setPermissions(call: Call): Answer {
  const subreddit = subredditOfForm(call);
  requirePermission(subreddit, userOf(call).id, "all");
  const redditor = requireAccount(call.world, input(call, "name"));
  const permissions = parsePermissions(input(call, "permissions"));
  if (isModerator(subreddit, redditor.id)) {
    setModerator(call.world, call.now, subreddit, redditor, permissions);
    logModeration(call.world, call.now, subreddit, {
      action: "setpermissions",
      moderatorId: userOf(call).id,
      targetId: redditor.id,
      description: permissions.join(", "),
    });
  }
  return formAnswer(input(call, "api_type"), []);
}
