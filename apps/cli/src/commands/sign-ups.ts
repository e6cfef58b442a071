import { listSignUps } from "@appealmod/db";
import type { Command } from "../command.ts";
import { nothingMore, readArguments } from "../input/read-arguments.ts";
import { readLimit } from "../input/read-limit.ts";
import { table } from "../output/table.ts";
import { moment } from "../output/times.ts";

const usualLimit = 50;

export const signUps: Command = {
  name: "sign-ups",
  summary: "moderators who asked to take part, newest first",
  usage: `Usage: pnpm appealmod sign-ups [--limit N] [--json]

  --limit N  at most so many; default ${usualLimit}

Example: pnpm appealmod sign-ups --json
`,
  async run({ installation, screen }, args) {
    const { values, positionals } = readArguments(args, {
      limit: { type: "string" },
      json: { type: "boolean" },
    });
    nothingMore(positionals);
    const limit = readLimit(values.limit, usualLimit);
    const found = await listSignUps((await installation()).database, limit);
    if (values.json) return screen.json(found.map(({ subredditKey: _, ...signUp }) => signUp));
    if (found.length === 0) return screen.text("Nobody has signed up yet.");
    const headings = ["when", "name", "e-mail", "redditor", "community"];
    const rows = found.map(({ createdAt, name, email, redditUsername, subredditUrl }) => [
      moment(createdAt),
      name,
      email,
      `u/${redditUsername}`,
      subredditUrl,
    ]);
    screen.text(table(headings, rows));
  },
};
