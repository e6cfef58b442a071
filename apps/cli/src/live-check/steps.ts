import { setTimeout as wait } from "node:timers/promises";
import { isSameName } from "@appealmod/core";
import { type AppealDetails, type Database, findAppealDetails } from "@appealmod/db";
import type { NetworkRedditGateway } from "@appealmod/reddit";
import { CommandFailed } from "../failures.ts";
import { answerWords, fillInForm } from "./fill-in-form.ts";
import type { Letter, RedditSession } from "./reddit-session.ts";

/** Who and what a check is made with, and what its steps found out for those after them. */
export interface Check {
  readonly subreddit: string;
  readonly webUrl: string;
  readonly bot: NetworkRedditGateway;
  readonly moderator: RedditSession;
  readonly redditor: RedditSession;
  readonly database: Database;
  readonly browser: string | undefined;
  /** For so long it is waited for what the bot does. */
  withinMs: number;
  readonly beganAt: Date;
  postId?: string;
  notice?: Letter;
  appealId?: string;
  conversationId?: string;
  link?: string;
}

export interface CheckStep {
  readonly id: string;
  /** What somebody does or sees. */
  readonly what: string;
  run(check: Check): Promise<void>;
  /** What to look at where it fails. */
  readonly advice: string;
}

const botLog = "Does the bot run, with this database? Its log says what it did";
const pollMs = 250;

/** In this order: each rests on those before it. */
export const steps: readonly CheckStep[] = [
  {
    id: "log-in",
    what: "bot, moderator and redditor log in",
    advice: "Look at the settings of the bot, and at the two accounts in the file",
    async run({ bot, moderator, redditor }) {
      await bot.whoAmI();
      for (const player of [moderator, redditor]) {
        const name = await player.logIn();
        if (!isSameName(name, player.name))
          throw new CommandFailed(`u/${player.name}'s login is that of u/${name}.`);
      }
    },
  },
  {
    id: "clean-up",
    what: "what an earlier check left is lifted",
    advice: "The moderator needs the permission access (manage users)",
    run: ({ moderator, redditor, subreddit }) => moderator.unban(subreddit, redditor.name),
  },
  {
    id: "contribute",
    what: "the redditor posts in the community",
    advice: "Reddit tells only those of a ban who took part; may the account post there",
    async run(check) {
      check.postId = await check.redditor.post(check.subreddit, "AppealMod live check");
    },
  },
  {
    id: "ban",
    what: "the moderator bans the redditor, with a note",
    advice: "The moderator needs the permission access (manage users)",
    run: ({ moderator, redditor, subreddit }) =>
      moderator.ban(subreddit, redditor.name, {
        note: "AppealMod live check",
        message: "This ban is a live check of AppealMod.",
      }),
  },
  {
    id: "notice",
    what: "the redditor is told of the ban",
    advice: "Reddit sends no ban message to whoever blocked the community or never took part",
    async run(check) {
      check.notice = await until(check, "no ban message in the redditor's inbox", async () =>
        (await check.redditor.lettersOf(check.subreddit, check.beganAt)).at(0),
      );
    },
  },
  {
    id: "appeal",
    what: "the redditor answers the ban message",
    advice: "Is the redditor muted there",
    run: ({ redditor, notice }) =>
      redditor.answer(notice?.id ?? "", "Why was I banned? I would like to come back."),
  },
  {
    id: "record",
    what: "the bot opens an appeal",
    advice: `${botLog}; does it serve the community (pnpm appealmod communities)`,
    async run(check) {
      const details = await until(check, "no appeal is recorded", () => appealOf(check));
      check.appealId = details.id;
      check.conversationId = details.conversations[0]?.id ?? "";
      if (details.group === "control")
        throw new CommandFailed("The redditor was drawn into control: take another test account.");
    },
  },
  {
    id: "form-row",
    what: "its form has a row",
    advice: "Appeals of treatment alone have one",
    async run(check) {
      if ((await detailsOf(check)).form === null) throw new CommandFailed("There is no form.");
    },
  },
  {
    id: "invite",
    what: "the redditor gets the link",
    advice: `${botLog}; is web_url the site's address`,
    async run(check) {
      const address = `${check.webUrl.replace(/\/+$/, "")}/form/`;
      check.link = await until(check, `no message with ${address} in the inbox`, async () => {
        const letters = await check.redditor.lettersOf(check.subreddit, check.beganAt);
        const found = letters.map(({ body }) => linkIn(body, address));
        return found.find((link) => link !== undefined);
      });
    },
  },
  {
    id: "archive",
    what: "the conversation is archived",
    advice: "The bot needs the permission mail (manage modmail)",
    run: (check) => archived(check, true),
  },
  {
    id: "form",
    what: "the redditor fills the form in, in a browser",
    advice: "Does the site run, with this database, and is it reached at web_url",
    run: ({ link = "", browser }) => fillInForm(link, browser),
  },
  {
    id: "final",
    what: "the redditor is thanked",
    advice: botLog,
    run: (check) => settled(check, "final", "the thanks were not sent"),
  },
  {
    id: "note",
    what: "the answers stand in a private note",
    advice: botLog,
    run: (check) =>
      until(check, "no private note with the answers", async () => {
        const { conversation } = await check.bot.readConversation(check.conversationId ?? "");
        return conversation.messages.some(
          ({ isPrivate, body }) => isPrivate && body.includes(answerWords.slice(0, 22)),
        );
      }).then(() => {}),
  },
  {
    id: "unarchive",
    what: "the conversation is back with the moderators",
    advice: "The bot needs the permission mail (manage modmail)",
    run: (check) => archived(check, false),
  },
  {
    id: "unban",
    what: "the moderator decides, and lifts the ban",
    advice: "The moderator needs the permission access (manage users)",
    run: ({ moderator, redditor, subreddit }) => moderator.unban(subreddit, redditor.name),
  },
  {
    id: "outcome",
    what: "the bot records that it was granted",
    advice: `${botLog}; it reads the moderation log every ban_log_interval seconds`,
    async run(check) {
      await until(
        check,
        "the appeal is not granted",
        async () => (await detailsOf(check)).outcome === "granted",
      );
    },
  },
  {
    id: "tidy-up",
    what: "the redditor's post is deleted",
    advice: "Delete it by hand",
    run: ({ redditor, postId = "" }) => redditor.deletePost(postId),
  },
];

async function archived(check: Check, wanted: boolean): Promise<void> {
  await until(check, `it is ${wanted ? "not" : "still"} archived`, async () => {
    const { conversation } = await check.bot.readConversation(check.conversationId ?? "");
    return conversation.isArchived === wanted;
  });
}

async function settled(check: Check, key: string, otherwise: string): Promise<void> {
  await until(check, otherwise, async () =>
    (await detailsOf(check)).actions.some((each) => each.key === key && each.settledAt !== null),
  );
}

async function detailsOf({ database, appealId = "" }: Check): Promise<AppealDetails> {
  const details = await findAppealDetails(database, appealId);
  if (details) return details;
  throw new CommandFailed(`The appeal ${appealId} is gone.`);
}

async function appealOf({ database, subreddit, redditor, beganAt }: Check) {
  const { rows } = await database.pool.query<{ id: string }>(
    `select id from appeals where username_key = lower($1) and subreddit_key = lower($2)
      and opened_at >= $3 order by opened_at desc limit 1`,
    [redditor.name, subreddit, beganAt],
  );
  return rows[0] ? findAppealDetails(database, rows[0].id) : null;
}

function linkIn(body: string, address: string): string | undefined {
  const at = body.indexOf(address);
  const token = at === -1 ? undefined : /^[\w-]{20,}/.exec(body.slice(at + address.length))?.[0];
  return token && `${address}${token}`;
}

/** @throws CommandFailed saying what there is not, when it does not come in time */
async function until<T>(
  { withinMs }: Check,
  otherwise: string,
  ask: () => Promise<T | null | undefined | false>,
): Promise<T> {
  const end = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() >= end)
      throw new CommandFailed(`After ${withinMs / 1000} s, ${otherwise}.`);
    await wait(Math.min(pollMs, withinMs));
  }
}
