import { nameOf } from "../control/views.ts";
import {
  checkLetter,
  checkText,
  deliver,
  readFolder,
  recipientOf,
  replySubject,
  requireMail,
  threadOf,
} from "../state/inbox.ts";
import { replyAsRedditor, writeToModerators } from "../state/modmail.ts";
import type { Account, Mail, World } from "../state/world.ts";
import { field, go, type Outcome, show, type Visit } from "./outcome.ts";
import { type Html, html, when, written } from "./page.ts";

/** How long the inbox asks again by itself after a reply, in milliseconds: a bot answers within seconds. */
const AWAITED_MS = 20_000;

function mailCard(world: World, mail: Mail, me: Account): Html {
  const subreddit = world.subreddits.get(mail.subredditId ?? "")?.name;
  const own = mail.authorId === me.id;
  const author = mail.isAuthorHidden ? null : nameOf(world, mail.authorId);
  const from = own ? "you" : author === null ? `r/${subreddit ?? ""}` : `u/${author}`;
  const isNew = mail.isNew && mail.recipientId === me.id;
  return html`<article class="${own ? "" : "mod"}" id="t4_${mail.id}">
    <p class="meta">from <strong>${from}</strong>${subreddit && !own && author !== null && html` of r/${subreddit}`} · ${when(mail.date)}${isNew && html`<span class="badge new">new</span>`}</p>
    ${written(mail.body)}</article>`;
}

/** `/ui/inbox`: conversations, the newest on top, each with a form to answer. */
export function inboxPage(visit: Visit, me: Account): Outcome {
  const { world } = visit;
  const threads = [...readFolder(world, me, "messages")].slice(0, 50).map((first) => {
    const { replies } = threadOf(world, first);
    const mails = [first, ...replies];
    return html`<section class="card"><h2>${first.subject}</h2>
      ${mails.map((mail) => mailCard(world, mail, me))}
      <form method="post" action="/ui/inbox/reply"><input type="hidden" name="id" value="${first.id}">
      <label>Your reply <textarea name="text" required></textarea></label><button>Reply</button></form></section>`;
  });
  const isAwaiting = visit.now - Number(field(visit, "replied")) < AWAITED_MS;
  const hasNews = [...readFolder(world, me, "unread")].length > 0;
  for (const mail of readFolder(world, me, "unread")) mail.isNew = false;
  const page = show(
    "Inbox",
    html`<nav><a href="/ui/inbox" aria-current="page">Inbox</a><a href="/ui/compose">Write a message</a><a href="/ui/inbox">Look for new messages</a></nav>
    ${threads.length > 0 ? threads : html`<p class="card">No messages yet. When moderators ban u/${me.name}, the notice arrives here.</p>`}`,
  );
  return isAwaiting && !hasNews ? { ...page, refresh: 2 } : page;
}

export function replyToMail(visit: Visit, me: Account): Outcome {
  const { world, now } = visit;
  const text = field(visit, "text");
  const mail = requireMail(world, field(visit, "id"), me);
  checkText(text, "text");
  const conversation = world.conversations.get(mail.conversationId ?? "");
  if (conversation) {
    replyAsRedditor(world, now, conversation, me, text);
  } else {
    const recipientId = mail.authorId === me.id ? mail.recipientId : mail.authorId;
    const subject = replySubject(mail.subject);
    deliver(world, now, { authorId: me.id, recipientId, subject, body: text, parent: mail });
  }
  return go(`/ui/inbox?replied=${now}`);
}

export function composePage(visit: Visit): Outcome {
  return show(
    "Write a message",
    html`<form method="post" action="/ui/compose">
    <label>To (a redditor, or /r/NAME for the moderators) <input name="to" value="${field(visit, "to")}" required></label>
    <label>Subject <input name="subject" maxlength="100" required></label>
    <label>Message <textarea name="text" required></textarea></label><button>Send</button></form>`,
  );
}

export function sendLetter(visit: Visit, me: Account): Outcome {
  const { world, now } = visit;
  const subject = field(visit, "subject");
  const text = field(visit, "text");
  const to = recipientOf(world, field(visit, "to"));
  checkLetter(subject, text);
  if (to.subreddit) writeToModerators(world, now, to.subreddit, me, subject, text);
  else deliver(world, now, { authorId: me.id, recipientId: to.account.id, subject, body: text });
  return go("/ui/inbox");
}
