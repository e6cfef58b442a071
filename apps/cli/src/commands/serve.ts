import { serveCommunities } from "@appealmod/use-cases";
import type { Command } from "../command.ts";
import { readArguments } from "../input/read-arguments.ts";
import { readSubreddit } from "../input/read-names.ts";

export const serve: Command = {
  name: "serve",
  summary: "have the bot serve communities from now on",
  usage: `Usage: pnpm appealmod serve SUB...

A running bot takes them up with its next look at the listing. Its account has to moderate
them with the permissions access and mail; pnpm appealmod check-reddit tells whether it does.

Example: pnpm appealmod serve PineLakeHikers BirdCalls
`,
  async run({ installation, screen }, args) {
    const { positionals } = readArguments(args, {});
    const names = positionals.length === 0 ? [readSubreddit(undefined)] : positionals;
    const subreddits = names.map(readSubreddit);
    await serveCommunities(await installation(), { kind: "operator" }, subreddits);
    for (const subreddit of subreddits) screen.text(`r/${subreddit} is served from now on.`);
  },
};
