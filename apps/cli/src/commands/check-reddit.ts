import { isSameName, RedditError } from "@appealmod/core";
import { listServedCommunities, nameKey } from "@appealmod/db";
import type { NetworkRedditGateway } from "@appealmod/reddit";
import type { Command, CommandContext } from "../command.ts";
import { CommandFailed } from "../failures.ts";
import { readArguments } from "../input/read-arguments.ts";
import { readSubreddit } from "../input/read-names.ts";
import { table } from "../output/table.ts";
import { moment } from "../output/times.ts";
import { type CommunityStanding, standingAfter, standingOf } from "../reddit/community-standing.ts";
import { openReddit } from "../reddit/open-reddit.ts";

export const checkReddit: Command = {
  name: "check-reddit",
  summary: "log in to Reddit, and see what the bot's account may do there",
  usage: `Usage: pnpm appealmod check-reddit [SUB...] [--json]

Looks at the communities named, else at those that are served or named in the setting
subreddits: three requests each. Nothing is written. Ends with 1 where something is lacking.
`,
  async run(context, args) {
    const { values, positionals } = readArguments(args, { json: { type: "boolean" } });
    const named = positionals.map(readSubreddit);
    const { screen, remark, config } = context;
    const reddit = openReddit(config(), remark);
    const subreddits = named.length > 0 ? named : await allCommunities(context);
    const account = await reddit.username();
    const standings = await Promise.all(subreddits.map((name) => look(reddit, name, account)));
    if (subreddits.length === 0) await logIn(reddit);
    const { remaining, resetAt } = reddit.budget();
    const requests = reddit.usage().sent;
    if (values.json)
      screen.json({ account, communities: standings, budget: { remaining, resetAt }, requests });
    else screen.text(told(account, standings, remaining, resetAt));

    const { redditUsername, debug } = config();
    if (redditUsername !== undefined && !isSameName(redditUsername, account))
      remark(
        `The setting reddit_username says u/${redditUsername}, and the login is u/${account}'s.`,
      );
    if (debug) remark("debug is on: the bot writes nothing to Reddit.");
    const lacking = standings.filter(({ verdict }) => verdict === "lacking").length;
    if (lacking > 0)
      throw new CommandFailed(
        `Something is lacking in ${lacking} of ${standings.length} communities.`,
      );
  },
};

async function allCommunities({ config, database }: CommandContext): Promise<readonly string[]> {
  const served = await listServedCommunities(await database());
  const names = [...config().subreddits, ...served.map(({ name }) => name)];
  return [...new Map(names.map((name) => [nameKey(name), name])).values()];
}

async function look(
  reddit: NetworkRedditGateway,
  subreddit: string,
  account: string,
): Promise<CommunityStanding> {
  try {
    return standingOf(await reddit.subredditFacts(subreddit), account);
  } catch (error) {
    return standingAfter(error, subreddit);
  }
}

/** Where no community makes us do so: the name and the password prove themselves only here. */
async function logIn(reddit: NetworkRedditGateway): Promise<void> {
  try {
    await reddit.listConversations({ subreddits: [], after: null, limit: 1 });
  } catch (error) {
    // The login stands: an account that moderates nothing has no modmail to show.
    if (!(error instanceof RedditError) || error.kind !== "forbidden") throw error;
  }
}

function told(
  account: string,
  standings: readonly CommunityStanding[],
  remaining: number | null,
  resetAt: Date | null,
): string {
  const rows = standings.map(({ subreddit, permissions, explanation }) => [
    `r/${subreddit}`,
    permissions.join(", ") || "-",
    explanation,
  ]);
  return [
    `Logged in as u/${account}.`,
    "",
    rows.length === 0
      ? "No community is served yet: pnpm appealmod serve NAME"
      : table(["community", "permissions", ""], rows),
    "",
    remaining === null
      ? "Reddit does not tell how many requests are left."
      : `${remaining} requests are left until ${moment(resetAt)}.`,
  ].join("\n");
}
