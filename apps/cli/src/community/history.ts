import { changesInWords, configurationDifferences } from "@appealmod/core";
import { type CommunityRevision, type FullCommunityRevision, findCommunity } from "@appealmod/db";
import {
  communityHistory,
  communityRevision,
  restoreCommunityRevision,
} from "@appealmod/use-cases";
import type { CommandContext } from "../command.ts";
import { CommandFailed, UsageError } from "../failures.ts";
import { nothingMore } from "../input/read-arguments.ts";
import { actorInWords } from "../output/actor-in-words.ts";
import { table } from "../output/table.ts";
import { moment } from "../output/times.ts";
import { differencesInWords, revisionInWords } from "./revision-in-words.ts";

const operator = { kind: "operator" } as const;

/** Lists the revisions of a community, shows or compares them, or brings one back. */
export async function history(
  context: CommandContext,
  subreddit: string,
  words: readonly string[],
  asJson: boolean,
): Promise<void> {
  const [written, other, ...more] = words;
  nothingMore(more);
  // Whatever is wrong with the command line is found before anything is opened.
  const number = written === undefined ? null : readNumber(written);
  const toDo = other === undefined || other === "restore" ? other : readNumber(other);
  const revisions = await known(context, subreddit);
  if (number === null) {
    if (asJson) context.screen.json(revisions);
    else context.screen.text(listed(subreddit, revisions));
    return;
  }
  const find = async (wanted: number): Promise<FullCommunityRevision> =>
    (await communityRevision(await context.installation(), operator, {
      subreddit,
      number: wanted,
    })) ?? noSuchRevision(subreddit, wanted, revisions);
  if (toDo === "restore") return restore(context, subreddit, await find(number));
  const revision = await find(number);
  if (toDo === undefined) {
    if (asJson) context.screen.json(revision);
    else context.screen.text(revisionInWords(subreddit, revision));
    return;
  }
  const compared = await find(toDo);
  if (asJson) {
    const differences = configurationDifferences(revision, compared);
    context.screen.json({ before: number, after: toDo, differences });
  } else context.screen.text(differencesInWords(subreddit, revision, compared));
}

function readNumber(written: string): number {
  if (/^[1-9]\d{0,8}$/.test(written)) return Number(written);
  throw new UsageError(
    `Which revision? "${written}" is none: write its number, as "history" lists it.`,
  );
}

async function known(
  { installation, remark }: CommandContext,
  subreddit: string,
): Promise<readonly CommunityRevision[]> {
  const opened = await installation();
  const revisions = await communityHistory(opened, operator, subreddit, ({ message }) =>
    remark(message),
  );
  if (revisions.length > 0 || (await findCommunity(opened.database, subreddit))) return revisions;
  throw new CommandFailed(
    `Nothing is known of r/${subreddit}. pnpm appealmod communities lists those of which anything is.`,
  );
}

function noSuchRevision(
  subreddit: string,
  number: number,
  revisions: readonly CommunityRevision[],
): never {
  const newest = revisions[0]?.number;
  const there =
    newest === undefined
      ? "none yet: nothing was ever changed there"
      : newest === 1
        ? "1 alone"
        : `1 to ${newest}`;
  throw new CommandFailed(`r/${subreddit} has no revision ${number}. It has ${there}.`);
}

function listed(subreddit: string, revisions: readonly CommunityRevision[]): string {
  if (revisions.length === 0)
    return `r/${subreddit} follows the defaults in everything, and always did.`;
  const rows = revisions.map(({ number, at, actor, changed }) => [
    String(number),
    moment(at),
    actorInWords(actor),
    changesInWords(changed),
  ]);
  return table(["revision", "when", "who", "what changed"], rows);
}

async function restore(
  { installation, screen }: CommandContext,
  subreddit: string,
  { number }: FullCommunityRevision,
): Promise<void> {
  const restored = await restoreCommunityRevision(await installation(), operator, {
    subreddit,
    number,
  });
  if (typeof restored !== "number")
    throw new CommandFailed(
      `There is nothing to restore: what revision ${number} of r/${subreddit} set is in force now.`,
    );
  screen.text(`r/${subreddit} is set as in revision ${number} again, by revision ${restored}.`);
}
