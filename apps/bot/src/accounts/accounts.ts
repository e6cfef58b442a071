import { type Clock, type EventLog, RedditError } from "@appealmod/core";
import { accountsThatListened, type Database, listKnownCommunities } from "@appealmod/db";
import type { CommunityIssues } from "../community-issues.ts";
import { type Assignments, createAssignments } from "./assignments.ts";
import type { BotAccount, BotAccounts } from "./bot-account.ts";
import { createLogins, type Logins } from "./logins.ts";

/** The bot's accounts: who they are, whom they serve, and who of them can work now. */
export interface Accounts {
  readonly all: BotAccounts;
  readonly assignments: Assignments;
  readonly logins: Logins;
  /** Names whose words are ours: of all accounts that there are or were. */
  own(): readonly string[];
  /** Reads anew which communities are served, and by whom. */
  refresh(): Promise<void>;
}

export function createAccounts(
  all: BotAccounts,
  parts: {
    readonly database: Database;
    readonly issues: CommunityIssues;
    readonly events: EventLog;
    readonly clock: Clock;
  },
): Accounts {
  const { database, issues } = parts;
  const assignments = createAssignments(all);
  const logins = createLogins({ ...parts, accounts: all, servedBy: assignments.servedBy });
  const configured = all.flatMap(({ key }) => key ?? []);
  let own: readonly string[] = configured;
  return {
    all,
    assignments,
    logins,
    own: () => own,
    async refresh() {
      const [communities, listened] = await Promise.all([
        listKnownCommunities(database),
        accountsThatListened(database),
      ]);
      const assigned = communities.flatMap(({ account }) => account ?? []);
      own = [...new Set([...configured, ...listened, ...assigned])];
      assignments.learn(communities);
      issues.learn(communities.filter(({ isServed }) => isServed));
      for (const astray of assignments.astray())
        await issues.open(astray.subreddit, astrayIssue(astray));
    },
  };
}

/**
 * Communities that nobody can serve for now, or whose moderators want nothing done: their jobs wait,
 * and keep no worker busy.
 */
export function pausedCommunities({ assignments, logins }: Accounts): readonly string[] {
  const canWork = (account: BotAccount | null) =>
    account !== null && !logins.isRefused(account) && account.reddit.isOpen();
  const unserved = assignments
    .all()
    .flatMap(({ subreddit, account }) => (canWork(account) ? [] : [subreddit]));
  return [...unserved, ...assignments.paused()];
}

/** Why communities are paused, in a sentence for each cause. */
export function whyPaused({ all, assignments, logins }: Accounts): readonly string[] {
  const causes = all.flatMap((account) => {
    if (logins.isRefused(account)) return [`Reddit does not let ${account.label} in.`];
    if (account.reddit.isOpen()) return [];
    return [`The request budget of ${account.label} is used up until Reddit's next window.`];
  });
  return [...causes, ...assignments.astray().map(astrayIssue)];
}

function astrayIssue({ subreddit, account }: { subreddit: string; account: string }): string {
  return `r/${subreddit} is assigned to u/${account}, which is none of the accounts in the settings: add it to them, or name another one with pnpm appealmod community ${subreddit} set account=NAME.`;
}

export function isLoginRefusal(error: unknown): error is RedditError {
  return error instanceof RedditError && error.kind === "login-refused";
}
