import { nameKey } from "@appealmod/core";
import type { KnownCommunity } from "@appealmod/db";
import type { BotAccount } from "./bot-account.ts";

/** Which of the bot's accounts serves which community, as last read from the database. */
export interface Assignments {
  learn(communities: readonly KnownCommunity[]): void;
  /** Communities to serve, whoever serves them. */
  served(): readonly string[];
  servedBy(account: BotAccount): readonly string[];
  /** `null` where the community is assigned to an account that is not configured. */
  accountFor(subreddit: string): BotAccount | null;
  /** Communities to serve that are assigned to an account that is not configured. */
  astray(): readonly { readonly subreddit: string; readonly account: string }[];
  /** Every community that anything is known of, with its account. */
  all(): readonly { readonly subreddit: string; readonly account: BotAccount | null }[];
  /** Names of those whose moderators have the bot do nothing there for now. */
  paused(): readonly string[];
}

/** @param accounts the first one serves whatever is assigned to none */
export function createAssignments(accounts: readonly [BotAccount, ...BotAccount[]]): Assignments {
  const byKey = new Map(accounts.map((account) => [account.key, account]));
  let known: ReadonlyMap<string, KnownCommunity> = new Map();
  const accountOf = (key: string | null): BotAccount | null =>
    key === null ? accounts[0] : (byKey.get(key) ?? null);
  const served = () => [...known.values()].filter(({ isServed }) => isServed);
  return {
    learn(communities) {
      known = new Map(communities.map((community) => [nameKey(community.name), community]));
    },
    served: () => served().map(({ name }) => name),
    servedBy: (account) =>
      served().flatMap(({ name, account: key }) => (accountOf(key) === account ? [name] : [])),
    accountFor: (subreddit) => accountOf(known.get(nameKey(subreddit))?.account ?? null),
    astray: () =>
      served().flatMap(({ name, account }) =>
        account !== null && accountOf(account) === null ? [{ subreddit: name, account }] : [],
      ),
    paused: () => served().flatMap(({ name, pausedAt }) => (pausedAt ? [name] : [])),
    all: () =>
      [...known.values()].map(({ name, account }) => ({
        subreddit: name,
        account: accountOf(account),
      })),
  };
}
