import { join } from "node:path";
import { type Config, environmentName, loadConfig } from "@appealmod/config";
import { cancel, intro, isCancel, log, outro, password, text } from "@clack/prompts";
import type { Command } from "../command.ts";
import { CommandFailed, UsageError } from "../failures.ts";
import { type Question, type Topic, topics } from "../init/questions.ts";
import { writeSecretsFile } from "../init/write-secrets-file.ts";
import { nothingMore, readArguments } from "../input/read-arguments.ts";

type Answers = Map<string, string>;

export const init: Command = {
  name: "init",
  summary: "set an installation up: asks, checks each answer, writes certs/config.yaml",
  usage: `Usage: pnpm appealmod init
       pnpm appealmod init --no-input [--json]

Asks for the bot's account, its communities, the site, Postgres and Slack, and checks each at once: logs
in, looks up what the account may do, opens the database, sends a test message. Then writes
certs/config.yaml, and certs/site.yaml with what the site needs of it, each for its owner alone. May be
run again: what is set is offered, other keys and comments stay, and so does what the site's file says
otherwise, such as the address of a role of its own.

  --no-input  asks nothing: takes what the environment (APPEALMOD_...) and the files set, checks it
              all the same, and writes nothing where something is wrong
  --json      prints what was found

Example: APPEALMOD_REDDIT_USERNAME=MyBot … pnpm appealmod init --no-input
`,
  async run(context, args) {
    const { values, positionals } = readArguments(args, {
      "no-input": { type: "boolean" },
      json: { type: "boolean" },
    });
    nothingMore(positionals);
    const current = context.config();
    const asks = !values["no-input"];
    if (asks && !process.stdin.isTTY)
      throw new UsageError(
        "There is no terminal to ask at. With --no-input the answers are taken from the environment (APPEALMOD_…) and the files.",
      );
    const answers: Answers = new Map(
      questions.map(({ key, value }) => [key, value(current) ?? ""]),
    );
    if (asks) intro("AppealMod");
    const found: { readonly about: string; readonly message: string }[] = [];
    for (const topic of topics) {
      const message = asks
        ? await askUntilRight(topic, answers, current)
        : await checked(topic, answers, current);
      found.push({ about: topic.title, message });
    }
    const certs = join(context.currentDir, "certs");
    const [path, sitePath] = [join(certs, "config.yaml"), join(certs, "site.yaml")];
    const answer = (key: string) => answers.get(key) ?? "";
    const valuesOf = (asked: readonly Question[]) =>
      asked.map(({ key }): [string, string | readonly string[]] => [
        key,
        key === "subreddits"
          ? answer(key)
              .split(/\s*,\s*/)
              .filter(Boolean)
          : answer(key),
      ]);
    await writeSecretsFile(path, Object.fromEntries(valuesOf(questions)));
    const ofSite = questions.filter(({ isOfSite }) => isOfSite);
    const before = ofSite.map(({ key, value }) => [key, value(current) ?? ""]);
    await writeSecretsFile(
      sitePath,
      Object.fromEntries(valuesOf(ofSite)),
      Object.fromEntries(before),
    );
    const written = `${path} is written, and the site's share of it to ${sitePath}.`;
    if (asks) outro(`${written} Next: start bot and site, and pnpm appealmod doctor`);
    else if (values.json) context.screen.json({ written: [path, sitePath], found });
    else
      context.screen.text(
        [...found.map(({ about, message }) => `${about}: ${message}`), written].join("\n"),
      );
  },
};

const questions = topics.flatMap((topic) => topic.questions);

/** @throws CommandFailed */
async function checked(topic: Topic, answers: Answers, current: Config): Promise<string> {
  try {
    return await topic.check(configOf(answers, current));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandFailed(`${topic.title}: ${why} Nothing was written.`, { cause: error });
  }
}

async function askUntilRight(topic: Topic, answers: Answers, current: Config): Promise<string> {
  for (;;) {
    log.step(topic.title);
    for (const question of topic.questions) {
      const answer = await ask(question, answers.get(question.key) ?? "");
      answers.set(question.key, answer);
    }
    try {
      const message = await topic.check(configOf(answers, current));
      log.success(message);
      return message;
    } catch (error) {
      log.error(error instanceof Error ? error.message : String(error));
    }
  }
}

async function ask({ message, isSecret, isOptional }: Question, before: string): Promise<string> {
  const validate = (value: string | undefined) =>
    value || before || isOptional ? undefined : "This one is needed.";
  const kept = before === "" ? message : `${message} (empty: as it is)`;
  const answer = isSecret
    ? await password({ message: kept, validate })
    : await text({ message, initialValue: before, validate });
  if (isCancel(answer)) {
    cancel("Nothing was written.");
    throw new CommandFailed("It was broken off.");
  }
  return answer || (isSecret ? before : "");
}

/** The settings that these answers would make. @throws ConfigError */
function configOf(answers: Answers, { rootDir, redditUrl, dataDir, debug }: Config): Config {
  const env = new Map([...answers].filter(([, value]) => value !== ""));
  if (redditUrl !== undefined) env.set("reddit_url", redditUrl);
  env.set("data_dir", dataDir);
  env.set("debug", String(debug));
  const named = [...env].map(([key, value]) => [environmentName(key), value]);
  const noFiles = { APPEALMOD_SETTINGS_FILE: "/dev/null", APPEALMOD_SECRETS_FILE: "/dev/null" };
  return loadConfig({ env: { ...Object.fromEntries(named), ...noFiles }, rootDir });
}
