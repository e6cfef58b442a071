import { createdAnswer, listingAnswer, readAnswer, userAnswer } from "../../answers/modmail.ts";
import { modmailSubredditsAnswer } from "../../answers/subreddits.ts";
import { lastUnread, markRead, markUnread } from "../../state/conversations.ts";
import {
  type ConversationSort,
  FOLDERS,
  type Folder,
  listConversations,
  walkFolder,
} from "../../state/folders.ts";
import {
  conversationsNamed,
  createAsModerator,
  markAllRead,
  replyAsModerator,
  requireConversation,
} from "../../state/modmail.ts";
import { noAccess, Refusal } from "../../state/refusal.ts";
import { nextDate } from "../../state/sequence.ts";
import { findSubreddit, may, moderatedBy, requireSubreddit } from "../../state/subreddits.ts";
import type { Account, Subreddit } from "../../state/world.ts";
import { type Answer, empty, json } from "../answer.ts";
import { type Call, flag, input, limitOf, param, userOf } from "../call.ts";
import { type Endpoint, endpoint } from "../endpoint.ts";

const modmail = { scope: "modmail" } as const;
const ROOT = "/api/mod/conversations";

export const modmailEndpoints: readonly Endpoint[] = [
  endpoint("modmail.list", `GET ${ROOT}`, modmail, list),
  endpoint("modmail.create", `POST ${ROOT}`, modmail, create),
  endpoint("modmail.subreddits", `GET ${ROOT}/subreddits`, modmail, (call) =>
    json(modmailSubredditsAnswer(call.world, readableBy(call, userOf(call)))),
  ),
  endpoint("modmail.unread_count", `GET ${ROOT}/unread/count`, modmail, unreadCount),
  endpoint("modmail.mark_read", `POST ${ROOT}/read`, modmail, (call) => {
    const account = userOf(call);
    const named = conversationsNamed(call.world, input(call, "conversationIds"), account);
    markAllRead(named, account, nextDate(call.world, call.now));
    return empty(204);
  }),
  endpoint("modmail.mark_unread", `POST ${ROOT}/unread`, modmail, (call) => {
    const account = userOf(call);
    for (const one of conversationsNamed(call.world, input(call, "conversationIds"), account)) {
      markUnread(one, account.id, nextDate(call.world, call.now));
    }
    return empty(200);
  }),
  endpoint("modmail.bulk_read", `POST ${ROOT}/bulk/read`, modmail, bulkRead),
  endpoint("modmail.read", `GET ${ROOT}/:id`, modmail, (call) => {
    const account = userOf(call);
    const conversation = requireConversation(call.world, param(call, "id"), account);
    if (flag(call, "markRead")) {
      markRead(conversation, account.id, nextDate(call.world, call.now));
    }
    return json(readAnswer(call.world, conversation, account));
  }),
  endpoint("modmail.user", `GET ${ROOT}/:id/user`, modmail, (call) => {
    const conversation = requireConversation(call.world, param(call, "id"), userOf(call));
    return json(userAnswer(call.world, conversation));
  }),
  endpoint("modmail.reply", `POST ${ROOT}/:id`, modmail, (call) => {
    const account = userOf(call);
    const conversation = requireConversation(call.world, param(call, "id"), account);
    replyAsModerator(call.world, call.now, conversation, account, {
      body: input(call, "body"),
      isAuthorHidden: flag(call, "isAuthorHidden"),
      isInternal: flag(call, "isInternal"),
    });
    return json(readAnswer(call.world, conversation, account), 201);
  }),
];

function readableBy(call: Call, account: Account): Subreddit[] {
  return moderatedBy(call.world, account.id).filter((one) => may(one, account.id, "mail"));
}

/** The subreddits of `entity=A,B`; absent: all moderated. */
function entities(call: Call, account: Account): Subreddit[] {
  const names = input(call, "entity")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  if (names.length === 0) return readableBy(call, account);
  const named = names.map(
    (name) =>
      call.world.subreddits.get(name.replace(/^t5_/, "")) ??
      requireSubreddit(call.world, name, "entity"),
  );
  if (!named.every((one) => may(one, account.id, "mail"))) throw noAccess();
  return [...new Set(named)];
}

function folderOf(call: Call): Folder {
  const state = input(call, "state") || "all";
  const folder = FOLDERS.find((one) => one === state);
  if (!folder) throw new Refusal("INVALID_OPTION", "that option is not valid", "state");
  return folder;
}

const SORTS: readonly ConversationSort[] = ["recent", "mod", "user", "unread"];

function list(call: Call): Answer {
  const account = userOf(call);
  const page = listConversations(call.world, {
    subreddits: entities(call, account),
    folder: folderOf(call),
    sort: SORTS.find((one) => one === input(call, "sort")) ?? "recent",
    limit: limitOf(call, 1000),
    after: input(call, "after").replace(/^ModmailConversation_/, "") || null,
    viewerId: account.id,
  });
  return json(listingAnswer(call.world, page, account));
}

function create(call: Call): Answer {
  const account = userOf(call);
  const to = input(call, "to");
  if (/^\/?r\//i.test(to) && !findSubreddit(call.world, to)) {
    throw new Refusal("SUBREDDIT_NOEXIST", "that subreddit doesn't exist", "to", 404);
  }
  const subreddit = requireSubreddit(call.world, input(call, "srName"), "srName");
  if (!may(subreddit, account.id, "mail")) throw noAccess();
  const conversation = createAsModerator(call.world, call.now, subreddit, account, {
    subject: input(call, "subject"),
    body: input(call, "body"),
    to,
    isAuthorHidden: flag(call, "isAuthorHidden"),
  });
  return json(createdAnswer(call.world, conversation, account), 201);
}

function bulkRead(call: Call): Answer {
  const account = userOf(call);
  const entity = input(call, "entity");
  if (entity === "" || entity === "all") {
    throw new Refusal("PARAMETER_REQUIRED", 'The parameter "entity" is required.', "entity");
  }
  const conversation_ids: string[] = [];
  for (const conversation of walkFolder(call.world, entities(call, account), folderOf(call))) {
    if (lastUnread(conversation, account.id) === null) continue;
    markRead(conversation, account.id, call.now);
    conversation_ids.push(conversation.id);
  }
  return json({ conversation_ids });
}

const COUNTED: readonly Folder[] = [
  "highlighted",
  "notifications",
  "archived",
  "appeals",
  "new",
  "inprogress",
  "mod",
  "filtered",
  "join_requests",
];

function unreadCount(call: Call): Answer {
  const account = userOf(call);
  const subreddits = readableBy(call, account);
  const counts = COUNTED.map((folder) => {
    let count = 0;
    for (const conversation of walkFolder(call.world, subreddits, folder)) {
      if (lastUnread(conversation, account.id) !== null) count += 1;
    }
    return [folder, count];
  });
  return json(Object.fromEntries(counts));
}
