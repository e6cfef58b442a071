import { z } from "zod";
import type { CommunityTexts } from "../texts/text-set.ts";
import type { CommunitySettings } from "./community-settings.ts";

/** What a community sets of its own; whatever is missing follows the defaults. */
export interface CommunityConfiguration {
  readonly settings: Readonly<Partial<CommunitySettings>>;
  /** Own wordings by language, then by text. */
  readonly texts: Readonly<Record<string, CommunityTexts>>;
  /** The id under which its own questions are stored; `null` where the default ones are asked. */
  readonly questionSetId: string | null;
}

/** One that follows the defaults in everything. */
export const noOwnConfiguration: CommunityConfiguration = Object.freeze({
  settings: {},
  texts: {},
  questionSetId: null,
});

/** A value that two configurations do not share; `null` on the side that follows the default. */
export interface ConfigurationDifference {
  readonly part: "settings" | "texts" | "questions";
  /** The name of a setting, or language and name of a text: `de.final`; `questions` for all of them. */
  readonly key: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** In which values two configurations differ: settings, then texts, then questions, each by key. */
export function configurationDifferences(
  before: CommunityConfiguration,
  after: CommunityConfiguration,
): readonly ConfigurationDifference[] {
  const questions = (configuration: CommunityConfiguration) => ({
    questions: configuration.questionSetId,
  });
  return [
    ...differencesIn("settings", before.settings, after.settings),
    ...differencesIn("texts", textsByKey(before), textsByKey(after)),
    ...differencesIn("questions", questions(before), questions(after)),
  ];
}

function differencesIn(
  part: ConfigurationDifference["part"],
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): readonly ConfigurationDifference[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys
    .map((key) => ({ part, key, before: before[key] ?? null, after: after[key] ?? null }))
    .filter((one) => JSON.stringify(one.before) !== JSON.stringify(one.after));
}

function textsByKey({ texts }: CommunityConfiguration): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([language, own]) =>
      Object.entries(own).map(([name, text]) => [`${language}.${name}`, text]),
    ),
  );
}

/** What a revision changed, by the keys of `ConfigurationDifference`; never the values themselves. */
export const configurationChangesSchema = z.object({
  settings: z.array(z.string()),
  texts: z.array(z.string()),
  questions: z.boolean(),
  /** The number of the earlier revision that it brought back. */
  restored: z.int().positive().exactOptional(),
});

export type ConfigurationChanges = Readonly<z.infer<typeof configurationChangesSchema>>;

export function changesOf(differences: readonly ConfigurationDifference[]): ConfigurationChanges {
  const keysOf = (wanted: ConfigurationDifference["part"]) =>
    differences.flatMap(({ part, key }) => (part === wanted ? [key] : []));
  return {
    settings: keysOf("settings"),
    texts: keysOf("texts"),
    questions: keysOf("questions").length > 0,
  };
}

/** For people: `settings language, reminderCap; texts de.final; questions; as in revision 2`. */
export function changesInWords({
  settings,
  texts,
  questions,
  restored,
}: ConfigurationChanges): string {
  return [
    ...(settings.length === 0 ? [] : [`settings ${settings.join(", ")}`]),
    ...(texts.length === 0 ? [] : [`texts ${texts.join(", ")}`]),
    ...(questions ? ["questions"] : []),
    ...(restored === undefined ? [] : [`as in revision ${restored}`]),
  ].join("; ");
}
