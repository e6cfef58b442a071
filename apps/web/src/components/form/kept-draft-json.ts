import type { Answers, KeptDraft } from "@appealmod/core";

/**
 * Reads what the server says is kept; `null` for anything else. By hand, for a library would be
 * most of the script that a form's page loads.
 */
export function keptDraftFrom(json: unknown): KeptDraft | null {
  if (!isRecord(json) || !isRecord(json.draft) || !isRecord(json.otherAnswers)) return null;
  const { draft, otherAnswers } = json;
  if (!everyValue(draft, isAnswer)) return null;
  if (!everyValue(otherAnswers, isAnswers)) return null;
  return { draft, otherAnswers };
}

type Fields = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function everyValue<Value>(
  record: Fields,
  is: (value: unknown) => value is Value,
): record is Readonly<Record<string, Value>> {
  return Object.values(record).every(is);
}

function isAnswer(value: unknown): value is Answers[string] {
  return (
    typeof value === "string" ||
    (Array.isArray(value) && value.every((one) => typeof one === "string"))
  );
}

function isAnswers(value: unknown): value is readonly Answers[string][] {
  return Array.isArray(value) && value.every(isAnswer);
}
