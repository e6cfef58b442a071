import { resolve } from "node:path";
import { readYamlFile } from "@appealmod/config";
import { z } from "zod";
import type { Command } from "../command.ts";
import { CommandFailed, UsageError } from "../failures.ts";
import { nothingMore, readArguments } from "../input/read-arguments.ts";
import { readLimit } from "../input/read-limit.ts";
import { readSubreddit } from "../input/read-names.ts";
import { playerSchema, RedditSession } from "../live-check/reddit-session.ts";
import { runSteps, type StepResult } from "../live-check/run-steps.ts";
import { steps } from "../live-check/steps.ts";
import { openAccounts } from "../reddit/open-reddit.ts";

const playersSchema = z.strictObject({ moderator: playerSchema, redditor: playerSchema });

export const liveCheck: Command = {
  name: "live-check",
  summary: "live through one appeal at Reddit, with accounts of your own",
  usage: `Usage: pnpm appealmod live-check SUB --accounts FILE --yes [--within SECONDS] [--browser PATH] [--json]

Bot and site run as ever. The redditor posts, is banned by the moderator, appeals, fills the form in in
a browser, and is unbanned; each step is reported with its time, and what the bot does is looked for at
Reddit and in the database. Ends with 1 at the first step that fails. In a community for tests only:
its moderators see all of this.

  --accounts  YAML with the accounts moderator and redditor, each with username, password, client_id,
              client_secret, user_agent (an app of type script each); readable by its owner alone
  --yes       does it: posts, bans, writes
  --within    how long to wait for each thing that the bot does; 120 unless said otherwise
  --browser   a Chromium of your own
  --json      prints the steps at the end

Steps: ${steps.map(({ id }) => id).join(", ")}

Example: pnpm appealmod live-check AppealModTests --accounts certs/live-check.yaml --yes
`,
  async run(context, args) {
    const { values, positionals } = readArguments(args, {
      ...{ accounts: { type: "string" }, within: { type: "string" }, browser: { type: "string" } },
      ...{ yes: { type: "boolean" }, json: { type: "boolean" } },
    });
    const [written, ...more] = positionals;
    const subreddit = readSubreddit(written);
    nothingMore(more);
    if (values.accounts === undefined)
      throw new UsageError("Which accounts? --accounts names a file with moderator and redditor.");
    const seconds = readLimit(values.within, 120);
    if (!values.yes) throw new UsageError("Say --yes: it posts, bans and writes at Reddit.");
    const { screen, currentDir } = context;
    const path = resolve(currentDir, values.accounts);
    const players = readYamlFile(path, playersSchema, "the accounts of the check");
    const config = context.config();
    const [bot] = openAccounts(config, context.remark);
    const { database } = await context.installation();
    const told = ({ what, seconds: took, failure }: StepResult) =>
      values.json ||
      screen.text(
        `${failure === null ? "ok  " : "FAIL"} ${took.toFixed(1).padStart(6)} s  ${what}`,
      );
    const results = await runSteps(
      {
        ...{ subreddit, webUrl: config.webUrl, bot: bot.reddit, database, browser: values.browser },
        moderator: new RedditSession(players.moderator, config.redditUrl),
        redditor: new RedditSession(players.redditor, config.redditUrl),
        withinMs: seconds * 1000,
        // Reddit's dates are whole seconds, and its clock need not be ours.
        beganAt: new Date(context.now().getTime() - 10_000),
      },
      told,
    );
    if (values.json) screen.json(results);
    const failed = results.find(({ failure }) => failure !== null);
    if (failed) throw new CommandFailed(`${failed.id}: ${failed.failure}`);
  },
};
