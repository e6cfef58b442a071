import { nameOf } from "../control/views.ts";
import { requireAccount } from "../state/accounts.ts";
import {
  inviteModerator,
  PERMISSIONS,
  requirePermission,
  requireSubreddit,
} from "../state/subreddits.ts";
import type { Account, ModeratorPermission } from "../state/world.ts";
import { field, go, type Outcome, show, type Visit } from "./outcome.ts";
import { html } from "./page.ts";

/** What is ticked for whoever is invited; the others have to be ticked by hand. */
const ticked: readonly ModeratorPermission[] = ["access", "mail"];

/** `/mod/SUB/moderators`, as at Reddit: who moderates, who is invited, and a form to invite. */
export function moderatorsPage(visit: Visit, me: Account, name: string): Outcome {
  const subreddit = requireSubreddit(visit.world, name);
  requirePermission(subreddit, me.id, "any");
  const row = (state: string, accountId: string, permissions: readonly string[]) =>
    html`<tr><td>u/${nameOf(visit.world, accountId)}</td><td>${state}</td><td>${permissions.join(", ")}</td></tr>`;
  const boxes = PERMISSIONS.map(
    (one) =>
      html`<label><input type="checkbox" name="may_${one}" value="1" ${ticked.includes(one) && html`checked`}> ${one}</label>`,
  );
  return show(
    `Moderators of r/${subreddit.name}`,
    html`<nav><a href="/ui/modmail">Modmail</a><a href="/ui/log/${subreddit.name}">Moderation log</a></nav>
    <table><thead><tr><th>Redditor</th><th>State</th><th>Permissions</th></tr></thead><tbody>
    ${subreddit.moderators.map((one) => row("moderator", one.accountId, one.permissions))}
    ${subreddit.invites.map((one) => row("invited", one.accountId, one.permissions))}</tbody></table>
    <form method="post" action="/mod/${subreddit.name}/moderators"><h2>Invite a moderator</h2>
    <label>Redditor <input name="name" value="${field(visit, "name")}" required></label>
    <fieldset><legend>Permissions</legend>${boxes}</fieldset><button>Invite</button></form>`,
  );
}

export function inviteFromPage(visit: Visit, me: Account, name: string): Outcome {
  const { world, now } = visit;
  const subreddit = requireSubreddit(world, name);
  requirePermission(subreddit, me.id, "all");
  const invited = requireAccount(world, field(visit, "name"));
  const permissions = PERMISSIONS.filter((one) => field(visit, `may_${one}`) === "1");
  inviteModerator(world, now, subreddit, invited, permissions, me.id);
  return go(`/mod/${subreddit.name}/moderators`);
}
