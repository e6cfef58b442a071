import { mailAnswer } from "../../answers/inbox.ts";
import { listing, slice } from "../../answers/listing.ts";
import { requireActive } from "../../state/accounts.ts";
import {
  canRead,
  checkLetter,
  checkText,
  deliver,
  type MailFolder,
  readFolder,
  recipientOf,
  replySubject,
  requireMail,
  threadOf,
} from "../../state/inbox.ts";
import { createAsModerator, replyAsRedditor, writeToModerators } from "../../state/modmail.ts";
import { forbidden, notFound, Refusal } from "../../state/refusal.ts";
import { may, requireSubreddit } from "../../state/subreddits.ts";
import type { Account, Mail } from "../../state/world.ts";
import { type Answer, formAnswer, json } from "../answer.ts";
import { type Call, input, pageOf, param, userOf } from "../call.ts";
import { type Endpoint, endpoint } from "../endpoint.ts";

const read = { scope: "privatemessages" } as const;
const form = { scope: "privatemessages", errors: "form" } as const;

export const inboxEndpoints: readonly Endpoint[] = [
  endpoint("inbox.list", "GET /message/inbox", read, (call) => folder(call, "inbox")),
  endpoint("inbox.messages", "GET /message/messages", read, (call) => folder(call, "messages")),
  endpoint("inbox.unread", "GET /message/unread", read, (call) => folder(call, "unread")),
  endpoint("inbox.sent", "GET /message/sent", read, (call) => folder(call, "sent")),
  ...["mentions", "comments", "selfreply"].map((name) =>
    endpoint(`inbox.${name}`, `GET /message/${name}`, read, () => json(listing([], null, 0))),
  ),
  endpoint("inbox.one", "GET /message/messages/:id", read, (call) => {
    const account = userOf(call);
    const mail = requireMail(call.world, param(call, "id"), account);
    const { first, replies } = threadOf(call.world, mail);
    return json(listing([mailAnswer(call.world, first, account, replies)], null));
  }),
  endpoint("inbox.reply", "POST /api/comment", { scope: "privatemessages", errors: "form" }, reply),
  endpoint("inbox.compose", "POST /api/compose", form, compose),
  endpoint("inbox.read_message", "POST /api/read_message", read, (call) => mark(call, false)),
  endpoint("inbox.unread_message", "POST /api/unread_message", read, (call) => mark(call, true)),
  endpoint("inbox.read_all", "POST /api/read_all_messages", read, (call) => {
    for (const mail of call.world.index.received.get(userOf(call).id) ?? []) mail.isNew = false;
    return json({}, 202);
  }),
  endpoint("inbox.del_msg", "POST /api/del_msg", read, (call) => {
    const account = userOf(call);
    const mail = requireMail(call.world, input(call, "id"), account);
    if (!mail.deletedBy.includes(account.id)) mail.deletedBy.push(account.id);
    return json({});
  }),
];

function folder(call: Call, which: MailFolder): Answer {
  const account = userOf(call);
  const page = slice(
    readFolder(call.world, account, which),
    (mail) => `t4_${mail.id}`,
    pageOf(call),
  );
  const children = page.items.map((mail) => {
    const replies = which === "messages" ? threadOf(call.world, mail).replies : [];
    return mailAnswer(call.world, mail, account, replies);
  });
  if (which === "unread" && input(call, "mark") !== "" && !/^false$/i.test(input(call, "mark"))) {
    for (const mail of page.items) mail.isNew = false;
  }
  return json(listing(children, page.after, which === "messages" ? null : children.length));
}

/** Reddit takes 25 names at most: none valid is a 400, too many a 413 (contract 5). */
function mark(call: Call, isNew: boolean): Answer {
  const account = userOf(call);
  const names = input(call, "id")
    .split(",")
    .filter((name) => name.trim() !== "");
  if (names.length > 25) throw new Refusal("TOO_MANY_THINGS", "too many things", "id", 413);
  const mails = names
    .map((name) => call.world.mails.get(name.trim().replace(/^t4_/, "")))
    .filter((mail): mail is Mail => mail !== undefined && canRead(mail, account));
  if (mails.length === 0) throw new Refusal("INVALID_THING", "nothing valid was named", "id", 400);
  for (const mail of mails) {
    if (mail.recipientId === account.id) mail.isNew = isNew;
  }
  return json({});
}

function activeUser(call: Call): Account {
  const account = userOf(call);
  requireActive(account);
  return account;
}

function reply(call: Call): Answer {
  const account = activeUser(call);
  const thing = input(call, "thing_id") || input(call, "parent");
  if (!thing.startsWith("t4_")) {
    throw new Refusal("DELETED_COMMENT", "that comment has been deleted", "parent");
  }
  const parent = requireMail(call.world, thing, account);
  const text = input(call, "text");
  checkText(text, "text");
  const sent = answerMail(call, account, parent, text);
  const things = [mailAnswer(call.world, sent, account)];
  return formAnswer(input(call, "api_type"), [], { things });
}

function answerMail(call: Call, account: Account, parent: Mail, text: string): Mail {
  const conversation = call.world.conversations.get(parent.conversationId ?? "");
  if (conversation) {
    replyAsRedditor(call.world, call.now, conversation, account, text);
    const sent = call.world.index.sent.get(account.id)?.at(-1);
    if (!sent) throw notFound();
    return sent;
  }
  const recipientId = parent.authorId === account.id ? parent.recipientId : parent.authorId;
  return deliver(call.world, call.now, {
    authorId: account.id,
    recipientId,
    subject: replySubject(parent.subject),
    body: text,
    parent,
  });
}

function compose(call: Call): Answer {
  const account = activeUser(call);
  const subject = input(call, "subject");
  const text = input(call, "text");
  const to = recipientOf(call.world, input(call, "to"));
  checkLetter(subject, text);
  const { world, now } = call;
  const from = input(call, "from_sr");
  if (from !== "") {
    const subreddit = requireSubreddit(world, from, "from_sr");
    if (!may(subreddit, account.id, "mail")) throw forbidden();
    const letter = { subject, body: text, to: to.account?.name ?? "", isAuthorHidden: true };
    createAsModerator(world, now, subreddit, account, letter);
  } else if (to.subreddit) {
    writeToModerators(world, now, to.subreddit, account, subject, text);
  } else {
    const recipientId = to.account.id;
    deliver(world, now, { authorId: account.id, recipientId, subject, body: text });
  }
  return formAnswer(input(call, "api_type"), []);
}
