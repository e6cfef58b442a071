import { siteOutOfReach } from "@appealmod/config";
import { isSameName, nameKey, RedditError } from "@appealmod/core";
import { findCommunity, listServedCommunities } from "@appealmod/db";
import type { NetworkRedditGateway } from "@appealmod/reddit";
import type { Command, CommandContext } from "../command.ts";
import { accountBySettings, accountInWords } from "../community/chosen-account.ts";
import { CommandFailed } from "../failures.ts";
import { readArguments } from "../input/read-arguments.ts";
import { readSubreddit } from "../input/read-names.ts";
import { table } from "../output/table.ts";
import { moment } from "../output/times.ts";
import { type CommunityStanding, standingAfter, standingOf } from "../reddit/community-standing.ts";
import { type OpenedAccount, openAccounts } from "../reddit/open-reddit.ts";

export const checkReddit: Command = {
  name: "check-reddit",
  summary: "log in to Reddit, and see what the bot's accounts may do there",
  usage: `Usage: pnpm appealmod check-reddit [SUB...] [--json]

Looks at the communities named, else at those that are served or named in the settings, each
with the account that serves it: three requests each, and one for each account. Nothing is
written. Ends with 1 where something is lacking, or is set so that the bot would not start.

Example: pnpm appealmod check-reddit PineLakeHikers
`,
  async run(context, args) {
    const { values, positionals } = readArguments(args, { json: { type: "boolean" } });
    const named = positionals.map(readSubreddit);
    const { screen, config } = context;
    const accounts = openAccounts(config(), context.remark);
    const siteProblem = siteOutOfReach(config());
    if (siteProblem !== null) context.remark(`${siteProblem}.`);
    const isOnly = accounts.length === 1;
    const subreddits = named.length > 0 ? named : await allCommunities(context);
    const { shares, astray } = await divide(context, accounts, subreddits);
    // Where there is one account, a login that is refused is all there is to say.
    const looks = await Promise.all(
      shares.map((share) => (isOnly ? lookAs(share) : lookAs(share).catch(refusalOf(share)))),
    );
    const [only] = looks;
    if (values.json) screen.json(isOnly && only ? only : { accounts: looks, astray });
    else
      screen.text(
        [...looks.map(told), ...astray.map(({ explanation }) => explanation)].join("\n\n"),
      );
    const strangers = remarkOnStrangers(context, accounts, looks);
    if (config().debug) context.remark("debug is on: the bot writes nothing to Reddit.");
    const all = [...looks.flatMap(({ communities }) => communities), ...astray];
    const lacking = all.filter(({ verdict }) => verdict === "lacking").length;
    const refused = looks.filter(({ refusal }) => refusal !== undefined).length;
    const failures = [
      lacking > 0 && `Something is lacking in ${lacking} of ${all.length} communities.`,
      refused > 0 && `${refused} of ${looks.length} logins failed.`,
      strangers > 0 && `${strangers} of ${looks.length} logins are another account's.`,
      siteProblem !== null && !config().debug && "The bot would not start with this web_url.",
    ].filter((each) => each !== false);
    if (failures.length > 0) throw new CommandFailed(failures.join("\n"));
  },
};

/** What was seen with one account. */
interface Looked {
  readonly account: string;
  readonly communities: readonly CommunityStanding[];
  readonly budget: { readonly remaining: number | null; readonly resetAt: Date | null };
  readonly requests: number;
  /** Why it could not look. */
  readonly refusal?: string;
}

interface Share {
  readonly account: OpenedAccount;
  readonly subreddits: readonly string[];
}

async function allCommunities({
  config,
  installation,
}: CommandContext): Promise<readonly string[]> {
  const served = await listServedCommunities((await installation()).database);
  const { subreddits, accounts } = config();
  const names = [
    ...subreddits,
    ...accounts.flatMap((account) => account.subreddits),
    ...served.map(({ name }) => name),
  ];
  return [...new Map(names.map((name) => [nameKey(name), name])).values()];
}

/** Which account looks at which communities: the one that serves it, or will from the next start. */
async function divide(
  { config, installation }: CommandContext,
  accounts: readonly [OpenedAccount, ...OpenedAccount[]],
  subreddits: readonly string[],
): Promise<{ readonly shares: readonly Share[]; readonly astray: readonly CommunityStanding[] }> {
  const [first] = accounts;
  if (accounts.length === 1) return { shares: [{ account: first, subreddits }], astray: [] };
  const astray: CommunityStanding[] = [];
  const bySubreddit = new Map<string, OpenedAccount>();
  for (const subreddit of subreddits) {
    const { database } = await installation();
    const kept = (await findCommunity(database, subreddit))?.account;
    const key = kept ?? accountBySettings(config(), subreddit);
    const account = key === undefined ? first : accounts.find(({ name }) => isNamed(name, key));
    if (account) bySubreddit.set(subreddit, account);
    else astray.push(standingOfAstray(subreddit, accountInWords(config(), key ?? null)));
  }
  const shares = accounts.map((account) => ({
    account,
    subreddits: subreddits.filter((name) => bySubreddit.get(name) === account),
  }));
  return { shares, astray };
}

function isNamed(name: string | undefined, key: string): boolean {
  return name !== undefined && nameKey(name) === nameKey(key);
}

function standingOfAstray(subreddit: string, account: string): CommunityStanding {
  const explanation = `r/${subreddit} is assigned to ${account}.`;
  return { subreddit, verdict: "lacking", permissions: [], explanation };
}

async function lookAs({ account: { reddit }, subreddits }: Share): Promise<Looked> {
  const account = await nameOf(reddit);
  const communities = await Promise.all(subreddits.map((name) => look(reddit, name, account)));
  if (subreddits.length === 0) await logIn(reddit);
  const { remaining, resetAt } = reddit.budget();
  const requests = reddit.usage().sent;
  return { account, communities, budget: { remaining, resetAt }, requests };
}

/** Whatever the settings say; where Reddit does not tell, they are all there is. */
async function nameOf(reddit: NetworkRedditGateway): Promise<string> {
  try {
    return await reddit.whoAmI();
  } catch (error) {
    const isUntold =
      error instanceof RedditError && (error.kind === "forbidden" || error.kind === "not-found");
    if (!isUntold) throw error;
    return await reddit.username();
  }
}

function refusalOf({ account: { name = "the first account", reddit } }: Share) {
  return (error: unknown): Looked => {
    if (!(error instanceof RedditError)) throw error;
    const budget = { remaining: null, resetAt: null };
    const requests = reddit.usage().sent;
    return { account: name, communities: [], budget, requests, refusal: error.message };
  };
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

/** @returns how many logins are those of other accounts than the settings name */
function remarkOnStrangers(
  { remark }: CommandContext,
  accounts: readonly OpenedAccount[],
  looks: readonly Looked[],
): number {
  let strangers = 0;
  for (const [at, { account }] of looks.entries()) {
    const name = accounts[at]?.name;
    if (name === undefined || isSameName(name, account)) continue;
    strangers += 1;
    remark(
      `The setting reddit_username says u/${name}, and the login is u/${account}'s: the bot refuses that. Make the refresh_token while logged in as u/${name}, or set reddit_username to ${account}.`,
    );
  }
  return strangers;
}

function told({ account, communities, budget, refusal }: Looked): string {
  if (refusal !== undefined) return `u/${account} cannot look around. ${refusal}`;
  const rows = communities.map(({ subreddit, permissions, explanation }) => [
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
    budget.remaining === null
      ? "Reddit does not tell how many requests are left."
      : `${budget.remaining} requests are left until ${moment(budget.resetAt)}.`,
  ].join("\n");
}
