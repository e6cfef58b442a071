import { longestAnswer, type Question, questionSchema } from "@appealmod/core";
import { oneValue, type PostedFields } from "../posted-fields.ts";

/** More choices than these are written one after another, by saving in between. */
export const spareChoices = 3;

export type QuestionProblem = {
  readonly field: "label" | "minLength" | "maxLength" | "onlyIf" | "choices";
  readonly code: QuestionProblemCode;
};

export type QuestionProblemCode = "label" | "length" | "order" | "two" | "choices" | "choiceLabel";

export type ReadQuestion =
  | { readonly question: Question; readonly problems: null }
  | { readonly question: null; readonly problems: readonly QuestionProblem[] };

/**
 * The question that was written into its form.
 *
 * @param others the ids of the questions beside it, which it may not have
 */
export function readPostedQuestion(
  fields: PostedFields,
  languages: readonly string[],
  others: readonly string[],
): ReadQuestion {
  const problems: QuestionProblem[] = [];
  const label = wordings(fields, "label", languages);
  if (!label) problems.push({ field: "label", code: "label" });
  const help = wordings(fields, "help", languages);
  const kind = oneValue(fields, "kind");
  const onlyIf = condition(fields);
  if (onlyIf === "two") problems.push({ field: "onlyIf", code: "two" });
  const lengths = kind === "short" || kind === "long" ? readLengths(fields, problems) : {};
  const isChoice = kind === "one-of" || kind === "several-of";
  const options = isChoice ? readChoices(fields, languages, problems) : undefined;
  if (problems.length > 0) return { question: null, problems };
  const replaces = oneValue(fields, "replaces");
  const isTicked = (name: string) => oneValue(fields, name) === "yes";
  const question = questionSchema.parse({
    kind,
    id: replaces === "" ? newId(label ?? {}, others) : replaces,
    label,
    ...(help ? { help } : {}),
    required: isTicked("required"),
    enabled: isTicked("enabled"),
    showRules: isTicked("showRules"),
    ...(onlyIf && onlyIf !== "two" ? { onlyIf } : {}),
    ...lengths,
    ...(options ? { options } : {}),
  });
  return { question, problems: null };
}

type Wordings = Readonly<Record<string, string>>;

function wordings(
  fields: PostedFields,
  name: string,
  languages: readonly string[],
): Wordings | null {
  const written = languages
    .map((language) => [language, oneValue(fields, `${name}.${language}`).trim()] as const)
    .filter(([, text]) => text !== "");
  return written.length === 0 ? null : Object.fromEntries(written);
}

function readLengths(fields: PostedFields, problems: QuestionProblem[]) {
  const read = (field: "minLength" | "maxLength") => {
    const written = Number(oneValue(fields, field).trim());
    const isRight = Number.isInteger(written) && written >= 1 && written <= longestAnswer;
    if (!isRight) problems.push({ field, code: "length" });
    return written;
  };
  const [minLength, maxLength] = [read("minLength"), read("maxLength")];
  if (minLength > maxLength) problems.push({ field: "minLength", code: "order" });
  return { minLength, maxLength };
}

function readChoices(
  fields: PostedFields,
  languages: readonly string[],
  problems: QuestionProblem[],
): readonly { readonly value: string; readonly label: Wordings }[] {
  const count = Object.keys(fields).filter((name) => /^choice\.\d+\.value$/.test(name)).length;
  const labels = Array.from({ length: Math.min(count, 60) }, (_, index) => ({
    value: oneValue(fields, `choice.${index}.value`),
    label: wordings(fields, `choice.${index}`, languages),
  })).filter(({ label }) => label !== null);
  if (labels.length < 2) problems.push({ field: "choices", code: "choices" });
  const known = labels.map(({ value }) => value).filter((value) => value !== "");
  return labels.map(({ value, label }) => {
    const words = label ?? {};
    const own = value === "" ? unused(slug(firstOf(words), "choice"), known) : value;
    if (value === "") known.push(own);
    return { value: own, label: words };
  });
}

/** Each ticked box says `question=value`. */
function condition(fields: PostedFields): NonNullable<Question["onlyIf"]> | "two" | null {
  const ticked = [fields.onlyIf ?? []].flat().map((one) => one.split("="));
  const [first] = ticked;
  if (!first?.[0]) return null;
  const question = first[0];
  if (ticked.some(([other]) => other !== question)) return "two";
  return { question, isOneOf: ticked.map(([, value = ""]) => value) };
}

function newId(label: Wordings, others: readonly string[]): string {
  return unused(slug(label.en ?? firstOf(label), "question"), others);
}

function firstOf(words: Wordings): string {
  return words.en ?? Object.values(words)[0] ?? "";
}

/** A few words of a text, as an id has them. */
function slug(text: string, otherwise: string): string {
  const plain = text
    .normalize("NFD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "")
    .slice(0, 30)
    .replace(/_+$/, "");
  return plain === "" || plain in {} ? otherwise : plain;
}

function unused(wanted: string, taken: readonly string[]): string {
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? wanted : `${wanted}_${number}`;
    if (!taken.includes(id)) return id;
  }
}
