import { ensureLinkSecret } from "@appealmod/config";
import { nameKey } from "@appealmod/core";
import {
  createAppealStore,
  createBanRegister,
  createCommunitySource,
  findCommunity,
  restoredSpan,
} from "@appealmod/db";
import {
  type ConversationExplanation,
  createFormLinks,
  explainConversation,
} from "@appealmod/engine";
import { readCommunityDefaults } from "@appealmod/use-cases";
import type { Command, CommandContext } from "../command.ts";
import { CommandFailed, UsageError } from "../failures.ts";
import { nothingMore, readArguments } from "../input/read-arguments.ts";
import { table } from "../output/table.ts";
import { moment } from "../output/times.ts";
import { openAccounts } from "../reddit/open-reddit.ts";

export const replay: Command = {
  name: "replay",
  summary: "see what would be decided about a conversation now, and by which facts",
  usage: `Usage: pnpm appealmod replay CONVERSATION [--json]

Reads the conversation at Reddit and decides as the bot would at this moment. Nothing of it is done:
nothing is written to Reddit, claimed or counted. CONVERSATION is its id, or its address. Of somebody
whose group was not drawn yet, what treatment would get is shown.

  --json  prints all facts, and the decision

Example: pnpm appealmod replay https://mod.reddit.com/mail/all/1bc2d
`,
  async run(context, args) {
    const { values, positionals } = readArguments(args, { json: { type: "boolean" } });
    const [written, ...more] = positionals;
    nothingMore(more);
    if (written === undefined) throw new UsageError("Which conversation? None is named.");
    const id = /([0-9a-z]+)\/?$/.exec(written)?.[1];
    if (id === undefined) throw new UsageError(`"${written}" is no conversation's id or address.`);
    const replayed = await look(context, id);
    if (replayed === null) throw new CommandFailed(`Reddit knows no conversation ${id}.`);
    if (values.json) context.screen.json(plain(replayed));
    else context.screen.text(inWords(replayed));
  },
};

async function look(context: CommandContext, id: string): Promise<ConversationExplanation | null> {
  const config = context.config();
  const accounts = openAccounts(config, context.remark);
  const { database } = await context.installation();
  const [first] = accounts;
  const listed = await first.reddit.readConversation(id).catch(() => null);
  const { subreddit } = listed?.conversation ?? {};
  const community = subreddit === undefined ? null : await findCommunity(database, subreddit);
  const key = community?.account ?? null;
  const account = accounts.find(({ name }) => name && nameKey(name) === key) ?? first;
  return explainConversation(
    {
      reddit: account.reddit,
      store: createAppealStore(database),
      register: createBanRegister(database, (error) => context.remark(error.message)),
      communities: createCommunitySource(database, readCommunityDefaults(config)),
      clock: { now: context.now },
      formLinks: createFormLinks(
        await ensureLinkSecret(config.linkSecret, config.dataDir),
        config.webUrl,
      ),
      otherAccounts: accounts.flatMap(({ name }) => name ?? []),
      restored: await restoredSpan(database.orm, context.now()),
    },
    id,
  );
}

function inWords({ facts, decision }: ConversationExplanation): string {
  const { conversation, ban, appeal, group, moderatorDecision } = facts;
  const rows: [string, string][] = [
    ["conversation", `${conversation.id} of r/${conversation.subreddit}`],
    ["redditor", conversation.appellant ? `u/${conversation.appellant.name}` : "none"],
    ["messages", String(conversation.messages.length)],
    ["archived", conversation.isArchived ? "yes" : "no"],
    ["banned", ban.isBanned ? `${ban.permanence}, since ${moment(ban.bannedAt)}` : "no"],
    ["ban note", (ban.isBanned && ban.note) || "-"],
    ["group", group ?? "not drawn yet"],
    ["appeal", appeal === null ? "none is open" : `${appeal.state}, ${appeal.id}`],
    ["form sent", moment(appeal?.form?.submittedAt ?? null)],
    ["decided by", moderatorDecision === null ? "-" : `u/${moderatorDecision.decidedBy}`],
    ["done before", [...facts.settledForAppeal].join(", ") || "-"],
    ["rule", decision.reason],
    ["would do", decision.actions.map(({ key }) => key).join(", ") || "nothing"],
  ];
  return table(["", ""], rows).trim();
}

/** Sets and maps as JSON has them. */
function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, each: unknown) => {
      if (each instanceof Set) return [...each];
      return each instanceof Map ? Object.fromEntries(each) : each;
    }),
  );
}
