import { findAccount } from "./accounts.ts";
import { indexMail } from "./index-world.ts";
import { forbidden, noText, notFound, Refusal, tooLong, userDoesntExist } from "./refusal.ts";
import { nextDate, nextId } from "./sequence.ts";
import { findSubreddit } from "./subreddits.ts";
import type { Account, Mail, Subreddit, World } from "./world.ts";

export interface NewMail {
  authorId: string | null;
  isAuthorHidden?: boolean;
  recipientId: string | null;
  subredditId?: string | null;
  distinguished?: "moderator" | null;
  subject: string;
  body: string;
  parent?: Mail | null;
  conversationId?: string | null;
  /** Reuses the date of the modmail message that this mail carries. */
  date?: number;
}

/** Puts a mail into the recipient's inbox and the author's sent folder. */
export function deliver(world: World, now: number, input: NewMail): Mail {
  const parent = input.parent ?? null;
  const mail: Mail = {
    id: nextId(world, "mail"),
    authorId: input.authorId,
    isAuthorHidden: input.isAuthorHidden ?? false,
    recipientId: input.recipientId,
    subredditId: input.subredditId ?? null,
    distinguished: input.distinguished ?? null,
    subject: input.subject,
    body: input.body,
    date: input.date ?? nextDate(world, now),
    firstId: parent ? (parent.firstId ?? parent.id) : null,
    parentId: parent ? parent.id : null,
    conversationId: input.conversationId ?? null,
    isNew: input.recipientId !== null,
    deletedBy: [],
  };
  world.mails.set(mail.id, mail);
  indexMail(world.index, mail);
  return mail;
}

/** `re: …` once, as an answer through the API carries it (`inbox.reply.2025-05`). */
export function replySubject(subject: string): string {
  return subject.startsWith("re: ") ? subject : `re: ${subject}`;
}

export function canRead(mail: Mail, account: Account): boolean {
  return mail.recipientId === account.id || mail.authorId === account.id;
}

/**
 * The mail behind `t4_ID` or `ID`.
 *
 * @throws Refusal NOT_FOUND; FORBIDDEN for somebody else's (`inbox.messages.one.error-403.2020`)
 */
export function requireMail(world: World, fullname: string, account: Account): Mail {
  const mail = world.mails.get(fullname.replace(/^t4_/, ""));
  if (!mail) throw notFound();
  if (!canRead(mail, account)) throw forbidden();
  return mail;
}

/** The thread's first mail and its replies, oldest first. */
export function threadOf(world: World, mail: Mail): { first: Mail; replies: Mail[] } {
  const first = mail.firstId === null ? mail : (world.mails.get(mail.firstId) ?? mail);
  return { first, replies: world.index.threads.get(first.id) ?? [] };
}

export type MailFolder = "inbox" | "messages" | "unread" | "sent";

/** One folder, newest first. `messages` holds threads by their first mail. */
export function* readFolder(world: World, account: Account, folder: MailFolder): Generator<Mail> {
  const source = folder === "sent" ? world.index.sent : world.index.received;
  const mails = source.get(account.id) ?? [];
  if (folder === "messages") {
    yield* readThreads(world, account, mails);
    return;
  }
  for (let at = mails.length - 1; at >= 0; at -= 1) {
    const mail = mails[at];
    if (!mail || mail.deletedBy.includes(account.id)) continue;
    if (folder === "unread" && !mail.isNew) continue;
    yield mail;
  }
}

function* readThreads(world: World, account: Account, received: Mail[]): Generator<Mail> {
  const own = world.index.sent.get(account.id) ?? [];
  const mails = [...received, ...own].sort((a, b) => b.date - a.date);
  const seen = new Set<string>();
  for (const mail of mails) {
    const { first } = threadOf(world, mail);
    if (seen.has(first.id) || first.deletedBy.includes(account.id)) continue;
    seen.add(first.id);
    yield first;
  }
}

export function unreadCount(world: World, account: Account): number {
  const mails = world.index.received.get(account.id) ?? [];
  return mails.filter((mail) => mail.isNew && !mail.deletedBy.includes(account.id)).length;
}

/** Where a private message may go. @throws Refusal USER_DOESNT_EXIST, SUBREDDIT_NOEXIST */
export function recipientOf(
  world: World,
  to: string,
): { account: Account; subreddit?: never } | { subreddit: Subreddit; account?: never } {
  if (to.trim() === "") throw new Refusal("NO_USER", "please enter a username", "to");
  if (/^(?:\/?r\/|#)/i.test(to.trim())) {
    const subreddit = findSubreddit(world, to);
    if (!subreddit) throw new Refusal("SUBREDDIT_NOEXIST", "that subreddit doesn't exist", "to");
    return { subreddit };
  }
  const account = findAccount(world, to);
  if (!account) throw userDoesntExist("to");
  return { account };
}

/** @throws Refusal NO_SUBJECT, TOO_LONG, NO_TEXT */
export function checkLetter(subject: string, text: string): void {
  if (subject.trim() === "") throw new Refusal("NO_SUBJECT", "please enter a subject", "subject");
  if (subject.length > 100) throw tooLong("subject", 100);
  checkText(text, "text");
}

/** @throws Refusal NO_TEXT, TOO_LONG (10,000 characters) */
export function checkText(text: string, field: string): void {
  if (text.trim() === "") throw noText(field);
  if ([...text].length > 10_000) throw tooLong(field, 10_000);
}
