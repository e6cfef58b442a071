import { listCommunities } from "@appealmod/db";
import type { Command } from "../command.ts";
import { nothingMore, readArguments } from "../input/read-arguments.ts";
import { table } from "../output/table.ts";

export const communities: Command = {
  name: "communities",
  summary: "all communities that anything is known of",
  usage: `Usage: pnpm appealmod communities [--json]

Example: pnpm appealmod communities --json
`,
  async run({ installation, screen, remark, config }, args) {
    const { values, positionals } = readArguments(args, { json: { type: "boolean" } });
    nothingMore(positionals);
    const { database } = await installation();
    const known = (await listCommunities(database, ({ message }) => remark(message))).map(
      ({ name, isServed, account, trouble, settings, texts, questions, revision }) => ({
        name,
        isServed,
        account,
        trouble,
        ownSettings: Object.keys(settings),
        ownTexts: Object.keys(texts),
        hasOwnQuestions: questions !== null,
        revision,
      }),
    );
    if (values.json) return screen.json(known);
    const names = new Set(known.map(({ name }) => name.toLowerCase()));
    const { subreddits, accounts } = config();
    // What an account names stands last, and so counts where both do.
    const named = [
      ...subreddits.map((name) => ({ name, account: null })),
      ...accounts.flatMap(({ redditUsername: account, subreddits: theirs }) =>
        theirs.map((name) => ({ name, account })),
      ),
    ].filter(({ name }) => !names.has(name.toLowerCase()));
    const coming = [...new Map(named.map((one) => [one.name.toLowerCase(), one])).values()];
    if (known.length === 0 && coming.length === 0)
      return screen.text("No community yet. pnpm appealmod serve NAME begins with one.");
    const rows = known.map((one) => [
      `r/${one.name}`,
      one.isServed ? "served" : "not served",
      one.account === null ? "the first" : `u/${one.account}`,
      one.ownSettings.join(" ") || "-",
      one.ownTexts.join(" ") || "-",
      one.hasOwnQuestions ? "own" : "-",
      one.trouble ?? "",
    ]);
    const next = coming.map(({ name, account }) => [
      `r/${name}`,
      "with the bot's next start",
      account === null ? "the first" : `u/${account}`,
      "-",
      "-",
      "-",
    ]);
    const headings = [
      "community",
      "",
      "account",
      "own settings",
      "own texts",
      "questions",
      "trouble",
    ];
    screen.text(table(headings, [...rows, ...next]));
  },
};
