import { expect, it } from "vitest";
import {
  changesInWords,
  changesOf,
  configurationDifferences,
  noOwnConfiguration,
} from "../src/index.ts";

const before = {
  settings: { reminderCap: 2, otherBots: ["NiceBot"], language: "de" },
  texts: { de: { final: "Danke." }, en: { final: "Thanks." } },
  questionSetId: null,
};
const after = {
  settings: { language: "de", otherBots: ["NiceBot", "OddBot"], updateCutoffDays: 9 },
  texts: { en: { final: "Thanks." }, "pt-BR": { appeal_again: "Nunca." }, fr: {} },
  questionSetId: "a hash",
};

it("names every value in which two configurations differ, with both", () => {
  expect(configurationDifferences(before, after)).toEqual([
    { part: "settings", key: "otherBots", before: ["NiceBot"], after: ["NiceBot", "OddBot"] },
    { part: "settings", key: "reminderCap", before: 2, after: null },
    { part: "settings", key: "updateCutoffDays", before: null, after: 9 },
    { part: "texts", key: "de.final", before: "Danke.", after: null },
    { part: "texts", key: "pt-BR.appeal_again", before: null, after: "Nunca." },
    { part: "questions", key: "questions", before: null, after: "a hash" },
  ]);
  expect(configurationDifferences(after, after)).toEqual([]);
  expect(configurationDifferences(noOwnConfiguration, { ...after, texts: {} })).toHaveLength(4);
});

it("tells changes by their keys, in words too", () => {
  const changes = changesOf(configurationDifferences(before, after));
  expect(changes).toEqual({
    settings: ["otherBots", "reminderCap", "updateCutoffDays"],
    texts: ["de.final", "pt-BR.appeal_again"],
    questions: true,
  });
  expect(changesInWords({ ...changes, restored: 4 })).toBe(
    "settings otherBots, reminderCap, updateCutoffDays; texts de.final, pt-BR.appeal_again; questions; as in revision 4",
  );
  expect(changesInWords(changesOf([]))).toBe("");
});
