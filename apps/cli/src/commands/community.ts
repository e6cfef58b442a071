import { type CommunitySettings, nameKey } from "@appealmod/core";
import {
  type CommunityRecord,
  createCommunitySource,
  findCommunity,
  readCommunityFacts,
} from "@appealmod/db";
import {
  assignAccount,
  changeCommunitySettings,
  readCommunityDefaults,
} from "@appealmod/use-cases";
import type { Command, CommandContext } from "../command.ts";
import {
  accountBySettings,
  accountInWords,
  accountKey,
  accountMeaning,
  readChosenAccount,
} from "../community/chosen-account.ts";
import { history } from "../community/history.ts";
import { readSettingChanges, settingKeys, settingMeanings } from "../community/setting-changes.ts";
import { settingInWords } from "../community/setting-in-words.ts";
import { defaultLanguage } from "../community/texts-in-force.ts";
import { UsageError } from "../failures.ts";
import { nothingMore, readArguments } from "../input/read-arguments.ts";
import { readChoice } from "../input/read-choice.ts";
import { readSubreddit } from "../input/read-names.ts";
import { table } from "../output/table.ts";
import { moment } from "../output/times.ts";

export const community: Command = {
  name: "community",
  summary: "a community's settings, change them, or their history",
  usage: `Usage: pnpm appealmod community SUB [--json]
       pnpm appealmod community SUB set KEY=VALUE...
       pnpm appealmod community SUB history [--json]
       pnpm appealmod community SUB history N [M] [--json]
       pnpm appealmod community SUB history N restore

KEY= goes back to the default. Lists are separated by commas; KEY=[] is an empty one. Values
with spaces in them need quotes: "autobanPrefixes=Autoba, Bot ban". What is said to redditors, the
rules for appealing again among it, is set by "pnpm appealmod texts".

Every change of settings, texts or questions is a revision with a number. "history" lists them,
"history N" shows all that was set by one, "history N M" what differs between two. "restore" sets
all three again as they were, by a new revision. To undo the latest of three changes:

  pnpm appealmod community PineLakeHikers history
  pnpm appealmod community PineLakeHikers history 2 3
  pnpm appealmod community PineLakeHikers history 2 restore

${table(
  ["key", "meaning"],
  [...settingKeys.map((key) => [key, settingMeanings[key]]), [accountKey, accountMeaning]],
  "  ",
)}
`,
  async run(context, args) {
    const { values, positionals } = readArguments(args, { json: { type: "boolean" } });
    const [written, verb = "show", ...more] = positionals;
    const subreddit = readSubreddit(written);
    const asJson = values.json ?? false;
    const toDo = readChoice("What to do", verb, ["show", "set", "history"]);
    if (toDo === "history") return history(context, subreddit, more, asJson);
    if (toDo === "set") await change(context, subreddit, more);
    else nothingMore(more);
    await show(context, subreddit, asJson);
  },
};

async function change(
  { config, installation, remark }: CommandContext,
  subreddit: string,
  assignments: readonly string[],
): Promise<void> {
  if (assignments.length === 0)
    throw new UsageError(
      `Set what? Write key=value. Known: ${[...settingKeys, accountKey].join(", ")}.`,
    );
  // Whatever is wrong with the command line is found before anything is opened.
  const { account, others } = readChosenAccount(config, assignments);
  const changes = readSettingChanges(others);
  const opened = await installation();
  if (others.length > 0) {
    const wanted = { subreddit, changes };
    const revision = await changeCommunitySettings(opened, { kind: "operator" }, wanted);
    if (revision === null) remark("Nothing was changed: these values were in force already.");
  }
  if (account === undefined) return;
  await assignAccount(opened, { kind: "operator" }, { subreddit, account });
  const next = accountBySettings(config(), subreddit);
  if (next !== undefined && nameKey(next) !== nameKey(account ?? ""))
    remark(
      `The setting accounts still assigns r/${subreddit} to u/${next}: take it out there, or the bot's next start gives it back.`,
    );
}

async function show(context: CommandContext, subreddit: string, asJson: boolean): Promise<void> {
  const { database } = await context.installation();
  const config = context.config();
  const defaults = readCommunityDefaults(config);
  const record = await findCommunity(database, subreddit);
  const { settings, questions } = await createCommunitySource(database, defaults).policyFor(
    subreddit,
  );
  const facts = await readCommunityFacts(database, subreddit);
  const name = record?.name ?? subreddit;
  if (asJson) {
    context.screen.json({
      name,
      isServed: record?.isServed ?? false,
      account: record?.account ?? null,
      trouble: record?.trouble ?? null,
      revision: record?.revision ?? null,
      settings,
      ownSettings: record?.settings ?? {},
      ownTexts: record?.texts ?? {},
      questions: { id: questions.id, version: questions.version, isOwn: isOwn(record) },
      facts,
    });
    return;
  }
  const language = defaultLanguage(defaults, settings.language);
  context.screen.text(
    [
      `r/${name}: ${record?.isServed ? "served" : `not served (pnpm appealmod serve ${name})`}`,
      `Account: ${accountInWords(config, record?.account ?? null)}`,
      ...(record?.trouble ? [`In trouble: ${record.trouble}`] : []),
      "",
      settingsTable(settings, record),
      "",
      `Texts: ${textsLine(settings.language, language, record)}`,
      `Questions: ${isOwn(record) ? "own" : "the default ones"}, ${questions.id} version ${questions.version}, ${questions.questions.length} of them`,
      `Revision: ${record?.revision ?? "none yet, it follows the defaults in everything"}`,
      facts === null
        ? "Its rules and moderators were not fetched from Reddit yet."
        : `As of ${moment(facts.asOf)}: ${facts.subscribers} subscribers, ${facts.moderators.length} moderators, ${facts.rules.length} rules`,
    ].join("\n"),
  );
}

function isOwn(record: CommunityRecord | null): boolean {
  return (record?.questions ?? null) !== null;
}

function settingsTable(settings: CommunitySettings, record: CommunityRecord | null): string {
  return table(
    ["setting", "value", "", "meaning"],
    settingKeys.map((key) => [
      key,
      settingInWords(settings[key]),
      record && Object.hasOwn(record.settings, key) ? "own" : "default",
      settingMeanings[key],
    ]),
  );
}

function textsLine(language: string, fallback: string, record: CommunityRecord | null): string {
  const own = Object.keys(record?.texts[language] ?? {});
  const others = Object.keys(record?.texts ?? {}).filter((other) => other !== language);
  return [
    language,
    own.length === 0 ? "all as in" : `own: ${own.join(", ")}; the others as in`,
    `conf/texts/${fallback}.yaml`,
    ...(others.length === 0 ? [] : [`(own ones, not in use, also in ${others.join(", ")})`]),
  ].join(" ");
}
