import { databaseVersion } from "@appealmod/db";
import type { Command } from "../command.ts";
import { nothingMore, readArguments } from "../input/read-arguments.ts";

export const migrate: Command = {
  name: "migrate",
  summary: "bring the tables up to date, before bot and site of a new version start",
  usage: `Usage: pnpm appealmod migrate

Brings the tables and the queue up to date, one process at a time, and grants the roles
appealmod_bot and appealmod_site what they need, where these exist (docker/postgres/roles.sql makes
them). To be run with the address of the tables' owner as database_url. Bots and sites of the version
before go on meanwhile. Where bot and site use the owner's address themselves, each does this at its
start, and nobody needs this command.

Example: pnpm appealmod migrate
`,
  async run({ installation, screen }, args) {
    nothingMore(readArguments(args, {}).positionals);
    const { database } = await installation();
    const { migrations, newest } = await databaseVersion(database.orm);
    screen.text(`The tables are up to date: ${migrations.applied} changes, the last is ${newest}.`);
  },
};
