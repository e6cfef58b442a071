import type { Account, Mail, World } from "../state/world.ts";
import { epoch } from "./dates.ts";
import { listing } from "./listing.ts";
import { bodyHtml } from "./markdown.ts";

/** A `t4` as `inbox.inbox.2025-modmail-replies` shows it; `replies` is `""` or a listing. */
export function mailAnswer(
  world: World,
  mail: Mail,
  viewer: Account,
  replies: readonly Mail[] = [],
): Record<string, unknown> {
  const author = mail.authorId === null ? undefined : world.accounts.get(mail.authorId);
  const isGone = author?.status === "deleted";
  const shown = author && !mail.isAuthorHidden && !isGone;
  const subreddit = mail.subredditId === null ? undefined : world.subreddits.get(mail.subredditId);
  const data = {
    first_message: mail.firstId === null ? null : Number.parseInt(mail.firstId, 36),
    first_message_name: mail.firstId === null ? null : `t4_${mail.firstId}`,
    subreddit: subreddit?.name ?? null,
    likes: null,
    replies:
      replies.length === 0
        ? ""
        : listing(
            replies.map((reply) => mailAnswer(world, reply, viewer)),
            null,
          ),
    author_fullname: shown ? `t2_${author.id}` : null,
    id: mail.id,
    subject: mail.subject,
    associated_awarding_id: null,
    score: 0,
    author: shown ? author.name : isGone && !mail.isAuthorHidden ? "[deleted]" : null,
    num_comments: null,
    parent_id: mail.parentId === null ? null : `t4_${mail.parentId}`,
    subreddit_name_prefixed: subreddit ? `r/${subreddit.name}` : null,
    new: mail.isNew && mail.recipientId === viewer.id,
    type: "unknown",
    body: mail.body,
    dest: destination(world, mail, subreddit?.name),
    was_comment: false,
    body_html: bodyHtml(mail.body),
    name: `t4_${mail.id}`,
    created: epoch(mail.date),
    created_utc: epoch(mail.date),
    context: "",
    distinguished: mail.distinguished,
  };
  return { kind: "t4", data };
}

/** `#SUB` for a message to moderators, else the recipient's name. */
function destination(world: World, mail: Mail, subreddit: string | undefined): string {
  if (mail.recipientId === null) return `#${subreddit ?? ""}`;
  const recipient = world.accounts.get(mail.recipientId);
  return recipient && recipient.status !== "deleted" ? recipient.name : "[deleted]";
}
