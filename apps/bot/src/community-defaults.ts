import { readdirSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { type Config, readYamlFile } from "@appealmod/config";
import { defaultCommunitySettings, questionSetSchema, textSetSchema } from "@appealmod/core";
import type { CommunityDefaults } from "@appealmod/db";

/**
 * What holds in every community that sets nothing of its own: the texts and questions of
 * `conf/`, and the settings of the installation.
 *
 * @throws ConfigError with the file and line of whatever is wrong
 */
export function readCommunityDefaults(config: Config): CommunityDefaults {
  const textsDir = join(config.rootDir, "conf", "texts");
  const languages = readdirSync(textsDir).filter((name) => extname(name) === ".yaml");
  return {
    settings: {
      ...defaultCommunitySettings,
      updateCutoffDays: config.updateCutoff,
      treatmentFraction: config.treatmentFraction,
    },
    texts: Object.fromEntries(
      languages.map((name) => [
        basename(name, ".yaml"),
        readYamlFile(join(textsDir, name), textSetSchema, "the bot's texts"),
      ]),
    ),
    questions: readYamlFile(
      join(config.rootDir, "conf", "questions", "default.yaml"),
      questionSetSchema,
      "the questions of the form",
    ),
  };
}
