import { isDeepStrictEqual } from "node:util";
import { redditorName } from "@appealmod/config";
import { type CommunitySettings, communitySettingsSchema } from "@appealmod/core";
import type { SettingChanges } from "@appealmod/use-cases";
import { oneValue, type PostedFields } from "../posted-fields.ts";

/** The settings that stand on the page of settings, in its order. */
export const editableSettings = [
  "language",
  "reminderCap",
  "updateCutoffDays",
  "appealAgainDays",
  "authorHidden",
  "transparencyReport",
  "otherBots",
  "autoResponders",
  "autobanPrefixes",
  "abusiveWords",
  "decisionRules",
] as const satisfies readonly (keyof CommunitySettings)[];

export type EditableSetting = (typeof editableSettings)[number];

export interface SettingProblem {
  readonly setting: EditableSetting;
  /** The line that is wrong, in a list. */
  readonly line: string;
}

export interface ReadSettings {
  readonly changes: SettingChanges;
  readonly problems: readonly SettingProblem[];
}

/**
 * What somebody changed on the page of settings.
 *
 * @param shown what the page showed when they began: what still stands so is no change of theirs,
 *   even where a colleague has changed it since
 * @param defaults what equals one of these follows it from now on
 */
export function readPostedSettings(
  fields: PostedFields,
  shown: CommunitySettings,
  defaults: CommunitySettings,
  languages: readonly string[],
): ReadSettings {
  const changes: Record<string, unknown> = {};
  const problems: SettingProblem[] = [];
  for (const setting of editableSettings) {
    const { value, line } = postedValue(setting, fields);
    const checked = communitySettingsSchema.shape[setting].safeParse(value);
    const isKnown = setting !== "language" || languages.includes(String(value));
    if (line !== undefined || !checked.success || !isKnown)
      problems.push({ setting, line: line ?? "" });
    else if (!isDeepStrictEqual(checked.data, shown[setting]))
      changes[setting] = isDeepStrictEqual(checked.data, defaults[setting]) ? null : checked.data;
  }
  return { changes, problems };
}

interface PostedValue {
  readonly value: unknown;
  /** The line of a list of names that is none. */
  readonly line?: string | undefined;
}

function postedValue(setting: EditableSetting, fields: PostedFields): PostedValue {
  const written = oneValue(fields, setting).trim();
  switch (setting) {
    case "language":
      return { value: written };
    case "reminderCap":
    case "updateCutoffDays":
    case "appealAgainDays":
      return { value: written === "" ? undefined : Number(written.replace(",", ".")) };
    case "authorHidden":
    case "transparencyReport":
      return { value: { yes: true, no: false }[written] };
    case "otherBots":
    case "autoResponders":
      return names(written);
    case "autobanPrefixes":
    case "abusiveWords":
      return { value: lines(written) };
    case "decisionRules": {
      const { value: deciders, line } = names(oneValue(fields, "deciders"));
      const isTicked = (name: string) => oneValue(fields, name) === "yes";
      const bannerDecidesAlone = isTicked("bannerDecidesAlone");
      return {
        value: { bannerDecidesAlone, needsSecond: isTicked("needsSecond"), deciders },
        line,
      };
    }
  }
}

function names(written: string): PostedValue {
  const all = lines(written);
  const wrong = all.find((line) => redditorName(line) === undefined);
  return { value: all.map((line) => redditorName(line) ?? line), line: wrong };
}

function lines(written: string): readonly string[] {
  const all = written.split(/\r?\n/).map((line) => line.trim());
  return [...new Set(all.filter((line) => line !== ""))];
}
