import { join } from "node:path";
import { type Config, environmentName, loadConfig } from "@appealmod/config";
import { cancel, intro, isCancel, log, outro, password, text } from "@clack/prompts";
import type { Command } from "../command.ts";
import { CommandFailed } from "../failures.ts";
import { type Question, type Topic, topics } from "../init/questions.ts";
import { writeSecretsFile } from "../init/write-secrets-file.ts";
import { nothingMore, readArguments } from "../input/read-arguments.ts";

type Answers = Map<string, string>;

export const init: Command = {
  name: "init",
  summary: "set an installation up: asks, checks each answer, writes certs/config.yaml",
  usage: `Usage: pnpm appealmod init
       pnpm appealmod init --no-input [--json]

Asks for the bot's account, its communities, the site's address, Postgres and Slack, and checks each at
once: logs in, looks up what the account may do, opens the database, sends a test message. Then writes
certs/config.yaml, for its owner alone. May be run again: what is set is offered, other keys and
comments of the file stay.

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
      throw new CommandFailed("There is no terminal to ask at: use --no-input.");
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
    const path = join(context.currentDir, "certs", "config.yaml");
    await writeSecretsFile(
      path,
      Object.fromEntries(
        questions.map(({ key }) => {
          const value = answers.get(key) ?? "";
          return [key, key === "subreddits" ? value.split(/\s*,\s*/).filter(Boolean) : value];
        }),
      ),
    );
    if (asks) outro(`${path} is written. Next: pnpm appealmod doctor`);
    else if (values.json) context.screen.json({ written: path, found });
    else
      context.screen.text(
        [...found.map(({ about, message }) => `${about}: ${message}`), `${path} is written.`].join(
          "\n",
        ),
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
    throw new CommandFailed(`${topic.title}: ${why} Nothing was written.`);
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
