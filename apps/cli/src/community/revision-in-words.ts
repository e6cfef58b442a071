import {
  type ConfigurationDifference,
  changesInWords,
  configurationDifferences,
  noOwnConfiguration,
  type QuestionSet,
} from "@appealmod/core";
import type { FullCommunityRevision } from "@appealmod/db";
import { actorInWords } from "../output/actor-in-words.ts";
import { indented } from "../output/indented.ts";
import { moment } from "../output/times.ts";
import { settingInWords } from "./setting-in-words.ts";

/** All that a community set of its own by a revision. */
export function revisionInWords(subreddit: string, revision: FullCommunityRevision): string {
  const { number, at, actor, changed } = revision;
  const own = configurationDifferences(noOwnConfiguration, revision);
  return [
    `Revision ${number} of r/${subreddit}, ${moment(at)}, by ${actorInWords(actor)}`,
    `Changed: ${changesInWords(changed)}`,
    "",
    ...own.map((one) => labelled(title(one), valueInWords(one, "after", revision.questions))),
    "Everything else follows the defaults.",
  ].join("\n");
}

/** What differs between two revisions, with the value in each. */
export function differencesInWords(
  subreddit: string,
  before: FullCommunityRevision,
  after: FullCommunityRevision,
): string {
  const differences = configurationDifferences(before, after);
  const between = `revisions ${before.number} and ${after.number} of r/${subreddit}`;
  if (differences.length === 0) return `Nothing differs between ${between}.`;
  const sections = differences.map((one) => {
    const values = [
      labelled(String(before.number), valueInWords(one, "before", before.questions)),
      labelled(String(after.number), valueInWords(one, "after", after.questions)),
      ...(one.part === "questions" ? questionChanges(before.questions, after.questions) : []),
    ];
    return `${title(one)}\n${indented(values.join("\n"))}`;
  });
  return [`What differs between ${between}:`, ...sections].join("\n\n");
}

function title({ part, key }: ConfigurationDifference): string {
  if (part === "questions") return part;
  return part === "settings" ? `setting ${key}` : `text ${key}`;
}

function valueInWords(
  { part, ...sides }: ConfigurationDifference,
  side: "before" | "after",
  questions: QuestionSet | null,
): string {
  const value = sides[side];
  if (value === null) return "as in the defaults";
  if (part !== "questions" || !questions) return settingInWords(value);
  const { id, version, questions: asked } = questions;
  return `${id}, version ${version}, ${asked.length} of them, kept as ${value}`;
}

/** Words of several lines begin on a line of their own. */
function labelled(label: string, value: string): string {
  return value.includes("\n") ? `${label}:\n${indented(value)}` : `${label}: ${value}`;
}

/** Which questions of two sets differ, where both are the community's own. */
function questionChanges(before: QuestionSet | null, after: QuestionSet | null): readonly string[] {
  if (!before || !after) return [];
  const written = ({ questions }: QuestionSet) =>
    new Map(questions.map((question) => [question.id, JSON.stringify(question)]));
  const [old, now] = [written(before), written(after)];
  const named = (what: string, ids: readonly string[]) =>
    ids.length === 0 ? [] : [`${what}: ${ids.join(", ")}`];
  return [
    ...named(
      "added",
      [...now.keys()].filter((id) => !old.has(id)),
    ),
    ...named(
      "changed",
      [...now.keys()].filter((id) => old.has(id) && old.get(id) !== now.get(id)),
    ),
    ...named(
      "removed",
      [...old.keys()].filter((id) => !now.has(id)),
    ),
  ];
}
