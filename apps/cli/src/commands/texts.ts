import { resolve } from "node:path";
import { readYamlFile } from "@appealmod/config";
import { communityTextsSchema, textNames } from "@appealmod/core";
import { createCommunitySource, findCommunity } from "@appealmod/db";
import { changeCommunityTexts, readCommunityDefaults } from "@appealmod/use-cases";
import type { Command, CommandContext } from "../command.ts";
import { textsInForce } from "../community/texts-in-force.ts";
import { UsageError } from "../failures.ts";
import { nothingMore, readArguments } from "../input/read-arguments.ts";
import { readChoice } from "../input/read-choice.ts";
import { readSubreddit } from "../input/read-names.ts";
import { indented } from "../output/indented.ts";

export const texts: Command = {
  name: "texts",
  summary: "what the bot and its site say in a community: show, set, reset",
  usage: `Usage: pnpm appealmod texts SUB LANGUAGE [show] [--json]
       pnpm appealmod texts SUB LANGUAGE set FILE
       pnpm appealmod texts SUB LANGUAGE reset

FILE is YAML as in conf/texts/en.yaml, with as many of its texts as the community words in its
own way; the others follow the defaults. It takes the place of all that the community had set
in this language. "reset" goes back to the defaults.

One text more may stand in FILE: "appeal_again" tells whoever was refused, or whose appeal was
closed, whether and when the moderators look at another one. The site shows it in the reader's
language if it is set in it. It is plain text of at most 2000 characters, with {{username}} and
{{subreddit}} in it if you like. Where it is not set, the site says that it is up to you.

Example: pnpm appealmod texts PineLakeHikers en --json
`,
  async run(context, args) {
    const { values, positionals } = readArguments(args, { json: { type: "boolean" } });
    const [written, writtenLanguage, verb = "show", file, ...more] = positionals;
    const subreddit = readSubreddit(written);
    const language = readLanguage(writtenLanguage);
    switch (readChoice("What to do", verb, ["show", "set", "reset"])) {
      case "show":
        nothingMore(file === undefined ? [] : [file, ...more]);
        return show(context, subreddit, language, values.json ?? false);
      case "set":
        nothingMore(more);
        return set(context, subreddit, language, file);
      case "reset":
        nothingMore(file === undefined ? [] : [file, ...more]);
        await changeCommunityTexts(
          await context.installation(),
          { kind: "operator" },
          { subreddit, language, texts: {} },
        );
        context.screen.text(`r/${subreddit} has the default texts in ${language} from now on.`);
    }
  },
};

function readLanguage(written: string | undefined): string {
  if (written !== undefined && /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(written)) return written;
  const found = written === undefined ? "None is named" : `"${written}" is none`;
  throw new UsageError(`Which language? ${found}: write it as en or pt-BR.`);
}

async function show(
  { installation, config, screen }: CommandContext,
  subreddit: string,
  language: string,
  asJson: boolean,
): Promise<void> {
  const { database } = await installation();
  const record = await findCommunity(database, subreddit);
  const all = textsInForce(readCommunityDefaults(config()), record, language);
  if (asJson) return screen.json(Object.fromEntries(all.map(({ name, text }) => [name, text])));
  screen.text(
    all
      .map(({ name, text, defaultIn }) => {
        const origin = defaultIn === null ? "own" : `as in conf/texts/${defaultIn}.yaml`;
        return `${name} (${origin})\n\n${indented(text)}`;
      })
      .join("\n\n"),
  );
}

async function set(
  { installation, config, screen, remark, currentDir }: CommandContext,
  subreddit: string,
  language: string,
  file: string | undefined,
): Promise<void> {
  if (file === undefined)
    throw new UsageError("Which file? conf/texts/en.yaml is an example to copy.");
  const path = resolve(currentDir, file);
  const wanted = readYamlFile(path, communityTextsSchema, "a community's texts");
  const names = Object.keys(wanted);
  if (names.length === 0)
    throw new UsageError(`${path} holds no text. To go back to the defaults there is "reset".`);
  const opened = await installation();
  await changeCommunityTexts(opened, { kind: "operator" }, { subreddit, language, texts: wanted });
  screen.text(`r/${subreddit} has texts of its own in ${language}: ${names.join(", ")}.`);
  const source = createCommunitySource(opened.database, readCommunityDefaults(config()));
  const { settings } = await source.policyFor(subreddit);
  // Words for pages are shown to whoever reads that language.
  const areForTheBot = textNames.some((name) => wanted[name] !== undefined);
  if (areForTheBot && settings.language !== language)
    remark(
      `The bot writes in ${settings.language} there. To use these: pnpm appealmod community ${subreddit} set language=${language}`,
    );
}
