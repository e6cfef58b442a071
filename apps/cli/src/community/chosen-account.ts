import { type Config, configuredAccounts, redditorName } from "@appealmod/config";
import { nameKey } from "@appealmod/core";
import { UsageError } from "../failures.ts";

/** The word before `=` that chooses the account of a community. */
export const accountKey = "account";
export const accountMeaning = "the bot's account that serves it, one of those in the settings";

/** What an operator wrote as `key=value`, the account apart. */
export interface Chosen {
  /** `undefined` where it is not to be changed, `null` for the first account. */
  readonly account: string | null | undefined;
  /** The other assignments. */
  readonly others: readonly string[];
}

/** @throws UsageError where an account is named that no setting describes */
export function readChosenAccount(config: () => Config, assignments: readonly string[]): Chosen {
  const isAccount = (assignment: string) =>
    assignment.slice(0, assignment.indexOf("=")).trim().toLowerCase() === accountKey;
  const others = assignments.filter((assignment) => !isAccount(assignment));
  const written = assignments.find(isAccount)?.split("=").slice(1).join("=").trim();
  if (written === undefined) return { account: undefined, others };
  if (written === "") return { account: null, others };
  const known = configuredAccounts(config());
  const name = redditorName(written);
  const found = known.find((account) => nameKey(account) === nameKey(name ?? ""));
  if (found !== undefined) return { account: found, others };
  const names = known.map((account) => `u/${account}`).join(", ") || "none by name";
  throw new UsageError(
    `account=${written} cannot be used: the settings describe no such account, but ${names}. Further ones are added to the setting accounts.`,
  );
}

/** An account as people are told of it. @param key as it is kept; `null` for the first one */
export function accountInWords(config: Config, key: string | null): string {
  const known = configuredAccounts(config);
  if (key === null) {
    const [first] = known;
    return first === undefined ? "the bot's first account" : `u/${first}, the first account`;
  }
  const found = known.find((account) => nameKey(account) === key);
  return found === undefined
    ? `u/${key}, which is none of the accounts in the settings: nobody serves it`
    : `u/${found}`;
}

/** The account that the settings assign to a community at the bot's next start. */
export function accountBySettings({ accounts }: Config, subreddit: string): string | undefined {
  return accounts.find(({ subreddits }) =>
    subreddits.some((name) => nameKey(name) === nameKey(subreddit)),
  )?.redditUsername;
}
