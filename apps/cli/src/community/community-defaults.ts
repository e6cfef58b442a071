import { readdirSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { type Config, readYamlFile } from "@appealmod/config";
import { defaultCommunitySettings, questionSetSchema, textSetSchema } from "@appealmod/core";
import type { CommunityDefaults } from "@appealmod/db";

/**
 * What holds in every community that sets nothing of its own, as the bot reads it.
 *
 * @throws ConfigError with the file and line of whatever is wrong
 */
export function readCommunityDefaults(config: Config): CommunityDefaults {
  const textsDir = join(config.rootDir, "conf", "texts");
  const files = readdirSync(textsDir).filter((name) => extname(name) === ".yaml");
  const texts = files.map((name) => [
    basename(name, ".yaml"),
    readYamlFile(join(textsDir, name), textSetSchema, "the bot's texts"),
  ]);
  return {
    settings: {
      ...defaultCommunitySettings,
      updateCutoffDays: config.updateCutoff,
      treatmentFraction: config.treatmentFraction,
    },
    texts: Object.fromEntries(texts),
    questions: readYamlFile(
      join(config.rootDir, "conf", "questions", "default.yaml"),
      questionSetSchema,
      "the questions of the form",
    ),
  };
}
