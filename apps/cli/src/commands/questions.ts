import { resolve } from "node:path";
import { readYamlFile } from "@appealmod/config";
import { localize, type Question, type QuestionSet, questionSetSchema } from "@appealmod/core";
import { createCommunitySource, findCommunity } from "@appealmod/db";
import { changeCommunityQuestions, readCommunityDefaults } from "@appealmod/use-cases";
import type { Command, CommandContext } from "../command.ts";
import { UsageError } from "../failures.ts";
import { nothingMore, readArguments } from "../input/read-arguments.ts";
import { readChoice } from "../input/read-choice.ts";
import { readSubreddit } from "../input/read-names.ts";

export const questions: Command = {
  name: "questions",
  summary: "the questions of a community's form: show, set, reset",
  usage: `Usage: pnpm appealmod questions SUB [show] [--json]
       pnpm appealmod questions SUB set FILE
       pnpm appealmod questions SUB reset

FILE is YAML as in conf/questions/default.yaml; a label is one text, or one for each language.
What "show --json" prints is such a file too. Appeals that are open keep the questions that
they were opened with. "reset" goes back to the default questions.

Example: pnpm appealmod questions PineLakeHikers set questions.yaml
`,
  async run(context, args) {
    const { values, positionals } = readArguments(args, { json: { type: "boolean" } });
    const [written, verb = "show", file, ...more] = positionals;
    const subreddit = readSubreddit(written);
    switch (readChoice("What to do", verb, ["show", "set", "reset"])) {
      case "show":
        nothingMore(file === undefined ? [] : [file, ...more]);
        return show(context, subreddit, values.json ?? false);
      case "set":
        nothingMore(more);
        return set(context, subreddit, file);
      case "reset":
        nothingMore(file === undefined ? [] : [file, ...more]);
        await changeCommunityQuestions(
          await context.installation(),
          { kind: "operator" },
          { subreddit, questions: null },
        );
        context.screen.text(`r/${subreddit} asks the default questions from now on.`);
    }
  },
};

async function show(
  { installation, config, screen }: CommandContext,
  subreddit: string,
  asJson: boolean,
): Promise<void> {
  const { database } = await installation();
  const source = createCommunitySource(database, readCommunityDefaults(config()));
  const { questions: set, settings } = await source.policyFor(subreddit);
  if (asJson) return screen.json(set);
  const record = await findCommunity(database, subreddit);
  const whose = record?.questions ? "its own questions" : "the default questions";
  screen.text(
    `r/${record?.name ?? subreddit} asks ${whose}: ${set.id}, version ${set.version}\n\n${listed(set, settings.language)}`,
  );
}

async function set(
  { installation, screen, currentDir }: CommandContext,
  subreddit: string,
  file: string | undefined,
): Promise<void> {
  if (file === undefined)
    throw new UsageError("Which file? conf/questions/default.yaml is an example to copy.");
  const path = resolve(currentDir, file);
  const wanted = readYamlFile(path, questionSetSchema, "the questions of the form");
  await changeCommunityQuestions(
    await installation(),
    { kind: "operator" },
    { subreddit, questions: wanted },
  );
  screen.text(
    `r/${subreddit} asks ${wanted.questions.length} questions of its own from now on: ${wanted.id}, version ${wanted.version}.`,
  );
}

function listed(set: QuestionSet, language: string): string {
  return set.questions
    .map((question, index) => {
      const lines = [
        `${index + 1}. ${localize(question.label, language)}`,
        `   ${question.id}: ${particulars(question)}`,
      ];
      if ("options" in question)
        for (const { value, label } of question.options)
          lines.push(`   - ${value}: ${localize(label, language)}`);
      return lines.join("\n");
    })
    .join("\n\n");
}

function particulars(question: Question): string {
  const { kind, required, enabled, onlyIf } = question;
  return [
    kind,
    required ? "required" : "may be left empty",
    ...("maxLength" in question
      ? [`${question.minLength} to ${question.maxLength} characters`]
      : []),
    ...(onlyIf ? [`only if ${onlyIf.question} is ${onlyIf.isOneOf.join(" or ")}`] : []),
    ...(enabled ? [] : ["switched off"]),
  ].join(", ");
}
