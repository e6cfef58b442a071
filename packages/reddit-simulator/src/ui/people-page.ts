import { markdownToHtml } from "../answers/markdown.ts";
import { findAccount } from "../state/accounts.ts";
import { moderatedBy, requireSubreddit } from "../state/subreddits.ts";
import type { Account, World } from "../state/world.ts";
import { field, type Outcome, show, type Visit } from "./outcome.ts";
import { type Html, html, trusted } from "./page.ts";

const LISTED = 200;

/** Moderators first, then the newest redditors; deleted accounts cannot be signed in. */
export function people(world: World): { moderators: Account[]; redditors: Account[] } {
  const ids = new Set<string>();
  for (const subreddit of world.subreddits.values()) {
    for (const moderator of subreddit.moderators) ids.add(moderator.accountId);
  }
  const present = [...world.accounts.values()].filter((one) => one.status !== "deleted");
  return {
    moderators: present.filter((one) => ids.has(one.id)),
    redditors: present.filter((one) => !ids.has(one.id)).slice(-LISTED),
  };
}

/** `/`: who do you want to be? */
export function peoplePage(visit: Visit): Outcome {
  const { moderators, redditors } = people(visit.world);
  const item = (account: Account): Html => {
    const moderated = moderatedBy(visit.world, account.id).map((one) => `r/${one.name}`);
    const banned = [...visit.world.subreddits.values()]
      .filter(({ relationships }) => relationships.banned.has(account.id))
      .map(({ name }) => `r/${name}`);
    const mark = account.status === "active" ? "" : ` (${account.status})`;
    return html`<li><a href="/ui/be?name=${encodeURIComponent(account.name)}">u/${account.name}</a>${mark}
      ${moderated.length > 0 && html`<span class="meta">moderates ${moderated.join(", ")}</span>`}
      ${banned.length > 0 && html`<span class="meta">banned from ${banned.join(", ")}</span>`}</li>`;
  };
  return show(
    "Who do you want to be?",
    html`<p>This is a pretend Reddit. Nothing here reaches the real one.</p>
    <h2>Moderators</h2><ul>${moderators.map(item)}</ul>
    <h2>Redditors</h2><ul>${redditors.map(item)}</ul>
    <form action="/ui/be" method="get"><label>Somebody else by name <input name="name" required></label><button>Be this redditor</button></form>
    <h2>Communities</h2><ul>${[...visit.world.subreddits.values()].map(
      (one) =>
        html`<li><a href="/r/${one.name}">r/${one.name}</a> <span class="meta">${one.title}</span></li>`,
    )}</ul>`,
  );
}

export function bePerson(visit: Visit): Outcome {
  const account = findAccount(visit.world, field(visit, "name"));
  if (!account) {
    const body = html`<p class="problem">There is no redditor of that name.</p>`;
    return show("Nobody", body, 404);
  }
  return enterAs(account, visit);
}

/** Leads to where a redditor has something to do. */
export function enterAs(account: Account, { world }: Visit): Outcome {
  const moderates = moderatedBy(world, account.id).length > 0;
  return { type: "redirect", to: moderates ? "/ui/modmail" : "/ui/inbox", be: account.name };
}

/** `/r/NAME`: what it is about, its rules, and a letter to its moderators. */
export function communityPage(visit: Visit, name: string): Outcome {
  const subreddit = requireSubreddit(visit.world, name);
  const rules = subreddit.rules.map(
    (rule) =>
      html`<li><strong>${rule.shortName}</strong>${trusted(markdownToHtml(rule.description))}</li>`,
  );
  return show(
    `r/${subreddit.name}`,
    html`<p>${subreddit.publicDescription}</p>
    <p class="meta">${subreddit.subscribers} subscribers</p>
    <h2>Rules</h2><ol>${rules}</ol>
    <p><a href="/ui/compose?to=${encodeURIComponent(`/r/${subreddit.name}`)}">Write to the moderators</a></p>`,
  );
}
