import { nameKey } from "@appealmod/core";
import { leaveCommunity } from "@appealmod/use-cases";
import type { Command } from "../command.ts";
import { nothingMore, readArguments } from "../input/read-arguments.ts";
import { readSubreddit } from "../input/read-names.ts";

export const leave: Command = {
  name: "leave",
  summary: "have the bot leave a community alone",
  usage: `Usage: pnpm appealmod leave SUB

What is known of the community stays, its settings and appeals included.

Example: pnpm appealmod leave PineLakeHikers
`,
  async run({ installation, screen, remark, config }, args) {
    const [written, ...more] = readArguments(args, {}).positionals;
    const subreddit = readSubreddit(written);
    nothingMore(more);
    const left = await leaveCommunity(await installation(), { kind: "operator" }, subreddit);
    screen.text(
      left === null ? `r/${subreddit} is not served.` : `r/${left} is left alone from now on.`,
    );
    const { subreddits, accounts } = config();
    const isNamed = (names: readonly string[]) =>
      names.some((name) => nameKey(name) === nameKey(subreddit));
    const isAssigned = accounts.some((account) => isNamed(account.subreddits));
    if (isNamed(subreddits) || isAssigned)
      remark(
        `The setting ${isAssigned ? "accounts" : "subreddits"} still names r/${subreddit}: take it out there, or the bot's next start serves it.`,
      );
  },
};
