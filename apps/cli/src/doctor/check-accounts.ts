import { RedditError } from "@appealmod/core";
import { listServedCommunities } from "@appealmod/db";
import { standingAfter, standingOf } from "../reddit/community-standing.ts";
import { type OpenedAccount, openAccounts } from "../reddit/open-reddit.ts";
import { type Check, type Finding, ok } from "./finding.ts";

/** Each account's login, and what it may do in its communities; reads alone. */
export const checkAccounts: Check = {
  id: "reddit",
  async run({ config, installation }) {
    const accounts = openAccounts(config, () => {});
    const { database } = await installation();
    const served = await listServedCommunities(database);
    const [first] = accounts;
    const findings = await Promise.all(
      accounts.map((account) => {
        const isOwn = (name: string | null) =>
          account.name !== undefined && name === account.name.toLowerCase();
        const own = served.filter((each) =>
          each.account === null ? account === first : isOwn(each.account),
        );
        return examine(
          account,
          own.map(({ name }) => name),
        );
      }),
    );
    return findings.flat();
  },
};

async function examine(
  { name = "the first account", reddit }: OpenedAccount,
  subreddits: readonly string[],
): Promise<readonly Finding[]> {
  const id = "reddit.login";
  try {
    const account = await reddit.whoAmI();
    const standings = await Promise.all(
      subreddits.map(async (subreddit): Promise<Finding> => {
        const { verdict, explanation } = await reddit
          .subredditFacts(subreddit)
          .then((facts) => standingOf(facts, account))
          .catch((error: unknown) => standingAfter(error, subreddit));
        const about = `r/${subreddit}: ${explanation}`;
        if (verdict !== "lacking") return ok("reddit.community", about);
        return { id: "reddit.community", status: "failure", message: about, fix: explanation };
      }),
    );
    return [ok(id, `Logged in as u/${account}.`), ...standings];
  } catch (error) {
    if (!(error instanceof RedditError)) throw error;
    const fix = "See the settings of this account: client_id, client_secret, password or token.";
    return [{ id, status: "failure", message: `u/${name}: ${error.message}`, fix }];
  }
}
