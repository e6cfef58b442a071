import { type Config, readCommunityFiles } from "@appealmod/config";
import { defaultCommunitySettings, questionSetSchema, textSetSchema } from "@appealmod/core";
import type { CommunityDefaults } from "@appealmod/db";

/**
 * What holds in every community that sets nothing of its own.
 *
 * @throws ConfigError with the file and line of whatever is wrong
 */
export function readCommunityDefaults(
  config: Pick<Config, "rootDir" | "updateCutoff" | "treatmentFraction">,
): CommunityDefaults {
  return {
    ...readCommunityFiles(config, { texts: textSetSchema, questions: questionSetSchema }),
    settings: {
      ...defaultCommunitySettings,
      updateCutoffDays: config.updateCutoff,
      treatmentFraction: config.treatmentFraction,
    },
  };
}
