import { readdirSync } from "node:fs";
import { basename, extname, join } from "node:path";
import type { z } from "zod";
import type { Config } from "./config.ts";
import { readYamlFile } from "./yaml-file.ts";

/** The bot's texts by language, and the questions of the form, as `conf/` has them. */
export interface CommunityFiles<Texts, Questions> {
  readonly texts: Readonly<Record<string, Texts>>;
  readonly questions: Questions;
}

/**
 * Reads what holds in every community that sets nothing of its own: `conf/texts/<language>.yaml`
 * and `conf/questions/default.yaml`.
 *
 * @param schemas how each has to look
 * @throws ConfigError with the file and line of whatever is wrong
 */
export function readCommunityFiles<Texts, Questions>(
  { rootDir }: Pick<Config, "rootDir">,
  schemas: { readonly texts: z.ZodType<Texts>; readonly questions: z.ZodType<Questions> },
): CommunityFiles<Texts, Questions> {
  const textsDir = join(rootDir, "conf", "texts");
  const languages = readdirSync(textsDir).filter((name) => extname(name) === ".yaml");
  const texts = languages.map((name): [string, Texts] => [
    basename(name, ".yaml"),
    readYamlFile(join(textsDir, name), schemas.texts, "the bot's texts"),
  ]);
  const questions = join(rootDir, "conf", "questions", "default.yaml");
  return {
    texts: Object.fromEntries(texts),
    questions: readYamlFile(questions, schemas.questions, "the questions of the form"),
  };
}
