import { listing, slice } from "../../answers/listing.ts";
import { logEntryAnswer } from "../../answers/moderation-log.ts";
import { moderatorsAnswer } from "../../answers/relationships.ts";
import { rulesAnswer, subredditAnswer } from "../../answers/subreddits.ts";
import { findAccount } from "../../state/accounts.ts";
import { readLog } from "../../state/moderation-log.ts";
import { forbidden } from "../../state/refusal.ts";
import {
  answerInvite,
  isModerator,
  moderatedBy,
  removeModerator,
  requirePermission,
  subredditAt,
} from "../../state/subreddits.ts";
import type { Subreddit } from "../../state/world.ts";
import { type Answer, empty, formAnswer, json } from "../answer.ts";
import { type Call, input, pageOf, param, userOf } from "../call.ts";
import { type Endpoint, endpoint } from "../endpoint.ts";

const here = (call: Call): Subreddit => subredditAt(call.world, param(call, "subreddit"));

export const subredditEndpoints: readonly Endpoint[] = [
  endpoint("subreddits.about", "GET /r/:subreddit/about", { scope: "read" }, (call) => {
    const subreddit = here(call);
    refusePrivate(subreddit, call);
    return json(subredditAnswer(subreddit, call.account));
  }),
  endpoint("subreddits.rules", "GET /r/:subreddit/about/rules", { scope: "read" }, (call) => {
    const subreddit = here(call);
    refusePrivate(subreddit, call);
    return json(rulesAnswer(subreddit));
  }),
  endpoint("moderators.list", "GET /r/:subreddit/about/moderators", { scope: "read" }, (call) => {
    const user = input(call, "user");
    const accountId = user === "" ? undefined : (findAccount(call.world, user)?.id ?? null);
    return json(moderatorsAnswer(call.world, here(call), accountId));
  }),
  endpoint("moderation_log.list", "GET /r/:subreddit/about/log", { scope: "modlog" }, (call) =>
    moderationLog(call),
  ),
  endpoint(
    "subreddits.mine_moderator",
    "GET /subreddits/mine/moderator",
    { scope: "mysubreddits" },
    (call) => {
      const account = userOf(call);
      const page = slice(
        moderatedBy(call.world, account.id),
        (one) => `t5_${one.id}`,
        pageOf(call, 1024),
      );
      const children = page.items.map((one) => subredditAnswer(one, account));
      return json(listing(children, page.after, children.length));
    },
  ),
  endpoint(
    "moderators.accept_invite",
    "POST /r/:subreddit/api/accept_moderator_invite",
    { scope: "modself", errors: "form" },
    (call) => invite(call, here(call), true),
  ),
  endpoint(
    "moderators.accept_invite",
    "POST /api/accept_moderator_invite",
    { scope: "modself", errors: "form" },
    (call) => invite(call, subredditAt(call.world, input(call, "r")), true),
  ),
  endpoint(
    "moderators.decline_invite",
    "POST /r/:subreddit/api/decline_moderator_invite",
    { scope: "modself", errors: "form" },
    (call) => invite(call, here(call), false),
  ),
  endpoint("subreddits.quarantine", "POST /api/quarantine_optin", {}, (call) =>
    optIntoQuarantine(call, true),
  ),
  endpoint("subreddits.quarantine", "POST /api/quarantine_optout", {}, (call) =>
    optIntoQuarantine(call, false),
  ),
  endpoint("moderators.leave", "POST /api/leavemoderator", { scope: "modself" }, (call) => {
    const account = userOf(call);
    const subreddit = call.world.subreddits.get(input(call, "id").replace(/^t5_/, ""));
    if (!subreddit) throw forbidden();
    removeModerator(call.world, call.now, subreddit, account, account.id);
    return json({});
  }),
];

function refusePrivate(subreddit: Subreddit, call: Call): void {
  const { account } = call;
  const allowed =
    subreddit.type !== "private" ||
    (account !== null &&
      (isModerator(subreddit, account.id) || subreddit.relationships.contributor.has(account.id)));
  if (!allowed) throw forbidden();
}

/** Clients take a redirect for success: PRAW expects nothing else. */
function optIntoQuarantine(call: Call, isIn: boolean): Answer {
  const { id } = userOf(call);
  const subreddit = subredditAt(call.world, input(call, "sr_name"));
  if (isIn) subreddit.quarantine?.optedIn.set(id, true);
  else subreddit.quarantine?.optedIn.delete(id);
  return { ...empty(302), headers: { location: `/r/${subreddit.name}/` } };
}

function invite(call: Call, subreddit: Subreddit, accepted: boolean): Answer {
  answerInvite(call.world, call.now, subreddit, userOf(call), accepted);
  return formAnswer(input(call, "api_type"), []);
}

/** `/r/mod/about/log` combines everything the viewer moderates; `a+b` combines what it names. */
function moderationLog(call: Call): Answer {
  const account = userOf(call);
  const asked = param(call, "subreddit");
  const subreddits =
    asked.toLowerCase() === "mod"
      ? moderatedBy(call.world, account.id)
      : asked.split("+").map((name) => subredditAt(call.world, name));
  for (const subreddit of subreddits) requirePermission(subreddit, account.id, "any");
  const names = input(call, "mod")
    .split(",")
    .filter((name) => name !== "");
  const moderatorIds =
    names.length === 0
      ? null
      : new Set(names.map((name) => findAccount(call.world, name)?.id ?? "nobody"));
  const { lagMs } = call.world.logFaults;
  const until = lagMs > 0 ? call.now - lagMs : Number.POSITIVE_INFINITY;
  const entries = readLog(subreddits, {
    type: input(call, "type") || null,
    moderatorIds,
    until,
  });
  const page = slice(entries, ({ entry }) => entry.id, pageOf(call, 500));
  const children = page.items.map(({ entry, subreddit }) =>
    logEntryAnswer(call.world, subreddit, entry),
  );
  return json(listing(children, page.after));
}

/** The subreddit of a form that may name it as `r` instead of in the path. */
export function subredditOfForm(call: Call): Subreddit {
  const name = param(call, "subreddit") || input(call, "r");
  return subredditAt(call.world, name);
}
