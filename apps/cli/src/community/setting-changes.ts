import { nearestName, redditorName } from "@appealmod/config";
import { type CommunitySettings, communitySettingsSchema } from "@appealmod/core";
import type { SettingChanges } from "@appealmod/use-cases";
import { UsageError } from "../failures.ts";

type SettingKey = keyof CommunitySettings;

/** What each setting is, in the words that follow its name. */
export const settingMeanings: Readonly<Record<SettingKey, string>> = {
  otherBots:
    "bots that ban and handle the appeals themselves: their bans and their last words are left to them, separated by commas",
  autoResponders:
    "accounts that answer everybody by themselves and are no people, separated by commas",
  autobanPrefixes: "beginnings of ban notes that machines leave, separated by commas",
  reminderCap: "the most reminders per appeal; 0 sends none",
  updateCutoffDays: "days after which a silent appeal is closed",
  treatmentFraction: "the share of redditors who get the form, from 0 to 1",
  language: "the language of the bot's texts, as in conf/texts",
  savedReplies: "answers that moderators choose from when they decide, as JSON",
  abusiveWords: "words of abuse, separated by commas: a message with one is folded for moderators",
  decisionRules:
    "who decides, as JSON: bannerDecidesAlone, needsSecond, and deciders, a list of names",
  appealAgainDays: "days after a decision until another appeal is looked at; 0 for no waiting",
  transparencyReport: "yes: numbers of closed months are shown to everybody; no: to nobody",
  authorHidden: "yes: the bot answers in the community's name; no: in its own",
};

export const settingKeys = Object.keys(settingMeanings) as readonly SettingKey[];

const listKeys: ReadonlySet<SettingKey> = new Set([
  "otherBots",
  "autoResponders",
  "autobanPrefixes",
  "abusiveWords",
]);
const numberKeys: ReadonlySet<SettingKey> = new Set([
  "reminderCap",
  "updateCutoffDays",
  "treatmentFraction",
  "appealAgainDays",
]);
const jsonKeys: ReadonlySet<SettingKey> = new Set(["savedReplies", "decisionRules"]);
const yesOrNo: ReadonlyMap<string, boolean> = new Map([
  ["yes", true],
  ["true", true],
  ["no", false],
  ["false", false],
]);

/**
 * What an operator wrote as `key=value`. `key=` gives up the own value; a list in square
 * brackets may be empty: `otherBots=[]`.
 *
 * @throws UsageError that tells everything that is wrong
 */
export function readSettingChanges(assignments: readonly string[]): SettingChanges {
  const changes: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const assignment of assignments) {
    try {
      const { key, value } = readAssignment(assignment);
      changes[key] = value;
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      problems.push(error.message);
    }
  }
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  return changes as SettingChanges;
}

/** `null` as the value: back to the default. */
function readAssignment(assignment: string): { key: SettingKey; value: unknown } {
  const at = assignment.indexOf("=");
  if (at < 1)
    throw new UsageError(`"${assignment}" is not understood: write key=value, without spaces.`);
  const key = readKey(assignment.slice(0, at));
  const written = assignment.slice(at + 1).trim();
  if (written === "") return { key, value: null };
  const wrong = (why: string) =>
    new UsageError(`${key}=${written} cannot be used: ${why}. It is ${settingMeanings[key]}.`);
  const value = readValue(key, written, wrong);
  const checked = communitySettingsSchema.shape[key].safeParse(value);
  if (checked.success) return { key, value: checked.data };
  throw wrong(checked.error.issues.map(({ message }) => message).join("; "));
}

function readKey(written: string): SettingKey {
  const plain = (name: string) => name.replaceAll(/[-_]/g, "").toLowerCase();
  const found = settingKeys.find((key) => plain(key) === plain(written.trim()));
  if (found !== undefined) return found;
  const nearest = nearestName(written, settingKeys);
  throw new UsageError(
    `There is no setting "${written}". ${nearest === undefined ? `Known: ${settingKeys.join(", ")}.` : `Did you mean ${nearest}?`}`,
  );
}

function readValue(key: SettingKey, written: string, wrong: (why: string) => UsageError): unknown {
  if (numberKeys.has(key)) {
    const value = Number(written);
    if (Number.isFinite(value)) return value;
    throw wrong("this is no number; a fraction is written with a point, as in 0.5");
  }
  if (key === "authorHidden" || key === "transparencyReport") {
    const value = yesOrNo.get(written.toLowerCase());
    if (value !== undefined) return value;
    throw wrong("it is yes or no");
  }
  if (jsonKeys.has(key)) {
    try {
      return JSON.parse(written);
    } catch {
      throw wrong("this is no JSON");
    }
  }
  if (!listKeys.has(key)) return written;
  const entries = (/^\[(.*)\]$/s.exec(written)?.[1] ?? written)
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
  if (key !== "otherBots") return entries;
  return entries.map((entry) => {
    const name = redditorName(entry);
    if (name !== undefined) return name;
    throw wrong(`"${entry}" cannot be a redditor's name`);
  });
}
