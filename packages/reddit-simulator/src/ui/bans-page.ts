import { nameOf } from "../control/views.ts";
import { requireAccount } from "../state/accounts.ts";
import { banRedditor, daysLeft } from "../state/bans.ts";
import { readLog } from "../state/moderation-log.ts";
import { listRelationships, noteText, takeRelationship } from "../state/relationships.ts";
import { requirePermission, requireSubreddit } from "../state/subreddits.ts";
import type { Account, Subreddit } from "../state/world.ts";
import { field, go, type Outcome, show, type Visit } from "./outcome.ts";
import { html, when } from "./page.ts";

function accessible(visit: Visit, me: Account, name: string): Subreddit {
  const subreddit = requireSubreddit(visit.world, name);
  requirePermission(subreddit, me.id, "access");
  return subreddit;
}

/** `/ui/bans/SUB`: who is banned, and forms to ban and unban. */
export function bansPage(visit: Visit, me: Account, name: string): Outcome {
  const subreddit = accessible(visit, me, name);
  const rows = listRelationships(subreddit, "banned", null)
    .slice(0, 200)
    .map((ban) => {
      const left = daysLeft(ban, visit.now);
      const who = nameOf(visit.world, ban.accountId) ?? "";
      return html`<tr><td>u/${who}</td><td>${noteText(ban)}</td><td>${left === null ? "permanent" : `${left} days left`}</td><td>${when(ban.date)}</td>
        <td><form method="post" action="/ui/bans/${subreddit.name}/unban"><input type="hidden" name="name" value="${who}"><button>Unban</button></form></td></tr>`;
    });
  return show(
    `Bans in r/${subreddit.name}`,
    html`<nav><a href="/ui/modmail">Modmail</a><a href="/ui/log/${subreddit.name}">Moderation log</a></nav>
    <form method="post" action="/ui/bans/${subreddit.name}"><h2>Ban a redditor</h2>
    <label>Redditor <input name="name" value="${field(visit, "name")}" required></label>
    <label>Reason, for moderators <input name="reason" maxlength="100"></label>
    <label>Note, for moderators <input name="note" maxlength="300"></label>
    <label>Message to the redditor <textarea name="message" maxlength="1000"></textarea></label>
    <label>Days (empty: permanent) <input name="days" inputmode="numeric"></label><button>Ban</button></form>
    <table><thead><tr><th>Redditor</th><th>Reason: note</th><th>Length</th><th>Since</th><th></th></tr></thead><tbody>${rows}</tbody></table>`,
  );
}

export function banFromPage(visit: Visit, me: Account, name: string): Outcome {
  const subreddit = accessible(visit, me, name);
  const redditor = requireAccount(visit.world, field(visit, "name"));
  const days = field(visit, "days").trim();
  banRedditor(visit.world, visit.now, subreddit, redditor, me, {
    reason: field(visit, "reason"),
    note: field(visit, "note"),
    message: field(visit, "message"),
    days: days === "" ? null : Number(days),
  });
  return go(`/ui/bans/${subreddit.name}`);
}

export function unbanFromPage(visit: Visit, me: Account, name: string): Outcome {
  const subreddit = accessible(visit, me, name);
  const redditor = requireAccount(visit.world, field(visit, "name"));
  takeRelationship(visit.world, visit.now, subreddit, "banned", redditor.id, me.id);
  return go(`/ui/bans/${subreddit.name}`);
}

export function logPage(visit: Visit, me: Account, name: string): Outcome {
  const subreddit = requireSubreddit(visit.world, name);
  requirePermission(subreddit, me.id, "any");
  const rows = [...readLog([subreddit], {})]
    .slice(0, 200)
    .map(
      ({ entry }) =>
        html`<tr><td>${when(entry.date)}</td><td>${nameOf(visit.world, entry.moderatorId) ?? "reddit"}</td><td>${entry.action}</td><td>${nameOf(visit.world, entry.targetId)}</td><td>${entry.details}</td><td>${entry.description}</td></tr>`,
    );
  return show(
    `Moderation log of r/${subreddit.name}`,
    html`<nav><a href="/ui/modmail">Modmail</a><a href="/ui/bans/${subreddit.name}">Bans</a></nav>
    <table><thead><tr><th>When</th><th>Moderator</th><th>Action</th><th>Whom</th><th>Details</th><th>Note</th></tr></thead><tbody>${rows}</tbody></table>`,
  );
}
