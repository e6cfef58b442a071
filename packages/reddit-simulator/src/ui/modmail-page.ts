import { act } from "../control/scenario-commands.ts";
import { nameOf } from "../control/views.ts";
import { lastUnread, markRead, newestMessage } from "../state/conversations.ts";
import { FOLDERS, type Folder, listConversations } from "../state/folders.ts";
import { ownerOf, replyAsModerator, requireConversation } from "../state/modmail.ts";
import { may, moderatedBy } from "../state/subreddits.ts";
import type { Account, Conversation, ConversationAction, Message, World } from "../state/world.ts";
import { field, go, type Outcome, show, type Visit } from "./outcome.ts";
import { type Html, html, when, written } from "./page.ts";

const SHOWN: readonly [Folder, string][] = [
  ["all", "All Mod Mail"],
  ["new", "New"],
  ["inprogress", "In Progress"],
  ["archived", "Archived"],
  ["appeals", "Ban Appeals"],
  ["mod", "Mod Discussions"],
  ["highlighted", "Highlighted"],
  ["notifications", "Notifications"],
];

const STATES = ["new", "in progress", "archived", "appeal", "join request", "filtered"];
const ACTIONS: Record<number, string> = {
  0: "highlighted",
  1: "unhighlighted",
  2: "archived",
  3: "unarchived",
  5: "muted the redditor",
  6: "unmuted the redditor",
};
const BUTTONS = ["archive", "unarchive", "highlight", "unhighlight", "mute", "unmute"] as const;

/** What stands beside all of Mod Mail, as at Reddit: its folders, and each community's tools. */
function navigation(visit: Visit, me: Account, current: string): Html {
  const folders = SHOWN.map(
    ([folder, label]) =>
      html`<a href="/ui/modmail?folder=${folder}" ${folder === current && html`aria-current="page"`}>${label}</a>`,
  );
  const rooms = moderatedBy(visit.world, me.id).map(
    ({ name }) =>
      html`<h2>r/${name}</h2><nav aria-label="r/${name}"><a href="/ui/bans/${name}">Bans</a><a href="/ui/log/${name}">Mod log</a><a href="/mod/${name}/moderators">Moderators</a></nav>`,
  );
  return html`<aside><nav aria-label="Folders">${folders}</nav>${rooms}</aside>`;
}

export function modmailPage(visit: Visit, me: Account): Outcome {
  const { world } = visit;
  const folder = FOLDERS.find((one) => one === field(visit, "folder")) ?? "all";
  const subreddits = moderatedBy(world, me.id).filter((one) => may(one, me.id, "mail"));
  const after = field(visit, "after") || null;
  const page = listConversations(world, {
    subreddits,
    folder,
    sort: "recent",
    limit: 50,
    after,
    viewerId: me.id,
  });
  const rows = page.map((one) => row(world, one, me));
  const last = page.at(-1);
  return show(
    SHOWN.find(([one]) => one === folder)?.[1] ?? "Mod Mail",
    html`${navigation(visit, me, folder)}
    ${page.length === 0 ? html`<p>Nothing in this folder.</p>` : html`<ul class="mails">${rows}</ul>`}
    ${page.length === 50 && last && html`<p><a href="/ui/modmail?folder=${folder}&after=${last.id}">Older ones</a></p>`}`,
  );
}

function row(world: World, conversation: Conversation, me: Account): Html {
  const unread = lastUnread(conversation, me.id) !== null;
  const newest = newestMessage(conversation);
  const participant = nameOf(world, conversation.participantId);
  return html`<li class="${unread ? "new" : ""}">
    <span class="meta">${participant === null ? "Moderators only" : `u/${participant}`} · r/${ownerOf(world, conversation).name} · ${conversation.messageCount} messages <span class="badge">${STATES[conversation.state]}</span>${unread && html`<span class="badge">unread</span>`}</span>
    <span class="meta">${when(conversation.lastUpdated)}</span>
    <a href="/ui/modmail/${conversation.id}">${conversation.subject}</a>
    <span class="meta">${newest?.body.slice(0, 120)}</span></li>`;
}

export function conversationPage(visit: Visit, me: Account, id: string): Outcome {
  const { world } = visit;
  const conversation = requireConversation(world, id, me);
  markRead(conversation, me.id, visit.now);
  const participant = nameOf(world, conversation.participantId);
  const subreddit = ownerOf(world, conversation);
  const { banned, muted } = subreddit.relationships;
  const isBanned = banned.has(conversation.participantId ?? "");
  const isMuted = muted.has(conversation.participantId ?? "");
  const items = conversation.items.map((item) =>
    item.key === "messages" ? message(world, item) : action(world, item),
  );
  const possible = [
    STATES[conversation.state] === "archived" ? "unarchive" : "archive",
    conversation.isHighlighted ? "unhighlight" : "highlight",
    ...(participant === null ? [] : [isMuted ? "unmute" : "mute"]),
  ];
  const buttons = possible.map(
    (name) =>
      html`<form class="inline" method="post" action="/ui/modmail/${id}/act"><button name="action" value="${name}">${name}</button></form>`,
  );
  return show(
    conversation.subject,
    html`${navigation(visit, me, "")}
    <p class="meta">r/${subreddit.name} · ${participant === null ? "moderators only" : `with u/${participant}`} · <strong>${STATES[conversation.state]}</strong>${isBanned && html`<span class="badge">banned</span>`}${conversation.isHighlighted && html`<span class="badge">highlighted</span>`}</p>
    <div>${buttons}</div>${items}
    <form method="post" action="/ui/modmail/${id}/reply">
    <label>Message <textarea name="body" required></textarea></label>
    <label><input type="radio" name="as" value="public" checked> reply under your own name</label>
    <label><input type="radio" name="as" value="hidden"> reply as the subreddit</label>
    <label><input type="radio" name="as" value="internal"> private note, only moderators see it</label>
    <button>Send</button></form>`,
  );
}

function message(world: World, item: Message): Html {
  const kind = item.isInternal ? "private" : item.side === "moderator" ? "mod" : "user";
  return html`<article class="${kind}" data-message="${item.id}">
    <p class="meta">${item.isInternal && html`<strong>Private note, moderators only</strong> · `}<strong>u/${nameOf(world, item.authorId)}</strong>${item.side === "moderator" && html`<span class="badge">moderator</span>`}${item.isHidden && html`<span class="badge">sent as the subreddit</span>`} · ${when(item.date)}</p>
    ${written(item.body)}</article>`;
}

function action(world: World, item: ConversationAction): Html {
  const did = ACTIONS[item.type] ?? `did action ${item.type}`;
  return html`<p class="meta">u/${nameOf(world, item.authorId)} ${did} · ${when(item.date)}</p>`;
}

export function replyInModmail(visit: Visit, me: Account, id: string): Outcome {
  const conversation = requireConversation(visit.world, id, me);
  const as = field(visit, "as");
  replyAsModerator(visit.world, visit.now, conversation, me, {
    body: field(visit, "body"),
    isAuthorHidden: as === "hidden",
    isInternal: as === "internal",
  });
  return go(`/ui/modmail/${id}`);
}

export function actInModmail(visit: Visit, me: Account, id: string): Outcome {
  const conversation = requireConversation(visit.world, id, me);
  const wanted = BUTTONS.find((name) => name === field(visit, "action"));
  if (wanted) act(visit.world, visit.now, conversation, me, wanted, 72);
  return go(`/ui/modmail/${id}`);
}
